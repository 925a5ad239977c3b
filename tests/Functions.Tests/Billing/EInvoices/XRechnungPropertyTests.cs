using System.Globalization;
using System.Numerics;
using Accounts.Billing.Documents;
using Accounts.Billing.EInvoices;
using FsCheck.Xunit;

namespace Accounts.Tests.Billing.EInvoices;

[Properties(Arbitrary = [typeof(RandomDocuments)], MaxTest = 300, Replay = "20261129,47")]
public sealed class XRechnungPropertyTests
{
    [Property]
    public void It_passes_our_checks(InvoiceDocument document) => Assert.Empty(DocumentChecks.Check(document));

    [Property]
    public void Its_sums_hold_to_the_cent(InvoiceDocument document)
    {
        var xml = InvoiceXml.Of(document);
        var line = document.Kind == DocumentKind.PartialCancellation ? "CreditNoteLine" : "InvoiceLine";
        long Total(string name) => Cents(xml.One($"LegalMonetaryTotal/{name}") ?? "0.00");

        var lines = xml.All($"{line}/LineExtensionAmount").Sum(Cents);
        var discounts = xml.All("AllowanceCharge/Amount").Sum(Cents);
        var taxes = xml.Parts("TaxTotal/TaxSubtotal");
        var tax = taxes.Sum(part => Cents(part.One("TaxAmount")!));

        Assert.Equal((lines, discounts), (Total("LineExtensionAmount"), Total("AllowanceTotalAmount")));
        Assert.Equal((lines - discounts, lines - discounts + tax), (Total("TaxExclusiveAmount"), Total("TaxInclusiveAmount")));
        Assert.Equal(lines - discounts + tax - Total("PrepaidAmount"), Total("PayableAmount"));
        Assert.Equal(lines - discounts, taxes.Sum(part => Cents(part.One("TaxableAmount")!)));
        Assert.Equal(tax, Cents(xml.All("TaxTotal/TaxAmount")[0]));
        Assert.All(xml.Parts(line), part => Assert.Equal(Net(part), Cents(part.One("LineExtensionAmount")!)));
        // A partial cancellation takes back what is left of the invoice's tax.
        if (document.Kind != DocumentKind.PartialCancellation)
            Assert.All(taxes, part => Assert.Equal(Tax(part), Cents(part.One("TaxAmount")!)));
    }

    [Property]
    public void Its_texts_are_what_was_said(InvoiceDocument document)
    {
        var xml = InvoiceXml.Of(document);
        var line = document.Kind == DocumentKind.PartialCancellation ? "CreditNoteLine" : "InvoiceLine";

        Assert.Equal(document.Lines.Select(one => one.Name), xml.All($"{line}/Item/Name"));
        Assert.Equal(document.Lines.Select(one => one.Note).OfType<string>(), xml.All($"{line}/Note"));
        Assert.Equal(document.Notes, xml.All("Note").Select(note => note.StartsWith("#AAI#", StringComparison.Ordinal) ? note[5..] : note));
        Assert.Equal(document.PurchaseOrderNumber, xml.One("OrderReference/ID"));
        Assert.Equal(document.Terms, xml.One("PaymentTerms/Note")?.TrimEnd('\n'));
    }

    // Calculated from the XML in whole numbers, in another way than the code does it.
    private static long Net(InvoiceXml line)
    {
        var quantity = line.One("InvoicedQuantity") ?? line.One("CreditedQuantity")!;
        return Rounded(
            (BigInteger)(decimal.Parse(quantity, CultureInfo.InvariantCulture) * 100) * Cents(line.One("Price/PriceAmount")!), 100);
    }

    private static long Tax(InvoiceXml tax)
    {
        var rate = (BigInteger)(decimal.Parse(tax.One("TaxCategory/Percent")!, CultureInfo.InvariantCulture) * 100);
        return Rounded(Cents(tax.One("TaxableAmount")!) * rate, 10_000);
    }

    private static long Rounded(BigInteger number, int by) => (long)(number.Sign * ((BigInteger.Abs(number) * 2 + by) / (2 * by)));

    private static long Cents(string amount)
    {
        Assert.Matches(@"^-?[0-9]+\.[0-9]{2}$", amount);
        return long.Parse(amount.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }
}
