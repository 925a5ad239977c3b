using Accounts.Billing.Documents;

namespace Accounts.Billing.Invoices;

/// <summary>Which accounts used what a document bills, and when. So readers do not need its lines.</summary>
/// <param name="Accounts">
/// Net in minor units, by the customer number of the account that used it; positive also on a partial cancellation.
/// </param>
/// <param name="HasOrders">Whether any line belongs to an order.</param>
public sealed record InvoicedUse(IReadOnlyDictionary<string, long> Accounts, bool HasOrders)
{
    /// <summary>The days of supply by category and rate of tax; empty for documents made before these days were recorded.</summary>
    public IReadOnlyList<TaxedSupply> Supplies { get; init; } = [];

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

/// <summary>The days of supply for one category and rate of tax.</summary>
/// <param name="Category">UNTDID 5305 code.</param>
/// <param name="Rate">In hundredths of a percent.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
public sealed record TaxedSupply(string Category, int Rate, DateOnly From, DateOnly To);
