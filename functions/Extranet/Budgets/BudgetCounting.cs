using Accounts.Platform.Values;
using Accounts.Sales.Orders;
using Accounts.Sales.Services;

namespace Accounts.Extranet.Budgets;

/// <summary>
/// Counts the use of budgets from the order's lines, its records (at most 200), and what was invoiced for it: three storage operations.
/// For a project, three for each of its orders, plus one. No sum is stored, so none can be wrong.
/// </summary>
public sealed class BudgetCounting(OrderStore orders, ServiceStore services, InvoicedOrders invoiced, TimeProvider time)
{
    /// <summary>Today, in Central European time.</summary>
    public DateOnly Today => CentralEurope.DayOf(time.GetUtcNow());

    /// <summary>The use of a budget.</summary>
    public async Task<BudgetUse> UseAsync(string organizationId, BudgetTerms budget, CancellationToken cancellationToken)
    {
        var ids = budget.ProjectId is { } project
            ? await orders.OfProjectAsync(organizationId, project, cancellationToken)
            : [OrderId.Parse(budget.OrderId)!];
        return BudgetUse.Of(budget, await Task.WhenAll(ids.Select(id => ReadAsync(id, cancellationToken))), Today);
    }

    private async Task<OrderUse> ReadAsync(OrderId id, CancellationToken cancellationToken)
    {
        // Read cancellations before records: then the records that they cancel are always found.
        var documents = await invoiced.OfAsync(id, cancellationToken);
        var lines = await orders.LinesAsync(id, cancellationToken);
        var records = await services.RecordsAsync(id, cancellationToken);
        return new OrderUse(id, lines, records, documents);
    }
}
