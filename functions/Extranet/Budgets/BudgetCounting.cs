using Accounts.Platform.Values;
using Accounts.Sales.Orders;
using Accounts.Sales.Services;

namespace Accounts.Extranet.Budgets;

/// <summary>
/// Counts what of budgets is used, from the order's lines, its records, of which there are 200 at the most, and what was invoiced of
/// it: three storage operations. No sum is kept beside them that could differ.
/// </summary>
public sealed class BudgetCounting(OrderStore orders, ServiceStore services, InvoicedOrders invoiced, TimeProvider time)
{
    /// <summary>Today, in Central European time.</summary>
    public DateOnly Today => CentralEurope.DayOf(time.GetUtcNow());

    /// <summary>What of a budget is used.</summary>
    public async Task<BudgetUse> UseAsync(BudgetTerms budget, CancellationToken cancellationToken)
    {
        var id = OrderId.Parse(budget.OrderId)!;
        // Cancellations before records: what is cancelled was recorded before.
        var documents = await invoiced.OfAsync(id, cancellationToken);
        var lines = await orders.LinesAsync(id, cancellationToken);
        var records = await services.RecordsAsync(id, cancellationToken);
        return BudgetUse.Of(budget, new OrderUse(id, lines, records, documents), Today);
    }
}
