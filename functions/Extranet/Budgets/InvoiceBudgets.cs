using Accounts.Billing.Charges;
using Accounts.Billing.Documents;
using Accounts.Billing.Invoices;
using Accounts.Sales.Orders;
using Accounts.Sales.Services;
using Microsoft.DurableTask.Client;

namespace Accounts.Extranet.Budgets;

/// <summary>
/// Stores what finalized documents say about orders, with the account that uses it, and has the budgets of these orders checked. Three
/// storage operations per document and account; none for a document without orders. Also notes the invoice on the performance records
/// that it bills, because the charges are read here anyway: one more operation for each record, and one to write up to 40 of them.
/// </summary>
public sealed class InvoiceBudgets(
    InvoiceStore invoices, InvoicedOrders invoiced, BudgetsOfOrders budgets, RecordInvoicing records) : IInvoiceFollower
{
    /// <inheritdoc />
    public async Task FollowAsync(DurableTaskClient processes, Invoice finalized, CancellationToken cancellationToken)
    {
        if (finalized.Use is not { HasOrders: true })
            return;
        var charges = await invoices.ChargesAsync(finalized, cancellationToken);
        if (finalized.Kind == DocumentKind.Invoice)
            await NoteRecordsAsync(finalized, charges, cancellationToken);
        var orders = InvoicedLine.Of(finalized, charges);
        foreach (var account in orders.GroupBy(order => order.Order.OrganizationId))
        {
            await invoiced.PutAsync(account.Key, finalized.Id, account, cancellationToken);
            foreach (var budget in await budgets.FindAsync(account.Key, [.. account.Select(order => order.Order)], cancellationToken))
                await BudgetProcess.StartAsync(processes, new(account.Key, budget.Id, 0), finalized.Id, cancellationToken);
        }
    }

    private async Task NoteRecordsAsync(Invoice invoice, IEnumerable<Charge> charges, CancellationToken cancellationToken)
    {
        var billed =
            from charge in charges
            let recordId = Charge.RecordOf(charge)
            where recordId is not null
            group (OrderId.Parse(charge.OrderId)!, recordId!) by charge.OrganizationId;
        foreach (var account in billed)
        {
            var bill = new RecordInvoice(invoice.OrganizationId, invoice.Number!);
            await records.NoteAsync(account.Key, account.Distinct(), bill, cancellationToken);
        }
    }
}
