using System.Globalization;
using Accounts.Billing.Documents;
using static Accounts.Billing.EInvoices.DocumentChecks;

namespace Accounts.Billing.EInvoices;

/// <summary>Rules for the taxes by category and rate (BG-23), to the cent.</summary>
internal static class TaxChecks
{
    /// <summary>
    /// The tax categories that we use, each with the code of the reason why no tax is charged. Exempt small businesses (E) have no code.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, string?> ReasonCodes = new Dictionary<string, string?>
    {
        ["S"] = null,
        ["AE"] = "VATEX-EU-AE",
        ["O"] = "VATEX-EU-O",
        ["E"] = null,
    };

    /// <summary>
    /// The taxes of all cancellations of an invoice must add up to the tax of the invoice. Therefore the tax of a partial cancellation
    /// may differ from net × rate by one minor unit, however many there were before.
    /// </summary>
    private const int MostOfPart = 1;

    // § 14a (5) UStG. Austrian law (§ 11 (1a)) does not prescribe the wording.
    private const string ReverseChargeSentence = "Steuerschuldnerschaft des Leistungsempfängers";

    // All categories have the same rules; the id contains the category, as in BR-S-01.
    private static readonly CheckRule<(InvoiceDocument Document, TaxSubtotal Tax)>[] Rules =
    [
        new("01", of => IsOne(of.Document, of.Tax),
            of => $"Tax {Name(of.Tax)} must have lines and appear exactly once; make the draft again."),
        new("08", of => Billed(of.Document, of.Tax) == of.Tax.Net,
            of => $"Tax {Name(of.Tax)} is calculated on {Text(of.Tax.Net)}, but its lines add up to {Text(Billed(of.Document, of.Tax))}; "
                + "make the draft again."),
        new("09", of => Math.Abs(of.Tax.Tax - Right(of.Tax)) <= Tolerance(of.Document, of.Tax),
            of => $"Tax {Name(of.Tax)} is {Text(of.Tax.Tax)}, but should be {Text(Right(of.Tax))}; make the draft again."),
        new("10", of => HasReason(of.Document, of.Tax), of => of.Tax.Category == "S"
            ? $"Tax {Name(of.Tax)} is charged, but has a reason for not being charged; review the tax."
            : $"Tax {Name(of.Tax)} has no reason why it is not charged; review the tax."),
    ];

    public static IEnumerable<CheckFinding> Of(InvoiceDocument document)
    {
        var taxes = document.Totals.Taxes;
        if (taxes.Count == 0)
            yield return new CheckFinding("BR-CO-18", "The invoice has no tax; make the draft again.");
        foreach (var tax in taxes)
        {
            if (!ReasonCodes.TryGetValue(tax.Category, out var code))
            {
                yield return new CheckFinding("BR-CL-17", $"Tax {Name(tax)} has no known category; review the tax.");
                continue;
            }

            if (tax.ReasonCode is not null && tax.ReasonCode != code)
                yield return new CheckFinding("BR-CL-22", $"The reason code of tax {Name(tax)} is of another category; review the tax.");
            foreach (var finding in CheckRule<(InvoiceDocument, TaxSubtotal)>.Broken(Rules, (document, tax)))
                yield return finding with { Rule = $"BR-{tax.Category}-{finding.Rule}" };
        }

        var missing = document.Lines.Select(line => line.Tax).Concat(document.Discounts.Select(discount => discount.Tax))
            .Where(billed => ReasonCodes.ContainsKey(billed.Category) && !taxes.Any(tax => Is(billed, tax)))
            .DistinctBy(tax => (tax.Category, tax.Rate));
        foreach (var tax in missing)
        {
            var text = $"Tax {Name(tax.Category, tax.Rate)} is missing in the totals; make the draft again.";
            yield return new CheckFinding($"BR-{tax.Category}-01", text);
        }
    }

    private static bool IsOne(InvoiceDocument document, TaxSubtotal tax) =>
        document.Lines.Any(line => Is(line.Tax, tax))
        && document.Totals.Taxes.Count(other => other.Category == tax.Category && other.Rate == tax.Rate) == 1;

    private static long Billed(InvoiceDocument document, TaxSubtotal tax) =>
        document.Lines.Where(line => Is(line.Tax, tax)).Sum(line => line.Net)
        - document.Discounts.Where(discount => Is(discount.Tax, tax)).Sum(discount => discount.Amount);

    private static long Right(TaxSubtotal tax) => Amounts.Tax(tax.Net, tax.Rate);

    private static int Tolerance(InvoiceDocument document, TaxSubtotal tax) =>
        document.Kind == DocumentKind.PartialCancellation && tax.Category == "S" ? MostOfPart : 0;

    private static bool HasReason(InvoiceDocument document, TaxSubtotal tax) => tax.Category switch
    {
        "S" => tax.ReasonCode is null && tax.Note is null,
        "AE" when document.Seller.Address.Country == "DE" =>
            tax.ReasonCode is not null && tax.Note?.Contains(ReverseChargeSentence, StringComparison.Ordinal) == true,
        "AE" or "O" => tax.ReasonCode is not null && IsGiven(tax.Note),
        _ => IsGiven(tax.Note),
    };

    private static bool Is(LineTax billed, TaxSubtotal tax) => billed.Category == tax.Category && billed.Rate == tax.Rate;

    private static string Name(TaxSubtotal tax) => Name(tax.Category, tax.Rate);

    private static string Name(string category, int rate) =>
        string.Create(CultureInfo.InvariantCulture, $"{category} at {rate / 100m:0.##} %");

    private static string Text(long amount) => (amount / 100m).ToString("0.00", CultureInfo.InvariantCulture);
}
