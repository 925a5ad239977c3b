using Accounts.Billing.Documents;
using static Accounts.Billing.EInvoices.DocumentChecks;

namespace Accounts.Billing.EInvoices;

/// <summary>Rules for each line and each discount.</summary>
internal static class LineChecks
{
    private static readonly CheckRule<InvoiceLine>[] Rules =
    [
        new("BR-25", line => IsGiven(line.Name), line => $"Line {line.Number} has no name; name what is billed."),
        new("BR-23", line => UnitCodes.Of(line.Unit) is not null,
            line => $"The unit of line {line.Number} has no code; choose another for the product."),
        new("BR-27", line => line.UnitPrice >= 0,
            line => $"The price of line {line.Number} is negative; give a credit a negative quantity."),
        new("BR-30", line => line.SuppliedTo >= line.SuppliedFrom,
            line => $"The period of line {line.Number} ends before it begins; correct the charge."),
        new("BR-54", line => IsGiven(line.UsedBy.CustomerNumber) && IsGiven(line.UsedBy.Name),
            line => $"The account that uses line {line.Number} has no number or no name; correct the charge."),
        new("BR-CL-18", line => TaxChecks.ReasonCodes.ContainsKey(line.Tax.Category),
            line => $"Line {line.Number} has no known tax category; review its tax."),
        new("BR-S-05", line => line.Tax.Category != "S" || line.Tax.Rate > 0,
            line => $"Line {line.Number} is taxable at 0 %; review its tax."),
        new("BR-AE-05", line => line.Tax.Category != "AE" || line.Tax.Rate == 0,
            line => $"Line {line.Number} is reverse charge and has a rate; review its tax."),
        new("BR-E-05", line => line.Tax.Category != "E" || line.Tax.Rate == 0,
            line => $"Line {line.Number} is exempt and has a rate; review its tax."),
        new("BR-O-05", line => line.Tax.Category != "O" || line.Tax.Rate == 0,
            line => $"Line {line.Number} is not taxable and has a rate; review its tax."),
    ];

    private static readonly CheckRule<InvoiceDocument>[] Together =
    [
        new("BR-21", document => document.Lines.Select(line => line.Number).SequenceEqual(Enumerable.Range(1, document.Lines.Count)),
            "The lines are not numbered from 1 on; make the draft again."),
        new("BR-33", document => document.Discounts.All(discount => IsGiven(discount.Reason)),
            "A discount has no reason; say what it is given for."),
        new("BR-O-12", document => IsAlone(document, document.Lines.Select(line => line.Tax.Category)),
            "Lines outside of VAT are mixed with others; bill them on a separate invoice."),
        new("BR-O-13", document => IsAlone(document, document.Discounts.Select(discount => discount.Tax.Category)),
            "An invoice outside of VAT has a taxed discount; make the draft again."),
        new("BR-O-11", document => IsAlone(document, document.Totals.Taxes.Select(tax => tax.Category)),
            "An invoice outside of VAT has a subtotal of another tax; make the draft again."),
    ];

    public static IEnumerable<CheckFinding> Of(InvoiceDocument document) =>
    [
        .. document.Lines.SelectMany(line => CheckRule<InvoiceLine>.Broken(Rules, line)),
        .. CheckRule<InvoiceDocument>.Broken(Together, document),
    ];

    private static bool IsAlone(InvoiceDocument document, IEnumerable<string> categories) =>
        !document.IsOutsideVat || categories.All(category => category == "O");
}
