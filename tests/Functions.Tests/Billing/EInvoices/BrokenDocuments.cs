using Accounts.Billing.Documents;
using Accounts.Customers.Organizations;
using Accounts.Platform.Values;
using Accounts.Sales.Catalog;
using Accounts.Tests.Billing.Documents;

namespace Accounts.Tests.Billing.EInvoices;

/// <summary>For each rule that we check: invoices that break it and are otherwise valid.</summary>
internal static partial class BrokenDocuments
{
    private static readonly InvoiceDocument Taxed = Sample.Invoice(Sample.Line(2, 9500), Sample.Line(1, 101, Sample.Reduced));
    private static readonly InvoiceDocument Reverse = Sample.Invoice(Sample.Line(1, 9500, Sample.ReverseCharge));
    private static readonly InvoiceDocument Outside = Sample.Invoice(Sample.Line(1, 9500, Sample.NotTaxable));
    private static readonly InvoiceDocument Small = Sample.Invoice(Sample.Line(1, 9500, Sample.SmallBusiness));
    private static readonly InvoiceDocument Large = Sample.Invoice(
        Sample.Line(1, 833_334, new LineTax("S", 2000))) with
    { Seller = Sample.Austrian };
    private static readonly InvoiceDocument Francs =
        Taxed with { Currency = "CHF", AccountingTax = new AccountingTax("EUR", 3617, 1m, "EZB") };

    /// <summary>The valid documents from which the broken ones are made.</summary>
    public static IReadOnlyList<InvoiceDocument> Good { get; } =
        [
            Taxed,
            Reverse,
            Outside,
            Small,
            Large,
            Francs,
            Taxed.Cancelled(),
            Taxed.PartlyCancelled(),
            Card(Taxed, "4242"),
            Taxed with { Terms = null },
        ];

    public static IReadOnlyList<(string Rule, InvoiceDocument Document)> All { get; } =
    [
        .. Header(), .. Sellers(), .. Buyers(), .. Payments(), .. Lines(), .. Taxes(), .. Totals(), .. Texts(),
    ];

    private static IEnumerable<(string Rule, InvoiceDocument Document)> Header() =>
    [
        ("BR-02", Taxed with { Number = null }),
        ("BR-03", Taxed with { Date = default }),
        ("BR-04", Taxed with { Kind = (DocumentKind)9 }),
        ("BR-CL-04", Taxed with { Currency = "USD" }),
        ("BR-DE-15", Taxed with { BuyerReference = " " }),
        ("BR-DE-26", Taxed.Cancelled() with { Preceding = null }),
        ("BR-DE-26", Taxed.PartlyCancelled() with { Preceding = null }),
        ("BR-55", Taxed.Cancelled() with { Preceding = new PrecedingInvoice("", Taxed.Date) }),
        ("BR-16", Taxed with { Lines = [] }),
    ];

    private static IEnumerable<(string Rule, InvoiceDocument Document)> Sellers() =>
    [
        ("BR-06", Sold(seller => seller with { Name = "" })),
        ("BR-DE-3", Sold(seller => seller with { Address = seller.Address with { City = "" } })),
        ("BR-DE-4", Sold(seller => seller with { Address = seller.Address with { PostalCode = "" } })),
        ("BR-09", Sold(seller => seller with { Address = seller.Address with { Country = "" } })),
        ("BR-DE-5", Sold(seller => seller with { ContactName = "" })),
        ("BR-DE-6", Sold(seller => seller with { Phone = "" })),
        ("BR-DE-7", Sold(seller => seller with { Email = "" })),
        ("BR-DE-27", Sold(seller => seller with { Phone = "11" })),
        ("BR-DE-28", Sold(seller => seller with { Email = "rechnung@muster" })),
        ("PEPPOL-EN16931-R020", Sold(seller => seller with { Email = "" })),
        ("BR-CO-09", Sold(seller => seller with { VatId = "136695976" })),
        ("BR-CO-26", Sold(seller => seller with { VatId = "", Register = "" })),
        ("BR-CO-26", Outside with { Seller = Outside.Seller with { Register = "" } }),
        ("BR-DE-16", Sold(seller => seller with { VatId = "", TaxNumber = "" })),
        ("BR-O-02", Outside with { Seller = Outside.Seller with { TaxNumber = "" } }),
        ("BR-AE-02", Reverse with { Seller = Reverse.Seller with { VatId = "" } }),
    ];

    private static IEnumerable<(string Rule, InvoiceDocument Document)> Buyers() =>
    [
        ("BR-07", Bought(buyer => buyer with { Company = buyer.Company with { Name = "" } })),
        ("BR-DE-8", Located(address => address with { City = "" })),
        ("BR-DE-9", Located(address => address with { PostalCode = "" })),
        ("BR-11", Located(address => address with { Country = "XX" })),
        ("PEPPOL-EN16931-R010", Bought(buyer => buyer with { Email = "" })),
        ("BR-CO-09", Bought(buyer => buyer with { VatId = "13" })),
        ("BR-AE-02", Reverse with { Buyer = Reverse.Buyer with { VatId = null } }),
        ("BT-48", Large with { Buyer = Large.Buyer with { VatId = null } }),
    ];

