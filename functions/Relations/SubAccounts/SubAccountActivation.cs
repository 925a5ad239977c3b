using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Accounts.Sales.Orders;
using Microsoft.DurableTask.Client;

namespace Accounts.Relations.SubAccounts;

/// <summary>
/// Activates an ordered sub-account after an operator has provisioned its products. The activation is first written to the order,
/// in the main account's partition: of an activation and a cancellation at the same moment, only one succeeds. Then the account
/// itself is activated; the process does that if the host crashes in between.
/// </summary>
public sealed class SubAccountActivation(
    SubAccountStore subAccounts,
    Linking linking,
    OrganizationStore organizations,
    OrderStore orders,
    SubAccountCopies copies,
    OrganizationChanges changes,
    TimeProvider time)
{
    /// <summary>Null when the account is active, now or before; otherwise why not.</summary>
    public async Task<Failure?> ActivateAsync(
        DurableTaskClient processes, string mainId, string subId, Actor actor, CancellationToken cancellationToken)
    {
        if (await subAccounts.FindAsync(mainId, subId, cancellationToken) is not { } listed
            || await organizations.FindAsync(subId, cancellationToken) is not { } organization)
            return new NotFound();
        if (organization.Value.State == OrganizationState.Active)
            return null;
        // Settle the link first, in case the host crashed during the order; its process continues from there.
        await linking.SettleAsync(new AccountLink(mainId, subId, listed.Value.LinkId), cancellationToken);
        var link = new Activation(mainId, subId, actor);
        await processes.AnnounceAsync(SubAccountOrderProcess.IdOf(mainId, subId), cancellationToken);
        return await DeliverAsync(link, cancellationToken) ?? await ActivateAsync(processes, link, cancellationToken);
    }

    /// <summary>Writes to the order that its lines are delivered, unless it says so already.</summary>
    private async Task<Failure?> DeliverAsync(Activation activation, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var delivered = await changes.RunAsync<Done>(
            async () =>
            {
                var order = await orders.FindOfSubAccountAsync(activation.MainId, activation.SubId, cancellationToken);
                if (order is null)
                    return new NotFound();
                if (order.Value.AccountState == AccountState.Activated)
                    return Done.It;
                if (!order.Value.Activate(now).Succeeded(out var activated, out var failure))
                    return failure;
                var happened = new OrderEvent(now, OrderEventKind.AccountActivated, activation.SubId);
                return OrderStore.Change(order, new(activated, [happened]), activation.Actor).Gives(Done.It);
            },
            cancellationToken);
        return delivered.Failure;
    }

    private async Task<Failure?> ActivateAsync(DurableTaskClient processes, Activation activation, CancellationToken cancellationToken)
    {
        var (mainId, subId, actor) = activation;
        var activated = await changes.RunAsync<Done>(
            async () =>
            {
                if (await organizations.FindAsync(subId, cancellationToken) is not { } organization)
                    return new NotFound();
                if (organization.Value.State == OrganizationState.Active)
                    return Done.It;
                var list = await SubAccountProcess.AnnounceAsync(processes, mainId, subId, "activated", cancellationToken);
                var active = organization.Value with { State = OrganizationState.Active, Version = organization.Value.Version + 1 };
                return new AuditedChange(subId, new AuditEvent(AuditAction.AccountActivated, actor))
                    .Replace(organization, active)
                    // The process does this too if the host crashes, but the user's next screen should show it.
                    .Then(() => copies.SyncAsync(processes, mainId, subId, actor, cancellationToken))
                    .Then(() => processes.NotifyAsync(list))
                    .Then(() => processes.NotifyAsync(SubAccountOrderProcess.IdOf(mainId, subId)))
                    .Gives(Done.It);
            },
            cancellationToken);
        return activated.Failure;
    }

    private sealed record Activation(string MainId, string SubId, Actor Actor);
}
