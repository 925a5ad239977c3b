using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Sales.Orders;

namespace Accounts.Sales.Services;

/// <summary>A wish to decide on a performance record.</summary>
/// <param name="Run">Which record.</param>
/// <param name="Actor">Who decides.</param>
/// <param name="Wished">How it will stand.</param>
/// <param name="Decide">Decides; a failure when that is not possible any more, or not yet.</param>
public sealed record RecordWish(
    PerformanceRecordRun Run, Actor Actor, RecordState Wished, Func<PerformanceRecord, Outcome<PerformanceRecord>> Decide);

/// <summary>Accepts and disputes performance records: with the step of their order and what is to be invoiced, all or nothing.</summary>
public sealed class RecordDeciding(
    OrderStore orders, ServiceStore services, IOrderBilling billing, OrganizationChanges changes)
{
    /// <summary>Decides on a record. The same wish again, such as after an answer that got lost, finds it as it was wished.</summary>
    /// <param name="wish">The wish.</param>
    /// <param name="announce">Has the record's process expect the change, and adds what notifies it afterwards.</param>
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
                // The records after the order: whatever is decided in between changes the order's tag.
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
