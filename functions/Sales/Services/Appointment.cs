using Accounts.Platform.Http;
using Accounts.Platform.Values;

namespace Accounts.Sales.Services;

/// <summary>A date that team and customer have agreed on.</summary>
/// <param name="Id">Id within its order.</param>
/// <param name="Start">When it begins.</param>
/// <param name="End">When it ends.</param>
/// <param name="TimeZone">The time zone of the place: an IANA name such as Europe/Vienna.</param>
/// <param name="Place">The place, 1 to 200 characters.</param>
/// <param name="Remark">Further information, on several lines.</param>
/// <param name="AgreedAt">When it was entered.</param>
/// <param name="AgreedBy">Id of the operator who entered it.</param>
public sealed record Appointment(
    string Id,
    DateTimeOffset Start,
    DateTimeOffset End,
    string TimeZone,
    string Place,
    string? Remark,
    DateTimeOffset AgreedAt,
    string AgreedBy)
{
    /// <summary>Highest number of appointments of an order.</summary>
    public const int Limit = 100;

    /// <summary>Longest time between start and end.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(14);

    /// <summary>Checks the form; all faults are reported at once.</summary>
    public static Outcome<Appointment> From(AppointmentForm form, string id, DateTimeOffset now, string userId)
    {
        var errors = new FieldErrors();
        if (form.Start is null || form.Start <= now || form.Start > now.AddYears(2))
            errors.Add(
                "start",
                form.Start is null ? "This is missing." : form.Start <= now ? "This time is in the past." : "This time is too far ahead.",
                "A future time within 2 years, such as 2026-12-31T12:00:00Z.");
        if (form.End is null)
            errors.Add("end", "This is missing.", "A time after start, such as 2026-12-31T14:00:00Z.");
        else if (form.End <= form.Start || form.End - form.Start > Longest)
            errors.Add(
                "end",
                form.End <= form.Start ? "This is not after start." : "This is too long after start.",
                "A time at most 14 days after start.");
        // Only IANA names of places. Names under Etc are fixed offsets, but the clocks of a place change.
        if (form.TimeZone is null
            || !form.TimeZone.Contains('/', StringComparison.Ordinal)
            || form.TimeZone.StartsWith("Etc/", StringComparison.OrdinalIgnoreCase)
            || !TimeZoneInfo.TryFindSystemTimeZoneById(form.TimeZone, out _))
            errors.Add(
                "timeZone", form.TimeZone is null ? "This is missing." : "This is not a time zone.", "An IANA name such as Europe/Berlin.");
        var place = errors.Take("place", Text.Parse(form.Place, 1, 200));
        var remark = errors.Take("remark", Text.ParseLines(form.Remark, 0, 1_000));
        return errors.None
            ? new Appointment(
                id, form.Start!.Value, form.End!.Value, form.TimeZone!, place!, string.IsNullOrEmpty(remark) ? null : remark, now, userId)
            : errors.Failure;
    }
}
