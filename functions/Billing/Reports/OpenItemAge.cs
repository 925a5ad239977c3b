using Accounts.Billing.Invoices;

namespace Accounts.Billing.Reports;

/// <summary>How late an open item is.</summary>
public enum OpenItemAge
{
    /// <summary>The due date has not passed.</summary>
    NotDue,

    /// <summary>1 to 30 days late.</summary>
    UpTo30Days,

    /// <summary>31 to 60 days late.</summary>
    UpTo60Days,

    /// <summary>61 to 90 days late.</summary>
    UpTo90Days,

    /// <summary>More than 90 days late.</summary>
    Over90Days,

    /// <summary>Too much was paid: the customer is owed something, however old it is.</summary>
    Overpaid,
}

public static class OpenItemAges
{
    /// <summary>The age of an item on a day.</summary>
    public static OpenItemAge Of(OpenItem item, DateOnly today) => item.Open < 0
        ? OpenItemAge.Overpaid
        : (today.DayNumber - item.DueOn.DayNumber) switch
        {
            <= 0 => OpenItemAge.NotDue,
            <= 30 => OpenItemAge.UpTo30Days,
            <= 60 => OpenItemAge.UpTo60Days,
            <= 90 => OpenItemAge.UpTo90Days,
            _ => OpenItemAge.Over90Days,
        };

    /// <summary>The due dates of the items of an age.</summary>
    public static OpenDays DaysOf(OpenItemAge? age, DateOnly today) => age switch
    {
        OpenItemAge.NotDue => OpenDays.All with { From = today },
        OpenItemAge.UpTo30Days => new(today.AddDays(-30), today.AddDays(-1)),
        OpenItemAge.UpTo60Days => new(today.AddDays(-60), today.AddDays(-31)),
        OpenItemAge.UpTo90Days => new(today.AddDays(-90), today.AddDays(-61)),
        OpenItemAge.Over90Days => OpenDays.All with { To = today.AddDays(-91) },
        _ => OpenDays.All,
    };
}
