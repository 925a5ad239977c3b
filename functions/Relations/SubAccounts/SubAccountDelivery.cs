using Accounts.Access;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Sales.Orders;
using Microsoft.DurableTask.Client;

namespace Accounts.Relations.SubAccounts;

/// <summary>An ordered account with its order.</summary>
/// <param name="Order">Its order.</param>
/// <param name="Snapshot">Its state, for the process.</param>
public sealed record DeliveredAccount(Order Order, OrderedAccountSnapshot Snapshot);

/// <summary>The state of an ordered account, for its process.</summary>
/// <param name="IsNew">Whether it is being set up.</param>
/// <param name="IsCancelled">Whether its order was cancelled before it was set up.</param>
public sealed record OrderedAccountSnapshot(bool IsNew, bool IsCancelled = false);

/// <summary>
/// What follows from the state of a sub-account's order. When it is activated, the account becomes active, and each line is
/// charged once.
/// </summary>
public sealed class SubAccountDelivery(
    OrderStore orders,
    OrderListings listings,
    LineCharging charging,
    OrganizationStore organizations,
    SubAccountActivation activation,
    SubAccountWork work)
{
    /// <summary>Does every step that is not done yet, and updates the lists of operators. May run twice.</summary>
    public async Task<DeliveredAccount> FollowAsync(
        DurableTaskClient processes, SubAccountOrder ordered, CancellationToken cancellationToken)
    {
        var (mainId, subId) = (ordered.Link.MainId, ordered.Link.SubId);
        var order = (await orders.FindOfSubAccountAsync(mainId, subId, cancellationToken))?.Value
            ?? throw new InvalidOperationException("An ordered account has no order.");
        if (order.AccountState == AccountState.Activated)
        {
            // The host may have crashed when only the order was activated.
            (await activation.ActivateAsync(processes, mainId, subId, Actor.System, cancellationToken)).TryLaterIfContended();
            await charging.ChargeAsync(OrderId.Parse(order.Id)!, () => LinesAsync(order, cancellationToken), cancellationToken);
        }

        await listings.FollowAsync(order, cancellationToken);
        var organization = await organizations.FindAsync(subId, cancellationToken)
            ?? throw new InvalidOperationException("An ordered account is gone.");
        var isCancelled = order.AccountState == AccountState.Cancelled;
        var snapshot = new OrderedAccountSnapshot(organization.Value.State == OrganizationState.New && !isCancelled, isCancelled);
        await work.FollowAsync(ordered, snapshot.IsNew, cancellationToken);
        return new(order, snapshot);
    }

    private async Task<IReadOnlyList<DueLine>> LinesAsync(Order order, CancellationToken cancellationToken) =>
    [
        .. (await orders.LinesAsync(OrderId.Parse(order.Id)!, cancellationToken))
            .Select(line => new DueLine(line.Number, order.Account!.ActivatedAt!.Value)),
    ];
}
