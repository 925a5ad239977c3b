using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Sales.Orders;

namespace Accounts.Sales.Services;

/// <summary>A request to decide on a performance record.</summary>
/// <param name="Run">The record.</param>
/// <param name="Actor">The actor who decides.</param>
/// <param name="Wished">The state that is requested.</param>
/// <param name="Decide">Decides; a failure when it is too late or too early for that.</param>
public sealed record RecordWish(
    PerformanceRecordRun Run, Actor Actor, RecordState Wished, Func<PerformanceRecord, Outcome<PerformanceRecord>> Decide);

/// <summary>Accepts and disputes performance records, together with the step of their order and the charges, all or nothing.</summary>
public sealed class RecordDeciding(
    OrderStore orders, ServiceStore services, IOrderBilling billing, OrganizationChanges changes)
{
    /// <summary>Decides on a record. The same request again, such as after a lost answer, finds it decided already.</summary>
    /// <param name="wish">The request.</param>
    /// <param name="announce">Announces the change to the record's process, and adds the notification that follows it.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public Task<Outcome<PerformanceRecord>> DecideAsync(
        RecordWish wish, Func<ChangeSet, Task> announce, CancellationToken cancellationToken) =>
        changes.RunAsync<PerformanceRecord>(
            async () =>
            {
                var id = OrderId.Parse(wish.Run.OrderId)!;
                if (await services.FindRecordAsync(id, wish.Run.RecordId, cancellationToken) is not { } record
                    || await orders.FindAsync(id, cancellationToken) is not { } order)
                    return new NotFound();
                if (record.Value.State == wish.Wished)
                    return record.Value;
                if (!wish.Decide(record.Value).Succeeded(out var decided, out var failure))
                    return failure;
                // Read the records after the order: any decision in between changes the order's ETag.
                var records = await services.RecordsAsync(id, cancellationToken);
                var lines = await orders.LinesAsync(id, cancellationToken);
                var decision = RecordDecision.Of(order.Value, decided, lines, records);
                var change = OrderStore.Change(order, decision.Step, wish.Actor).Replace(record, decided);
                if (decided.IsAccepted)
                    await billing.ChargeAsync(change, decided.DeliveryOf(order.Value, lines), cancellationToken);

                await announce(change);
                return change.Gives(decided);
            },
            cancellationToken);
}
