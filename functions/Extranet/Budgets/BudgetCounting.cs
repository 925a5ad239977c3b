using Accounts.Platform.Values;
using Accounts.Sales.Orders;
using Accounts.Sales.Services;

namespace Accounts.Extranet.Budgets;

/// <summary>
/// Counts what of budgets is used, from the records of the order, of which there are 200 at the most: two storage operations.
/// Nothing is kept beside them that could differ.
/// </summary>
public sealed class BudgetCounting(OrderStore orders, ServiceStore services, TimeProvider time)
{
    /// <summary>Today, in Central European time.</summary>
    public DateOnly Today => CentralEurope.DayOf(time.GetUtcNow());

    /// <summary>What of a budget is used.</summary>
    public async Task<BudgetUse> UseAsync(BudgetTerms budget, CancellationToken cancellationToken)
    {
        var id = OrderId.Parse(budget.OrderId)!;
        var lines = await orders.LinesAsync(id, cancellationToken);
        return BudgetUse.Of(budget, lines, await services.RecordsAsync(id, cancellationToken), Today);
    }
}
