using Accounts.Platform.Values;
using Accounts.Sales.Orders;
using Accounts.Sales.Services;

namespace Accounts.Extranet.Budgets;

/// <summary>
/// Counts what of budgets is used, from the order's lines, its records, of which there are 200 at the most, and what was invoiced of
/// it: three storage operations. Of a project they are three for each of its orders, and one. No sum is kept beside them that could
/// differ.
/// </summary>
public sealed class BudgetCounting(OrderStore orders, ServiceStore services, InvoicedOrders invoiced, TimeProvider time)
{
    /// <summary>Today, in Central European time.</summary>
    public DateOnly Today => CentralEurope.DayOf(time.GetUtcNow());

    /// <summary>What of a budget is used.</summary>
    public async Task<BudgetUse> UseAsync(string organizationId, BudgetTerms budget, CancellationToken cancellationToken)
    {
        var ids = budget.ProjectId is { } project
            ? await orders.OfProjectAsync(organizationId, project, cancellationToken)
            : [OrderId.Parse(budget.OrderId)!];
        return BudgetUse.Of(budget, await Task.WhenAll(ids.Select(id => ReadAsync(id, cancellationToken))), Today);
    }

    private async Task<OrderUse> ReadAsync(OrderId id, CancellationToken cancellationToken)
    {
        // Cancellations before records: what is cancelled was recorded before.
        var documents = await invoiced.OfAsync(id, cancellationToken);
        var lines = await orders.LinesAsync(id, cancellationToken);
        var records = await services.RecordsAsync(id, cancellationToken);
        return new OrderUse(id, lines, records, documents);
    }
}
