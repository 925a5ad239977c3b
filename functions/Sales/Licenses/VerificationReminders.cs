namespace Accounts.Sales.Licenses;

/// <summary>When somebody is reminded that the technical contact has to verify an account at the vendor. All times in UTC.</summary>
public static class VerificationReminders
{
    /// <summary>How long nobody but the customer is troubled; then sales is told, and the process goes on waiting.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(30);

    private static readonly int[] Days = [3, 10, 20];

    /// <summary>The reminders, counted from 1, that have fallen due after one moment and until another.</summary>
    /// <param name="since">When the waiting began; null while nobody waits.</param>
    /// <param name="after">Those due until then have been dealt with.</param>
    /// <param name="until">Those due later are not due yet.</param>
    public static IEnumerable<int> Between(DateTime? since, DateTime after, DateTime until) =>
        since is not { } begun
            ? []
            : Enumerable.Range(1, Days.Length).Where(number => begun.AddDays(Days[number - 1]) is var due && due > after && due <= until);

    /// <summary>Whether a reminder is the last one.</summary>
    public static bool IsLast(int number) => number == Days.Length;

    /// <summary>Whether the patience has come to its end.</summary>
    public static bool IsOverdue(DateTime? since, DateTime now) => since + Patience <= now;

    /// <summary>When the next reminder, or the end of the patience, falls due; null while nobody waits, and after the end.</summary>
    public static DateTime? NextAfter(DateTime? since, DateTime now) =>
        since is not { } begun
            ? null
            : Days.Select(day => (DateTime?)begun.AddDays(day)).Append(begun + Patience).FirstOrDefault(due => due > now);
}
