using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Accounts.Sales.Catalog;
using Accounts.Sales.Orders;

namespace Accounts.Sales.Services;

/// <summary>The data that the form of a performance record is checked against.</summary>
/// <param name="Order">The order that the work was for.</param>
/// <param name="Lines">Its lines.</param>
/// <param name="Earlier">Its records so far.</param>
public sealed record WorkBackground(Order Order, IReadOnlyList<OrderLine> Lines, IReadOnlyList<PerformanceRecord> Earlier);

/// <summary>One submission.</summary>
/// <param name="Id">Id of the new record.</param>
/// <param name="At">When.</param>
/// <param name="UserId">Id of the operator who submits it.</param>
public sealed record Submission(string Id, DateTimeOffset At, string UserId);

/// <summary>Reads the form of a performance record.</summary>
public static class PerformanceRecordDraft
{
    private const int MostWork = 20;

    // The answer is stored as JSON within JSON, and the record with the reason of its dispute (12,000 characters); a row holds 32,000.
    private const int MostText = 16_000;
    private const decimal MostQuantity = 1_000;

    /// <summary>The record of a form; all faults are reported at once.</summary>
    public static Outcome<PerformanceRecord> From(PerformanceRecordForm form, WorkBackground background, Submission submission)
    {
        var errors = new FieldErrors();
        var (first, today) = (CentralEurope.DayOf(background.Order.PlacedAt), CentralEurope.DayOf(submission.At));
        if (form.Date is null || form.Date < first || form.Date > today)
        {
            var problem = form.Date is null ? "This is missing."
                : form.Date > today ? "This day is in the future."
                : "This day is before the order.";
            errors.Add("date", problem, $"{first:O} to {today:O}.");
        }

        var work = WorkOf(form.Work, background, errors);
        if (!errors.None)
            return errors.Failure;
        return new PerformanceRecord
        {
            Id = submission.Id,
            Date = form.Date!.Value,
            Work = work,
            Completes = form.Completes ?? false,
            State = RecordState.Submitted,
            SubmittedAt = submission.At,
            SubmittedBy = submission.UserId,
        };
    }

    private static List<RecordedWork> WorkOf(IReadOnlyList<RecordedWorkForm>? forms, WorkBackground background, FieldErrors errors)
    {
        var work = new List<RecordedWork>();
        if (forms is not { Count: >= 1 and <= MostWork })
        {
            errors.Add("work", forms is { Count: > 0 } ? "These are too many." : "This is missing or empty.", "1 to 20 entries.");
            return work;
        }

        foreach (var (index, form) in forms.Index())
        {
            if (WorkOf(form, new($"work/{index}", background, work), errors) is { } done)
                work.Add(done);
        }

        if (work.Sum(done => StoredLength(done.Description)) > MostText)
        {
            errors.Add(
                "work",
                "These descriptions are too long in total.",
                "At most 16000 characters in total, where an emoji counts as 14, a quotation mark as 4 and a line end as 3. Submit several "
                + "records for more.");
        }

        return work;
    }

    private static RecordedWork? WorkOf(RecordedWorkForm form, Place place, FieldErrors errors)
    {
        var line = place.Background.Lines.FirstOrDefault(line => line.Number == form.Line && line.Kind == ProductKind.Service);
        if (line is null)
        {
            var problem = form.Line is null ? "This is missing." : "This is not a line of a service.";
            errors.Add(place.Path + "/line", problem, "The number of a line of the order whose kind is service.");
        }

        var description = errors.Take(place.Path + "/description", Text.ParsePrintedLines(form.Description, 1, 500));
        if (form.Quantity is not (> 0 and <= MostQuantity) || form.Quantity != Math.Round(form.Quantity.Value, 2))
        {
            var problem = form.Quantity is null ? "This is missing." : "This is not a quantity of work.";
            errors.Add(place.Path + "/quantity", problem, "More than 0, at most 1000, with at most two decimals.");
            return null;
        }

        // A fixed price covers the whole, so it is not charged twice. Hours and days are recorded as they were; the customer
        // decides on them.
        if (line is { Unit: Unit.Fixed } && form.Quantity + place.RecordedOf(line.Number) > line.Quantity)
        {
            errors.Add(
                place.Path + "/quantity",
                "This is more than was ordered at a fixed price.",
                "At most what is left of the line's quantity.");
            return null;
        }

        return line is null || description is null ? null : new RecordedWork(line.Number, form.Quantity.Value, description);
    }

    private static int StoredLength(string text) => Json.Storage.Encoder!.Encode(Json.Options.Encoder!.Encode(text)).Length;

    /// <summary>Position of an entry in the form, with the entries before it.</summary>
    private sealed record Place(string Path, WorkBackground Background, IReadOnlyList<RecordedWork> Before)
    {
        public decimal RecordedOf(int line) => Background.Earlier
            .Where(record => record.State != RecordState.Disputed)
            .SelectMany(record => record.Work)
            .Concat(Before)
            .Where(work => work.Line == line)
            .Sum(work => work.Quantity);
    }
}
