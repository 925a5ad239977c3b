using Accounts.Sales.Catalog;

namespace Accounts.Sales.Orders;

/// <summary>Converts a quantity of a service to hours.</summary>
public static class WorkHours
{
    private const decimal HoursOfADay = 8;

    /// <summary>A day counts as eight hours.</summary>
    public static decimal Of(decimal quantity, Unit unit) => unit switch
    {
        Unit.Hour => quantity,
        Unit.Day => quantity * HoursOfADay,
        // A fixed price says nothing about time.
        _ => 0,
    };
}
