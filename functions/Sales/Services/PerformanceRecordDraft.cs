using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Accounts.Sales.Catalog;
using Accounts.Sales.Orders;

namespace Accounts.Sales.Services;

/// <summary>Reads the form of a performance record.</summary>
public static class PerformanceRecordDraft
{
    private const int MostWork = 20;

    // The answer is stored as JSON within JSON, and the record with the reason of its dispute (12,000 characters); a row holds 32,000.
    private const int MostText = 16_000;
    private const decimal MostQuantity = 1_000;

    /// <summary>The record of a form; all faults are reported at once.</summary>
    /// <param name="form">What came in.</param>
    /// <param name="order">The order that the work was for.</param>
    /// <param name="lines">Its lines.</param>
    /// <param name="earlier">Its records so far.</param>
    /// <param name="id">Of the new record.</param>
    /// <param name="now">The time.</param>
    /// <param name="userId">Who submits it.</param>
    public static Outcome<PerformanceRecord> From(
        PerformanceRecordForm form, Order order, IReadOnlyList<OrderLine> lines, IReadOnlyList<PerformanceRecord> earlier, string id, DateTimeOffset now, string userId)
    {
        var errors = new FieldErrors();
        var (first, today) = (CentralEurope.DayOf(order.PlacedAt), CentralEurope.DayOf(now));
        if (form.Date is null || form.Date < first || form.Date > today)
            errors.Add("date", form.Date is null ? "This is missing." : form.Date > today ? "This day is to come." : "This day is before the order.", $"{first:O} to {today:O}.");
        var work = new List<RecordedWork>();
        if (form.Work is not { Count: >= 1 and <= MostWork })
            errors.Add("work", form.Work is { Count: > 0 } ? "These are too many." : "This is missing or empty.", "1 to 20 entries.");
        else
        {
            for (var i = 0; i < form.Work.Count; i++)
            {
                if (WorkOf(form.Work[i], $"work/{i}", lines, earlier, work, errors) is { } done)
                    work.Add(done);
            }

            if (work.Sum(done => StoredLength(done.Description)) > MostText)
                errors.Add("work", "These descriptions are too long together.", "16000 characters in all, where an emoji counts as 14, a quotation mark as 4 and a line end as 3. Submit several records for more.");
        }

        return errors.None
            ? new PerformanceRecord { Id = id, Date = form.Date!.Value, Work = work, Completes = form.Completes ?? false, State = RecordState.Submitted, SubmittedAt = now, SubmittedBy = userId }
            : errors.Failure;
    }

    private static RecordedWork? WorkOf(
        RecordedWorkForm form, string place, IReadOnlyList<OrderLine> lines, IReadOnlyList<PerformanceRecord> earlier, List<RecordedWork> before, FieldErrors errors)
    {
        var line = lines.FirstOrDefault(line => line.Number == form.Line && line.Kind == ProductKind.Service);
        if (line is null)
            errors.Add(place + "/line", form.Line is null ? "This is missing." : "This is no line of a service.", "The number of a line of the order whose kind is service.");
        var description = errors.Take(place + "/description", Text.ParseLines(form.Description, 1, 500));
        if (form.Quantity is not (> 0 and <= MostQuantity) || form.Quantity != Math.Round(form.Quantity.Value, 2))
        {
            errors.Add(place + "/quantity", form.Quantity is null ? "This is missing." : "This is not a quantity of work.", "More than 0, up to 1000, with two decimals at the most.");
            return null;
        }

        // A fixed price is for the whole: it is not earned twice. Hours and days are what they came to; the customer has the last word on them.
        if (line is { Unit: Unit.Fixed } && form.Quantity + Recorded(line.Number, earlier, before) > line.Quantity)
        {
            errors.Add(place + "/quantity", "This is more than was ordered at a fixed price.", "What is left of the line's quantity.");
            return null;
        }

        return line is null || description is null ? null : new RecordedWork(line.Number, form.Quantity.Value, description);
    }

    private static int StoredLength(string text) => Json.Storage.Encoder!.Encode(Json.Options.Encoder!.Encode(text)).Length;

    private static decimal Recorded(int line, IReadOnlyList<PerformanceRecord> earlier, List<RecordedWork> before) => earlier
        .Where(record => record.State != RecordState.Disputed)
        .SelectMany(record => record.Work)
        .Concat(before)
        .Where(work => work.Line == line)
        .Sum(work => work.Quantity);
}
