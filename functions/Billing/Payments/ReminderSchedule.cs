using Accounts.Billing.Invoices;
using Accounts.Platform.Values;

namespace Accounts.Billing.Payments;

/// <summary>When late payers are reminded.</summary>
public static class ReminderSchedule
{
    /// <summary>When the next reminder is due, in UTC: at the beginning of its day in Central Europe; null after the last one.</summary>
    public static DateTime? NextAt(Invoice invoice, ReminderOptions options) =>
        invoice.DueOn is { } due && invoice.Reminders < options.Schedule.Count
            ? CentralEurope.StartOf(due.AddDays(options.Schedule[invoice.Reminders])).UtcDateTime
            : null;
}

/// <summary>What a late payer owes in addition to the open amount.</summary>
/// <param name="Number">Number of the reminder, starting at 1. The first one claims nothing.</param>
/// <param name="IsLast">Whether it is the last reminder.</param>
/// <param name="Interest">In minor units; 0 if none is claimed.</param>
/// <param name="LumpSum">In minor units; 0 if none is claimed.</param>
public sealed record LateClaim(int Number, bool IsLast, long Interest, long LumpSum)
{
    // 40 EUR, once per invoice.
    private const long Lump = 4_000;

    /// <summary>The claim of a reminder.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="number">Number of the reminder, starting at 1.</param>
    /// <param name="today">The last day with interest.</param>
    /// <param name="supplier">The country whose law applies.</param>
    /// <param name="options">The base rates and the schedule.</param>
    public static LateClaim Of(Invoice invoice, int number, DateOnly today, Country supplier, ReminderOptions options)
    {
        var isLast = number >= options.Schedule.Count;
        if (number == 1)
            return new LateClaim(number, isLast, 0, 0);
        var interest = LateInterest.Of(invoice.Open, invoice.DueOn!.Value, today, supplier, options.BaseRates);
        return new LateClaim(number, isLast, interest, options.LumpSum && supplier != Country.CH ? Lump : 0);
    }
}
