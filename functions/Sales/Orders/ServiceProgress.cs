using Accounts.Sales.Catalog;

namespace Accounts.Sales.Orders;

/// <summary>
/// How far the services of an order are. It lies on the order and changes with it, so that who lists orders need not read the
/// records and appointments of each.
/// </summary>
/// <param name="Ordered">Hours, see <see cref="WorkHours"/>.</param>
/// <param name="Recorded">Hours of records that are accepted or wait for the customer: disputed work is recorded again.</param>
/// <param name="Accepted">Hours of accepted records.</param>
/// <param name="OpenRecords">How many records wait for the customer.</param>
/// <param name="Open">Those that silence accepts first, <see cref="MostOpen"/> at the most.</param>
/// <param name="Dates">The appointments that were still to come when one was agreed last; earliest first.</param>
public sealed record ServiceProgress(
    decimal Ordered,
    decimal Recorded,
    decimal Accepted,
    int OpenRecords,
    IReadOnlyList<OpenRecord> Open,
    IReadOnlyList<AgreedDate> Dates)
{
    /// <summary>Most open records that it names.</summary>
    public const int MostOpen = 10;

    /// <summary>Of an order that is new.</summary>
    public static ServiceProgress Of(IReadOnlyList<OrderLine> lines) => new(
        lines.Where(line => line.Kind == ProductKind.Service).Sum(line => WorkHours.Of(line.Quantity, line.Unit)), 0, 0, 0, [], []);

    /// <summary>The same with one appointment more. Past ones go.</summary>
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
/// <param name="Id">Names it within its order.</param>
/// <param name="Date">The day of the work.</param>
/// <param name="AcceptedFrom">When silence accepts it.</param>
public sealed record OpenRecord(string Id, DateOnly Date, DateTimeOffset AcceptedFrom);

/// <summary>When an appointment is.</summary>
/// <param name="Id">Names it within its order.</param>
/// <param name="Start">When it begins.</param>
/// <param name="End">When it ends.</param>
public sealed record AgreedDate(string Id, DateTimeOffset Start, DateTimeOffset End);
