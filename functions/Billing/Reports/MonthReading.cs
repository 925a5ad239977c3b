using System.Globalization;
using Accounts.Billing.Documents;
using Accounts.Billing.Invoices;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;

namespace Accounts.Billing.Reports;

/// <summary>Reads the documents of a month in the order of their numbers: invoices first, then cancellations.</summary>
public sealed class MonthReading(InvoiceRegister register)
{
    // Documents per storage operation.
    private const int PageSize = 500;

    private static readonly DocumentKind[] Series = [DocumentKind.Invoice, DocumentKind.Cancellation];

    /// <summary>A month from <c>?month=2026-12</c>; by default the current month.</summary>
    public static Outcome<ReportMonth> MonthOf(HttpRequest request, DateTimeOffset now)
    {
        if (!request.Query.TryGetValue("month", out var text))
        {
            var today = CentralEurope.DayOf(now);
            return new ReportMonth(today.AddDays(1 - today.Day));
        }

        return DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
            && first.Year >= 2000
                ? new ReportMonth(first)
                : new QueryInvalid("month", "a month such as 2026-12");
    }

    /// <summary>Reads documents of a month with constant memory, because each page is passed on before the next is read.</summary>
    /// <param name="month">Which month.</param>
    /// <param name="after">Where to continue; empty at the beginning.</param>
    /// <param name="most">Maximum number of documents to read, in whole pages.</param>
    /// <param name="take">Receives each page.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>Where to continue, and how many numbers have no document yet.</returns>
    public async Task<ReadMonth> ReadAsync(
        ReportMonth month, string after, int most, Action<IReadOnlyList<RegisterEntry>> take, CancellationToken cancellationToken)
    {
        var (days, pending) = (RegisterDays.OfMonth(month.First), 0);
        var (series, count) = TryCursor(after) ?? (0, "");
        for (var room = most; room > 0; room -= PageSize)
        {
            var page = await register.ListAsync(Series[series], days, new PageRequest(PageSize, count), cancellationToken);
            take(page.Entries);
            pending += page.Pending;
            count = page.Next ?? "";
            if (page.Next is null && ++series == Series.Length)
                return new ReadMonth(null, pending);
        }

        return new ReadMonth($"{series}:{count}", pending);
    }

    // An invalid cursor begins at the start, like one of another month. Both do no harm, because a cursor only chooses where to start.
    private static (int Series, string Count)? TryCursor(string after) =>
        after.Length >= 2 && after[0] is '0' or '1' && after[1] == ':' && after[2..].All(char.IsAsciiDigit) && after.Length <= 12
            ? (after[0] - '0', after[2..])
            : null;
}

/// <summary>A month.</summary>
/// <param name="First">Its first day.</param>
public sealed record ReportMonth(DateOnly First)
{
    /// <summary>As the API writes it, such as 2026-12.</summary>
    public override string ToString() => First.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}

/// <summary>How far a month was read.</summary>
/// <param name="Next">Where to continue; null at the end of the month.</param>
/// <param name="Pending">How many numbers have no document yet.</param>
public sealed record ReadMonth(string? Next, int Pending);
