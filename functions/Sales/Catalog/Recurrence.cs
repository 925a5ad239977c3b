namespace Accounts.Sales.Catalog;

/// <summary>How often a price is charged.</summary>
public enum Interval
{
    /// <summary>Once, for what is delivered.</summary>
    Once,

    /// <summary>Each month, in advance.</summary>
    Month,

    /// <summary>Each year, in advance.</summary>
    Year,
}

/// <summary>The terms of a price that is charged again and again.</summary>
/// <param name="Interval">A month or a year.</param>
/// <param name="Prorated">
/// Whether periods are those of the calendar, and the first one is charged by its days; else they begin on the day of
/// delivery, and the first one is whole.
/// </param>
/// <param name="NoticeDays">Days of notice, of a cancellation by the customer and of another price by us.</param>
/// <param name="MinimumTerm">Months from the start before which it does not end.</param>
public sealed record Recurrence(Interval Interval, bool Prorated, int NoticeDays, int MinimumTerm)
{
    /// <summary>Months of a period.</summary>
    public int Months => Interval == Interval.Year ? 12 : 1;
}
