using Accounts.Sales.Orders;

namespace Accounts.Extranet.Budgets;

/// <summary>Finds the budgets that orders count for.</summary>
public sealed class BudgetsOfOrders(BudgetStore budgets, OrderStore orders)
{
    /// <summary>The budgets that any of these orders counts for. One storage operation, plus one for each project with a budget.</summary>
    public async Task<IReadOnlyList<Budget>> FindAsync(
        string organizationId, IReadOnlyList<OrderId> some, CancellationToken cancellationToken)
    {
        List<Budget> all = [.. (await budgets.AllAsync(organizationId, cancellationToken)).Select(budget => budget.Value)];
        HashSet<string> projects = [];
        foreach (var project in all.Select(budget => budget.Terms.ProjectId).OfType<string>().Distinct())
        {
            if ((await orders.OfProjectAsync(organizationId, project, cancellationToken)).Any(some.Contains))
                projects.Add(project);
        }

        var ids = some.Select(order => order.ToString()).ToHashSet();
        return
        [
            .. all.Where(budget => budget.Terms is { ProjectId: { } project }
                ? projects.Contains(project)
                : ids.Contains(budget.Terms.OrderId!)),
        ];
    }
}
