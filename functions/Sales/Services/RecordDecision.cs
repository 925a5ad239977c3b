using Accounts.Sales.Orders;

namespace Accounts.Sales.Services;

/// <summary>The decision on a performance record, with what follows from it.</summary>
/// <param name="Decided">The record.</param>
/// <param name="Step">The step of its order.</param>
public sealed record RecordDecision(PerformanceRecord Decided, OrderStep Step)
{
    /// <summary>What follows when a record is accepted or disputed.</summary>
    /// <param name="order">Its order.</param>
    /// <param name="decided">The record as it is decided.</param>
    /// <param name="lines">The lines of the order.</param>
    /// <param name="records">All records of the order, this one as it was before.</param>
    public static RecordDecision Of(
        Order order, PerformanceRecord decided, IReadOnlyList<OrderLine> lines, IReadOnlyList<PerformanceRecord> records)
    {
        var at = decided.DecidedAt!.Value;
        var kind = decided.State switch
        {
            RecordState.Accepted => OrderEventKind.WorkAccepted,
            RecordState.AcceptedBySilence => OrderEventKind.WorkAcceptedBySilence,
            _ => OrderEventKind.WorkDisputed,
        };
        List<OrderEvent> events = [new(at, kind, decided.Id)];
        List<PerformanceRecord> all = [.. records.Where(other => other.Id != decided.Id), decided];
        var after = order.Count(lines, all);
        if (PerformanceRecord.AreComplete(all) && after.With(ServiceState.Completed).Succeeded(out var completed, out _))
        {
            after = completed;
            events.Add(new(at, OrderEventKind.ServicesCompleted));
        }

        return new(decided, new(after, events));
    }
}
