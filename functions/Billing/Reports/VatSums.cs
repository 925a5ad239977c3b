using Accounts.Billing.Documents;
using Accounts.Billing.Invoices;

namespace Accounts.Billing.Reports;

/// <summary>Sums of tax by seller's country, currency, category and rate. Sums of rounded amounts are exact.</summary>
public sealed class VatSums
{
    private readonly SortedDictionary<(string Seller, string Currency, string Category, int Rate), VatSum> _sums = [];

    /// <summary>How many invoices were added.</summary>
    public int Invoices { get; private set; }

    /// <summary>How many cancellations were added.</summary>
    public int Cancellations { get; private set; }

    public IReadOnlyList<VatSum> Sums => [.. _sums.Values];

    public void Add(IReadOnlyList<RegisterEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (entry.Kind == DocumentKind.Invoice)
                Invoices++;
            else
                Cancellations++;
            foreach (var tax in entry.Taxes)
                Add(entry, tax);
        }
    }

    private void Add(RegisterEntry entry, RegisteredTax tax)
    {
        var key = (entry.SellerCountry, entry.Currency, tax.Category, tax.Rate);
        var before = _sums.TryGetValue(key, out var sum)
            ? sum
            : new VatSum(entry.SellerCountry, entry.Currency, tax.Category, tax.Rate, 0, 0, 0);
        _sums[key] = before with { Documents = before.Documents + 1, Net = before.Net + tax.Net, Tax = before.Tax + tax.Tax };
    }
}

/// <summary>The tax of one category and rate.</summary>
/// <param name="SellerCountry">Where the seller is taxed.</param>
/// <param name="Currency">ISO 4217, of the amounts.</param>
/// <param name="Category">UNTDID 5305 code: S, AE, O or E.</param>
/// <param name="Rate">In hundredths of a percent.</param>
/// <param name="Documents">How many documents have it.</param>
/// <param name="Net">In minor units; cancellations count negative.</param>
/// <param name="Tax">In minor units; cancellations count negative.</param>
public sealed record VatSum(string SellerCountry, string Currency, string Category, int Rate, int Documents, long Net, long Tax);
