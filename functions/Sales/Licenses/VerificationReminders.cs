namespace Accounts.Sales.Licenses;

/// <summary>When reminders are due that the technical contact must verify an account at the vendor. All times in UTC.</summary>
public static class VerificationReminders
{
    /// <summary>
    /// For how many days only the customer is reminded. After that sales is notified, and the process continues to wait.
    /// </summary>
    public const int OverdueDays = 30;

    private static readonly TimeSpan Patience = TimeSpan.FromDays(OverdueDays);

    private static readonly int[] Days = [3, 10, 20];

    /// <summary>The reminders, counted from 1, that are due after one moment and until another.</summary>
    /// <param name="since">When the waiting began; null when nobody waits.</param>
    /// <param name="after">Reminders due until then are done.</param>
    /// <param name="until">Reminders due later are left out.</param>
    public static IEnumerable<int> Between(DateTime? since, DateTime after, DateTime until) =>
        since is not { } begun
            ? []
            : Enumerable.Range(1, Days.Length).Where(number => begun.AddDays(Days[number - 1]) is var due && due > after && due <= until);

    /// <summary>Whether a reminder is the last one.</summary>
    public static bool IsLast(int number) => number == Days.Length;

    /// <summary>Whether the verification is overdue, so that sales is notified.</summary>
    public static bool IsOverdue(DateTime? since, DateTime now) => since + Patience <= now;

    /// <summary>When the next reminder or the notice to sales is due; null when nobody waits, and after the notice.</summary>
    public static DateTime? NextAfter(DateTime? since, DateTime now) =>
        since is not { } begun
            ? null
            : Days.Select(day => (DateTime?)begun.AddDays(day)).Append(begun + Patience).FirstOrDefault(due => due > now);
}
