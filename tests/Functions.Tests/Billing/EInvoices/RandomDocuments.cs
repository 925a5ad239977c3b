using Accounts.Billing.Documents;
using Accounts.Platform.Values;
using Accounts.Sales.Catalog;
using Accounts.Tests.Billing.Documents;
using FsCheck;
using FsCheck.Fluent;

namespace Accounts.Tests.Billing.EInvoices;

/// <summary>Random invoices and cancellations of all kinds that we write, for properties that must hold for each of them.</summary>
public static class RandomDocuments
{
    private static readonly DateOnly Start = new(2026, 1, 1);

    // Umlauts, characters that XML escapes, characters that have a meaning in notes and terms, and a character beyond 16 bits.
    private static readonly Gen<string> Word = Gen.Elements(
        "Cloud",
        "Größe",
        "Straße",
        "Ärzte & Söhne",
        "<b>",
        "]]>",
        "\"Zitat\"",
        "O'Neil",
        "#abc#",
        "#",
        "50 %",
        "€",
        "Müller-Lüdenscheidt",
        "日本",
        "𝄞",
        "&amp;");

    /// <summary>The documents that FsCheck generates. It shrinks a document by removing lines.</summary>
    public static Arbitrary<InvoiceDocument> Documents() => Arb.From(Document, Smaller);

    private static Gen<string> Text => from words in Word.NonEmptyListOf().Resize(4) select string.Join(' ', words);

    private static Gen<InvoiceDocument> Document =>
        from seller in Gen.Elements(Sample.Seller, Sample.Austrian, Sample.Swiss)
        from taxes in Gen.Elements(Rates(seller), Rates(seller)[..1], [Sample.ReverseCharge], [Sample.NotTaxable], [Sample.SmallBusiness])
        from lines in Line(taxes).NonEmptyListOf().Resize(12)
        from dressed in Dressed(Sample.Invoice([.. lines]) with { Seller = seller })
        from discounted in Discounted(dressed)
        from kind in Gen.Elements(Enum.GetValues<DocumentKind>())
        from left in Gen.Choose(-1, 1)
        select kind switch
        {
            DocumentKind.Cancellation => discounted.Cancelled(),
            DocumentKind.PartialCancellation => Left(discounted.PartlyCancelled(lines.Count), left),
            _ => discounted,
        };

    private static LineTax[] Rates(Seller seller) => seller.Address.Country switch
    {
        "AT" => [new LineTax("S", 2000), new LineTax("S", 1000)],
        "CH" => [new LineTax("S", 810), new LineTax("S", 260)],
        _ => [Sample.Standard, Sample.Reduced],
    };

    private static Gen<InvoiceLine> Line(LineTax[] taxes) =>
        from quantity in Gen.Choose(-20_000, 100_000)
        from price in Gen.OneOf(Gen.Choose(0, 200), Gen.Choose(0, 5_000_000))
        from tax in Gen.Elements(taxes)
        from unit in Gen.Elements(Enum.GetValues<Unit>())
        from name in Text
        from note in Optional(Text)
        from order in Optional(Text)
        from delivery in Optional(Text)
        from first in Gen.Choose(0, 3)
        from days in Gen.Choose(0, 3)
        from account in Gen.Elements(Sample.Main, Sample.Branch, new UsedBy("10003", "Palmer & Töchter <Süd>"))
        select Sample.Line(quantity / 100m, price, tax) with
        {
            Unit = unit,
            Name = name,
            Note = note?.Replace(" ", "\n", StringComparison.Ordinal),
            PurchaseOrderNumber = order,
            DeliveryNote = delivery,
            CostCentre = order,
            SuppliedFrom = Start.AddDays(first),
            SuppliedTo = Start.AddDays(first + days),
            UsedBy = account,
        };

    private static Gen<InvoiceDocument> Dressed(InvoiceDocument document) =>
        from language in Gen.Elements(Enum.GetValues<Language>())
        from order in Optional(Text)
        from delivery in Optional(Text)
        from contact in Optional(Text)
        from notes in Text.ListOf().Resize(3)
        from terms in Gen.Elements(
            null,
            "Zahlbar sofort, ohne Abzug.",
            "Mit Skonto:\n#SKONTO#TAGE=14#PROZENT=2.00#",
            "#SKONTO#TAGE=7#PROZENT=1.50#\nSonst 30 Tage.")
        from card in Optional(Gen.Constant("4242"))
        from francs in Gen.Elements(true, false)
        select document with
        {
            Language = language,
            PurchaseOrderNumber = order,
            DeliveryNote = delivery,
            Buyer = document.Buyer with { ContactName = contact },
            Notes = notes,
            Terms = terms,
            Payment = document.Payment with { Means = card is null ? PaymentMeans.Transfer : PaymentMeans.Card, CardLastFour = card },
            Currency = francs ? "CHF" : "EUR",
            // Only the rate is set here: the tax is calculated from the totals.
            AccountingTax = francs && document.Seller != Sample.Swiss ? new AccountingTax("EUR", 0, 1.0615m, "EZB") : null,
        };

    private static Gen<InvoiceDocument> Discounted(InvoiceDocument document) =>
        from discount in Gen.OneOf(Gen.Constant(0), Gen.Choose(1, 100_000))
        from prepaid in Gen.Elements(0, 0, 1, 12_345)
        select Summed(document with
        {
            Discounts = discount == 0 ? [] : Discount.Split("Rabatt für Treue", discount, document.Lines),
            Totals = document.Totals with { Prepaid = prepaid },
        });

    private static InvoiceDocument Summed(InvoiceDocument document)
    {
        var summed = document.With(document.Lines);
        return summed with
        {
            AccountingTax = summed.AccountingTax is { } tax ? tax with { Tax = Amounts.Rounded(summed.Totals.Tax * tax.Rate) } : null,
        };
    }

    // The tax of a partial cancellation is what earlier cancellations left of the invoice's tax.
    private static InvoiceDocument Left(InvoiceDocument document, long cents)
    {
        var taxes = document.Totals.Taxes.Select(tax => tax.Category == "S" ? tax with { Tax = tax.Tax + cents } : tax);
        return document with { Currency = "EUR", Totals = InvoiceTotals.Of([.. taxes], document.Totals.Prepaid) };
    }

    private static Gen<T?> Optional<T>(Gen<T> gen)
        where T : class => Gen.OneOf(gen.Select(value => (T?)value), Gen.Constant<T?>(null));

    private static IEnumerable<InvoiceDocument> Smaller(InvoiceDocument document) =>
        document.Lines.Count == 1 || document.Discounts.Count > 0
        ? []
        : document.Lines.Select(left => Summed(document.With(document.Lines.Where(line => line != left))));
}
