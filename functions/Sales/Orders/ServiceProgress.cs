using Accounts.Sales.Catalog;

namespace Accounts.Sales.Orders;

/// <summary>
/// Progress of the services of an order. It is stored on the order and changes with it, so that lists of orders need not read the
/// records and appointments of each order.
/// </summary>
/// <param name="Ordered">Ordered hours, see <see cref="WorkHours"/>.</param>
/// <param name="Recorded">Hours of records that are accepted or wait for the customer; disputed work is recorded again.</param>
/// <param name="Accepted">Hours of accepted records.</param>
/// <param name="OpenRecords">How many records wait for the customer.</param>
/// <param name="Open">The open records that silence accepts first; at most <see cref="MostOpen"/>.</param>
/// <param name="Dates">The appointments that were in the future when the last one was agreed; earliest first.</param>
public sealed record ServiceProgress(
    decimal Ordered,
    decimal Recorded,
    decimal Accepted,
    int OpenRecords,
    IReadOnlyList<OpenRecord> Open,
    IReadOnlyList<AgreedDate> Dates)
{
    /// <summary>Highest number of open records that it lists.</summary>
    public const int MostOpen = 10;

    /// <summary>The progress of a new order.</summary>
    public static ServiceProgress Of(IReadOnlyList<OrderLine> lines) => new(
        lines.Where(line => line.Kind == ProductKind.Service).Sum(line => WorkHours.Of(line.Quantity, line.Unit)), 0, 0, 0, [], []);

    /// <summary>The same with one more appointment. Past ones are dropped.</summary>
    public ServiceProgress With(AgreedDate agreed, DateTimeOffset now) => this with
    {
        Dates =
        [
            .. Dates.Where(date => date.End > now)
                .Append(agreed)
                .OrderBy(date => date.Start)
                .ThenBy(date => date.Id, StringComparer.Ordinal),
        ],
    };
}

/// <summary>A performance record that waits for the customer.</summary>
/// <param name="Id">Id within its order.</param>
/// <param name="Date">The day of the work.</param>
/// <param name="AcceptedFrom">When silence accepts it.</param>
public sealed record OpenRecord(string Id, DateOnly Date, DateTimeOffset AcceptedFrom);

/// <summary>The time of an appointment.</summary>
/// <param name="Id">Id within its order.</param>
/// <param name="Start">When it begins.</param>
/// <param name="End">When it ends.</param>
public sealed record AgreedDate(string Id, DateTimeOffset Start, DateTimeOffset End);
