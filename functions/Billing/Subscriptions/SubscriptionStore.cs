using Accounts.Billing.Charges;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Sales.Orders;
using Azure.Data.Tables;

namespace Accounts.Billing.Subscriptions;

/// <summary>
/// The recurring prices of accounts. One with something to do has a second row, which is replaced at each change. So if two transactions
/// charge the same period, only one succeeds.
/// </summary>
public sealed class SubscriptionStore(TableServiceClient tables)
{
    // The range contains the rows of what is due and of what was charged, but not the subscriptions themselves.
    private const string First = "subscription-";
    private const string End = "subscription.";

    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>A subscription; null if it does not exist.</summary>
    public Task<Stored<Subscription>?> FindAsync(string organizationId, string subscriptionId, CancellationToken cancellationToken) =>
        _organizations.FindAsync<Subscription>(organizationId, SubscriptionKeys.Subscription(subscriptionId), cancellationToken);

    /// <summary>A page of subscriptions, by order.</summary>
    public Task<Slice<Subscription>> ListAsync(string organizationId, PageRequest page, CancellationToken cancellationToken) =>
        _organizations.PageAsync<Subscription>(organizationId, SubscriptionKeys.Subscriptions, page, cancellationToken);

    public async Task<IReadOnlyList<Subscription>> OfOrderAsync(OrderId order, CancellationToken cancellationToken) =>
        [.. (await _organizations.AllAsync<Subscription>(
            order.OrganizationId, SubscriptionKeys.Subscription(order.ToString()) + "-", cancellationToken)).Select(one => one.Value)];

    /// <summary>
    /// What there is to do, earliest first, and charges that are not available to invoice runs yet. One storage operation.
    /// </summary>
    public async Task<Agenda> AgendaAsync(string organizationId, CancellationToken cancellationToken)
    {
        var (first, end) = (First, End);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {organizationId} and RowKey gt {first} and RowKey lt {end}");
        var (charged, due) = (new List<Stored<ChargedTogether>>(), new List<Stored<Subscription>>());
        await foreach (var row in _organizations.QueryAsync<TableEntity>(filter, Agenda.Most, cancellationToken: cancellationToken))
        {
            if (row.RowKey.StartsWith(SubscriptionKeys.Charged, StringComparison.Ordinal))
                charged.Add(Rows.Read<ChargedTogether>(row));
            else
                due.Add(Rows.Read<Subscription>(row));
            if (charged.Count + due.Count == Agenda.Most)
                return new(charged, due, IsWhole: false);
        }

        return new(charged, due, IsWhole: true);
    }

    /// <summary>Removes a row that lists charges, after they are available to invoice runs. One storage operation.</summary>
    public Task RemoveAsync(string organizationId, string chargedTogether, CancellationToken cancellationToken) =>
        _organizations.DeleteEntityAsync(organizationId, chargedTogether, cancellationToken: cancellationToken);

    public static void Add(ChangeSet change, Subscription subscription)
    {
        change.Add(SubscriptionKeys.Subscription(subscription.Id), subscription);
        if (subscription.DueOn is { } day)
            change.Add(SubscriptionKeys.DueOn(day, subscription.Id), subscription);
    }

    /// <summary>Adds a change of a subscription to a transaction; conflicts with any other change of it.</summary>
    public static void Replace(ChangeSet change, Stored<Subscription> before, Subscription after)
    {
        change.Replace(before, after);
        if (before.Value.DueOn is { } day && after.DueOn != day)
            change.Delete(SubscriptionKeys.DueOn(day, after.Id));
        if (after.DueOn is { } next)
            change.Put(SubscriptionKeys.DueOn(next, after.Id), after);
    }

    /// <summary>Adds the renewal of a subscription that was read as due to a transaction; conflicts with any other change of it.</summary>
    public static void Renew(ChangeSet change, Stored<Subscription> due, Subscription after)
    {
        change.Delete(due).Put(SubscriptionKeys.Subscription(after.Id), after);
        // The next day is always later. Otherwise it would be renewed forever.
        if (after.DueOn is { } next)
            change.Add(SubscriptionKeys.DueOn(next, after.Id), after);
    }

    /// <summary>Adds charges, and a row that lists them, so that they become available to invoice runs even after a crash.</summary>
    /// <returns>The row to remove when they are available; null if there are no charges.</returns>
    public static string? Charge(ChangeSet change, IReadOnlyList<Charge> charges, string id)
    {
        if (charges.Count == 0)
            return null;
        foreach (var charge in charges)
            ChargeStore.Add(change, charge);
        var key = SubscriptionKeys.ChargedTogether(id);
        change.Add(key, new ChargedTogether([.. charges.Select(charge => charge.Id)]));
        return key;
    }
}

/// <summary>Charges that were made in one transaction and are not yet available to invoice runs.</summary>
/// <param name="ChargeIds">The ids of the charges.</param>
public sealed record ChargedTogether(IReadOnlyList<string> ChargeIds);

/// <summary>What there is to do for the recurring prices of an account.</summary>
/// <param name="Charged">Charges that may not be available to invoice runs yet.</param>
/// <param name="Due">Subscriptions with something to do, earliest first.</param>
/// <param name="IsWhole">Whether that is everything.</param>
public sealed record Agenda(IReadOnlyList<Stored<ChargedTogether>> Charged, IReadOnlyList<Stored<Subscription>> Due, bool IsWhole)
{
    /// <summary>Maximum number of rows that are read at a time.</summary>
    public const int Most = 200;
}
