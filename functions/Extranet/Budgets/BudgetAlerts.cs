using Accounts.Sales.Orders;
using Accounts.Sales.Services;
using Microsoft.DurableTask.Client;

namespace Accounts.Extranet.Budgets;

/// <summary>Has the budgets of an order checked when one of its performance records is accepted.</summary>
public sealed class BudgetAlerts(BudgetsOfOrders budgets) : IAcceptedRecords
{
    /// <inheritdoc />
    public async Task FollowAsync(
        OrderId order, string recordId, DurableTaskClient processes, CancellationToken cancellationToken)
    {
        foreach (var budget in await budgets.FindAsync(order.OrganizationId, [order], cancellationToken))
            await BudgetProcess.StartAsync(processes, new(order.OrganizationId, budget.Id, 0), recordId, cancellationToken);
    }
}
