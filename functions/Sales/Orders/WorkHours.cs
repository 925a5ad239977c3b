using Accounts.Sales.Catalog;

namespace Accounts.Sales.Orders;

/// <summary>How many hours a quantity of a service is.</summary>
public static class WorkHours
{
    private const decimal HoursOfADay = 8;

    /// <summary>A day is eight of them.</summary>
    public static decimal Of(decimal quantity, Unit unit) => unit switch
    {
        Unit.Hour => quantity,
        Unit.Day => quantity * HoursOfADay,
        // A fixed price says nothing about time.
        _ => 0,
    };
}
