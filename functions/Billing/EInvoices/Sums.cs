using Accounts.Billing.Documents;

namespace Accounts.Billing.EInvoices;

/// <summary>Writes discounts, taxes and totals (BG-20, BG-23, BG-22).</summary>
internal static class Sums
{
    public static void Write(UblWriter ubl, InvoiceDocument document)
    {
        foreach (var discount in document.Discounts)
            ubl.Write("AllowanceCharge", () => WriteDiscount(ubl, discount));
        ubl.Write("TaxTotal", () =>
        {
            ubl.WriteAmount("TaxAmount", document.Totals.Tax);
            foreach (var tax in document.Totals.Taxes)
                ubl.Write("TaxSubtotal", () => WriteTax(ubl, tax));
        });
        if (document.AccountingTax is { } accounting)
            ubl.Write("TaxTotal", () => ubl.WriteAmount("TaxAmount", accounting.Tax, accounting.Currency));
        ubl.Write("LegalMonetaryTotal", () => WriteTotals(ubl, document));
    }

    /// <summary>Writes category and rate. Lines and discounts that are not subject to VAT have no rate (BR-O-05, BR-O-06).</summary>
    public static void WriteCategory(UblWriter ubl, string group, LineTax tax) => ubl.Write(group, () =>
    {
        ubl.Write("ID", tax.Category);
        if (tax.Category != "O")
            ubl.Write("Percent", tax.Rate / 100m);
        ubl.WriteReference("TaxScheme", "VAT");
    });

    private static void WriteDiscount(UblWriter ubl, Discount discount)
    {
        ubl.Write("ChargeIndicator", "false");
        ubl.Write("AllowanceChargeReason", discount.Reason);
        ubl.WriteAmount("Amount", discount.Amount);
        WriteCategory(ubl, "TaxCategory", discount.Tax);
    }

    private static void WriteTax(UblWriter ubl, TaxSubtotal tax)
    {
        ubl.WriteAmount("TaxableAmount", tax.Net);
        ubl.WriteAmount("TaxAmount", tax.Tax);
        ubl.Write("TaxCategory", () =>
        {
            ubl.Write("ID", tax.Category);
            // The breakdown has a rate of 0 even where lines have none (BR-DE-14).
            ubl.Write("Percent", tax.Rate / 100m);
            ubl.Write("TaxExemptionReasonCode", tax.ReasonCode);
            ubl.Write("TaxExemptionReason", tax.Note);
            ubl.WriteReference("TaxScheme", "VAT");
        });
    }

    private static void WriteTotals(UblWriter ubl, InvoiceDocument document)
    {
        var totals = document.Totals;
        ubl.WriteAmount("LineExtensionAmount", document.Lines.Sum(line => line.Net));
        ubl.WriteAmount("TaxExclusiveAmount", totals.Net);
        ubl.WriteAmount("TaxInclusiveAmount", totals.Gross);
        if (document.Discounts.Count > 0)
            ubl.WriteAmount("AllowanceTotalAmount", document.Discounts.Sum(discount => discount.Amount));
        if (totals.Prepaid != 0)
            ubl.WriteAmount("PrepaidAmount", totals.Prepaid);
        if (totals.Rounding != 0)
            ubl.WriteAmount("PayableRoundingAmount", totals.Rounding);
        ubl.WriteAmount("PayableAmount", totals.Payable);
    }
}
