using Accounts.Billing.Invoices;
using Microsoft.DurableTask.Client;

namespace Accounts.Extranet.Budgets;

/// <summary>
/// Notes what finalized documents say of orders, with the account that uses it, and has the budgets of these orders looked at. Three
/// storage operations per document and account; none for a document without orders.
/// </summary>
public sealed class InvoiceBudgets(InvoiceStore invoices, InvoicedOrders invoiced, BudgetsOfOrders budgets) : IInvoiceFollower
{
    /// <inheritdoc />
    public async Task FollowAsync(DurableTaskClient processes, Invoice finalized, CancellationToken cancellationToken)
    {
        if (finalized.Use is not { HasOrders: true })
            return;
        var orders = InvoicedLine.Of(finalized, await invoices.ChargesAsync(finalized, cancellationToken));
        foreach (var account in orders.GroupBy(order => order.Order.OrganizationId))
        {
            await invoiced.PutAsync(account.Key, finalized.Id, account, cancellationToken);
            foreach (var budget in await budgets.FindAsync(account.Key, [.. account.Select(order => order.Order)], cancellationToken))
                await BudgetProcess.StartAsync(processes, new(account.Key, budget.Id, 0), finalized.Id, cancellationToken);
        }
    }
}
