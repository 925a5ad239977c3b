using Accounts.Billing.Documents;

namespace Accounts.Billing.Invoices;

/// <summary>Who used what a document bills, and when, for those who do not want to read its lines.</summary>
/// <param name="Accounts">Net, in minor units, by the customer number of who used it; a part that is taken back is positive.</param>
/// <param name="HasOrders">Whether something of it was ordered.</param>
public sealed record InvoicedUse(IReadOnlyDictionary<string, long> Accounts, bool HasOrders)
{
    /// <summary>The days of supply by category and rate of tax; none of documents from before these were noted.</summary>
    public IReadOnlyList<TaxedSupply> Supplies { get; init; } = [];

    /// <summary>Adds it up.</summary>
    public static InvoicedUse Of(IReadOnlyList<InvoiceLine> lines) => new(
        lines.GroupBy(line => line.UsedBy.CustomerNumber).ToDictionary(account => account.Key, account => account.Sum(line => line.Net)),
        lines.Any(line => line.OrderId is not null))
    {
        Supplies =
        [
            .. lines.GroupBy(line => (line.Tax.Category, line.Tax.Rate)).Select(alike => new TaxedSupply(
                alike.Key.Category, alike.Key.Rate, alike.Min(line => line.SuppliedFrom), alike.Max(line => line.SuppliedTo))),
        ],
    };
}

/// <summary>When that was supplied which is taxed alike.</summary>
/// <param name="Category">UNTDID 5305 code.</param>
/// <param name="Rate">In hundredths of a percent.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
public sealed record TaxedSupply(string Category, int Rate, DateOnly From, DateOnly To);
