using Accounts.Billing.Documents;
using Accounts.Customers.Organizations;
using Accounts.Platform.Values;
using Accounts.Sales.Catalog;
using Accounts.Sales.Taxes;

namespace Accounts.Tests.Billing.Documents;

/// <summary>Invoices that keep all rules. Tests change them.</summary>
internal static class Sample
{
    public const string Iban = "DE89370400440532013000";

    public static readonly LineTax Standard = new("S", 1900);
    public static readonly LineTax Reduced = new("S", 700);
    public static readonly LineTax ReverseCharge = new("AE", 0, "VATEX-EU-AE", "Steuerschuldnerschaft des Leistungsempfängers");
    public static readonly LineTax NotTaxable = new("O", 0, "VATEX-EU-O", "Nicht im Inland steuerbar, Leistungsort Schweiz");
    public static readonly LineTax SmallBusiness = new("E", 0, null, "Kein Ausweis von Umsatzsteuer, da Kleinunternehmer gemäß § 19 UStG");

    public static Seller Seller { get; } = new()
    {
        Name = "Muster Telekom GmbH",
        Address = new Address("Am Markt", "1", "80331", "München", "DE"),
        VatId = "DE136695976",
        TaxNumber = "143/123/45678",
        Register = "Amtsgericht München, HRB 12345",
        ContactName = "Buchhaltung",
        Phone = "+49 89 123456",
        Email = "rechnung@muster.example",
    };

    public static Seller Austrian { get; } =
        Seller with { Address = new Address("Ring", "1", "1010", "Wien", "AT"), VatId = "ATU13585627" };

    public static Seller Swiss { get; } = Seller with
    {
        Address = new Address("Bahnhofstrasse", "1", "8001", "Zürich", "CH"),
        VatId = "CHE-100.155.212 MWST",
    };

    public static UsedBy Main { get; } = new("10001", "Palmer Telefonbau GmbH");

    public static UsedBy Branch { get; } = new("10002", "Palmer Köln GmbH");

    /// <summary>A line that was supplied on one day.</summary>
    public static InvoiceLine Line(decimal quantity, long unitPrice, LineTax? tax = null) => new()
    {
        Number = 1,
        ChargeId = "order-1/1",
        Name = "Cloud-Telefonie",
        Quantity = quantity,
        Unit = Unit.License,
        UnitPrice = unitPrice,
        TaxClass = TaxClass.Standard,
        Tax = tax ?? Standard,
        SuppliedFrom = new DateOnly(2026, 11, 1),
        SuppliedTo = new DateOnly(2026, 11, 1),
        UsedBy = Main,
    };

    /// <summary>An invoice with these lines, numbered. The buyer is in the country that fits the tax of the lines.</summary>
    public static InvoiceDocument Invoice(params InvoiceLine[] lines) => new InvoiceDocument
    {
        Kind = DocumentKind.Invoice,
        Number = "RE-2026-000001",
        Date = new DateOnly(2026, 12, 1),
        DueOn = new DateOnly(2026, 12, 15),
        Language = Language.German,
        Currency = "EUR",
        BuyerReference = "04011000-12345-34",
        Seller = Seller,
        Buyer = BuyerOf(lines.FirstOrDefault()?.Tax.Category),
        Payment = new PaymentInstructions(
            PaymentMeans.Transfer, new BankAccount("Muster Telekom GmbH", Iban, "COBADEFFXXX", "Commerzbank")),
        Terms = "Zahlbar binnen 14 Tagen.",
        Lines = lines,
        Totals = new InvoiceTotals(0, [], 0, 0, 0),
    }.With(lines);

    /// <summary>The same document with these lines, numbered and summed up.</summary>
    public static InvoiceDocument With(this InvoiceDocument document, IEnumerable<InvoiceLine> lines)
    {
        InvoiceLine[] numbered = [.. lines.Select((line, index) => line with { Number = index + 1 })];
        return document with { Lines = numbered, Totals = InvoiceTotals.Of(numbered, document.Discounts, document.Totals.Prepaid) };
    }

    /// <summary>The cancellation of the whole invoice. It has a due date only if the invoice was a credit.</summary>
    public static InvoiceDocument Cancelled(this InvoiceDocument document) => (document with
    {
        Kind = DocumentKind.Cancellation,
        Number = "ST-2026-000001",
        DueOn = document.Totals.Gross < 0 ? document.DueOn : null,
        Preceding = new PrecedingInvoice(document.Number!, document.Date),
        Discounts = [.. document.Discounts.Select(discount => discount with { Amount = -discount.Amount })],
        AccountingTax = document.AccountingTax is { } tax ? tax with { Tax = -tax.Tax } : null,
    }).With(document.Lines.Select(line => line with { Quantity = -line.Quantity }));

    /// <summary>A partial cancellation: it takes the first lines back.</summary>
    public static InvoiceDocument PartlyCancelled(this InvoiceDocument document, int lines = 1) => (document with
    {
        Kind = DocumentKind.PartialCancellation,
        Number = "ST-2026-000002",
        DueOn = null,
        Preceding = new PrecedingInvoice(document.Number!, document.Date),
        Discounts = [],
        AccountingTax = null,
    }).With(document.Lines.Take(lines));

    private static Buyer BuyerOf(string? category)
    {
        var (address, vatId) = category switch
        {
            "AE" => (new Address("Ring", "5", "1010", "Wien", "AT"), "ATU13585627"),
            "O" => (new Address("Bahnhofstrasse", "7", "8001", "Zürich", "CH"), "CHE-100.155.212 MWST"),
            _ => (new Address("Brückenstr.", "12", "80331", "München", "DE"), "DE136695976"),
        };
        return new Buyer
        {
            CustomerNumber = Main.CustomerNumber,
            Company = new Company(Main.Name, address),
            VatId = vatId,
            ContactName = "Hanna Palmer",
            Email = "buchhaltung@palmer.example",
        };
    }
}
