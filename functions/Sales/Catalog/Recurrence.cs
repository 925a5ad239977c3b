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

/// <summary>The terms of a recurring price.</summary>
/// <param name="Interval">A month or a year.</param>
/// <param name="Prorated">Whether periods follow the calendar, and the first one is charged by its days. Otherwise periods begin
/// on the day of delivery, and the first one is charged in full.</param>
/// <param name="NoticeDays">Days of notice, for a cancellation by the customer and for a new price by the provider.</param>
/// <param name="MinimumTerm">Minimum term, in months from the start.</param>
public sealed record Recurrence(Interval Interval, bool Prorated, int NoticeDays, int MinimumTerm)
{
    /// <summary>Months in a period.</summary>
    public int Months => Interval == Interval.Year ? 12 : 1;
}