    private static IEnumerable<(string Rule, InvoiceDocument Document)> Payments() =>
    [
        ("BR-CO-25", Taxed with { DueOn = null, Terms = null }),
        ("BR-DE-18", Taxed with { Terms = "#SKONTO#TAGE=14#PROZENT=2#" }),
        ("BR-DE-18", Taxed with { Terms = "#SKONTO#TAGE=14#PROZENT=2.00#\nPosten #1 und #2." }),
        ("BR-49", Taxed with { Payment = Taxed.Payment with { Means = (PaymentMeans)9 } }),
        ("BR-DE-23-a", Banked("")),
        ("BR-DE-19", Banked("DE89370400440532013001")),
        ("BR-DE-19", Banked("DE89 3704 0044 0532 0130 00")),
        ("BR-DE-23-b", Taxed with { Payment = Taxed.Payment with { CardLastFour = "4242" } }),
        ("BR-DE-24-a", Card(Taxed, null)),
        ("BR-51", Card(Taxed, "4111111111111111")),
        ("BR-51", Card(Taxed, "42")),
    ];

    private static IEnumerable<(string Rule, InvoiceDocument Document)> Lines() =>
    [
        ("BR-25", Lined(line => line with { Name = "" })),
        ("BR-23", Lined(line => line with { Unit = (Unit)99 })),
        ("BR-27", Lined(line => line with { UnitPrice = -1 })),
        ("BR-30", Lined(line => line with { SuppliedTo = line.SuppliedFrom.AddDays(-1) })),
        ("BR-54", Lined(line => line with { UsedBy = line.UsedBy with { CustomerNumber = "" } })),
        ("BR-54", Lined(line => line with { UsedBy = line.UsedBy with { Name = "" } })),
        ("BR-CL-18", Lined(line => line with { Tax = new LineTax("Z", 0) })),
        ("BR-S-05", Lined(line => line with { Tax = new LineTax("S", 0) })),
        ("BR-AE-05", Lined(line => line with { Tax = Sample.ReverseCharge with { Rate = 700 } })),
        ("BR-E-05", Lined(line => line with { Tax = Sample.SmallBusiness with { Rate = 700 } })),
        ("BR-O-05", Lined(line => line with { Tax = Sample.NotTaxable with { Rate = 700 } })),
        ("BR-21", Taxed with { Lines = [Taxed.Lines[0], Taxed.Lines[1] with { Number = 1 }] }),
        ("BR-33", Taxed with { Discounts = [new Discount("", 0, Sample.Standard)] }),
        ("BR-O-11", Outside with { Totals = InvoiceTotals.Of([.. Outside.Totals.Taxes, TaxSubtotal.Of(Sample.Standard, 0)]) }),
        ("BR-O-12", Outside.With([.. Outside.Lines, Sample.Line(1, 100)])),
        ("BR-O-13", Outside with { Discounts = [new Discount("Rabatt", 0, Sample.Standard)] }),
    ];

    private static IEnumerable<(string Rule, InvoiceDocument Document)> Texts() =>
    [
        ("PEPPOL-EN16931-R008", Taxed with { PurchaseOrderNumber = " " }),
        ("PEPPOL-EN16931-R008", Taxed with { Notes = [""] }),
        ("PEPPOL-EN16931-R008", Lined(line => line with { CostCentre = "\n" })),
        ("XML-Char", Taxed with { Notes = ["Kopie\u0007"] }),
        ("XML-Char", Lined(line => line with { Name = "halb\ud83d" })),
        ("XML-Char", Bought(buyer => buyer with { ContactName = "\ufffe" })),
    ];

    private static InvoiceDocument Sold(Func<Seller, Seller> change) => Taxed with { Seller = change(Taxed.Seller) };

    private static InvoiceDocument Bought(Func<Buyer, Buyer> change) => Taxed with { Buyer = change(Taxed.Buyer) };

    private static InvoiceDocument Located(Func<Address, Address> change) =>
        Bought(buyer => buyer with { Company = buyer.Company with { Address = change(buyer.Company.Address) } });

    private static InvoiceDocument Banked(string iban) =>
        Taxed with { Payment = Taxed.Payment with { Account = Taxed.Payment.Account with { Iban = iban } } };

    private static InvoiceDocument Card(InvoiceDocument document, string? digits) =>
        document with { Payment = document.Payment with { Means = PaymentMeans.Card, CardLastFour = digits } };

    private static InvoiceDocument Lined(Func<InvoiceLine, InvoiceLine> change) => Taxed.With([change(Taxed.Lines[0]), Taxed.Lines[1]]);
}
