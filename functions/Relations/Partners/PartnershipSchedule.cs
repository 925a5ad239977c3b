using Accounts.Platform.Values;

namespace Accounts.Relations.Partners;

/// <summary>Steps of a partnership that become due automatically.</summary>
public enum PartnershipStepKind
{
    /// <summary>The partner has not reviewed what was granted.</summary>
    ReviewReminder,

    /// <summary>Grants end soon, or are extended soon.</summary>
    EndNotice,

    /// <summary>The last day of grants that are extended.</summary>
    Extend,
}

/// <summary>One step of a partnership.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Days">Of a reminder: days since the acceptance. Of a notice: days until the end.</param>
/// <param name="Day">Of a notice or an extension: the last day of its grants.</param>
public sealed record PartnershipStep(PartnershipStepKind Kind, int Days, DateOnly? Day);

/// <summary>
/// When each step is due. A pure rule over the stored partnership, evaluated again at each read, so that nothing has to be
/// rescheduled when grants change.
/// </summary>
public static class PartnershipSchedule
{
    private static readonly int[] ReviewReminderDays = [3, 10];
    private static readonly int[] NoticeDays = [30, 7, 1];

    // Notices are read in the morning.
    private static readonly TimeSpan Morning = TimeSpan.FromHours(8);

    /// <summary>The next steps after a moment: all that are due at the same time. Null when there are none.</summary>
    public static (DateTimeOffset Due, IReadOnlyList<PartnershipStep> Steps)? Next(ManagedCustomer customer, DateTimeOffset after) =>
        All(customer)
        // A customer who turns extension on during the last day is still in time.
        .Where(
            entry => entry.Due > after
                || entry.Step is { Kind: PartnershipStepKind.Extend, Day: { } day } && day >= CentralEurope.DayOf(after))
        .GroupBy(entry => entry.Due, entry => entry.Step)
        .OrderBy(group => group.Key)
        .Select(group => ((DateTimeOffset, IReadOnlyList<PartnershipStep>)?)(group.Key, [.. group]))
        .FirstOrDefault();

    private static IEnumerable<(DateTimeOffset Due, PartnershipStep Step)> All(ManagedCustomer customer)
    {
        if (customer.ReviewedAt is null)
        {
            foreach (var days in ReviewReminderDays)
                yield return (customer.AcceptedAt.AddDays(days), new(PartnershipStepKind.ReviewReminder, days, Day: null));
        }

        foreach (var day in customer.Grants.Select(grant => grant.Until).Distinct())
        {
            foreach (var days in NoticeDays)
                yield return (CentralEurope.StartOf(day.AddDays(-days)) + Morning, new(PartnershipStepKind.EndNotice, days, day));
            // At the start of the last day, so that access has no gap.
            if (customer.AutoExtend)
                yield return (CentralEurope.StartOf(day), new(PartnershipStepKind.Extend, Days: 0, day));
        }
    }
}
