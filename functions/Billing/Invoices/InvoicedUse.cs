using Accounts.Billing.Documents;

namespace Accounts.Billing.Invoices;

/// <summary>Who used what a document bills, for those who do not want to read its lines.</summary>
/// <param name="Accounts">Net, in minor units, by the customer number of who used it; a part that is taken back is positive.</param>
/// <param name="HasOrders">Whether something of it was ordered.</param>
public sealed record InvoicedUse(IReadOnlyDictionary<string, long> Accounts, bool HasOrders)
{
    /// <summary>Adds it up.</summary>
    public static InvoicedUse Of(IReadOnlyList<InvoiceLine> lines) => new(
        lines.GroupBy(line => line.UsedBy.CustomerNumber).ToDictionary(account => account.Key, account => account.Sum(line => line.Net)),
        lines.Any(line => line.OrderId is not null));
}
