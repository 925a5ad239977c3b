using Accounts.Sales.Orders;

namespace Accounts.Sales.Services;

/// <summary>Calculates the progress of an order's services from its records.</summary>
public static class RecordedProgress
{
    /// <summary>The order with its progress.</summary>
    /// <param name="order">The order.</param>
    /// <param name="lines">Its lines.</param>
    /// <param name="records">All of its records, as they will be after the change.</param>
    public static Order Count(this Order order, IReadOnlyList<OrderLine> lines, IReadOnlyList<PerformanceRecord> records)
    {
        List<PerformanceRecord> open = [.. records.Where(record => record.State == RecordState.Submitted)];
        var accepted = records.Where(record => record.IsAccepted).Sum(HoursOf);
        return order with
        {
            Progress = (order.Progress ?? ServiceProgress.Of(lines)) with
            {
                Recorded = accepted + open.Sum(HoursOf),
                Accepted = accepted,
                OpenRecords = open.Count,
                Open =
                [
                    .. open.OrderBy(record => record.AcceptedFrom)
                        .ThenBy(record => record.Id, StringComparer.Ordinal)
                        .Take(ServiceProgress.MostOpen)
                        .Select(record => new OpenRecord(record.Id, record.Date, record.AcceptedFrom)),
                ],
            },
        };

        decimal HoursOf(PerformanceRecord record) =>
            record.Work.Sum(work => WorkHours.Of(work.Quantity, lines.Single(line => line.Number == work.Line).Unit));
    }
}
