using Accounts.Billing.Invoices;
using Accounts.Extranet.Opening;
using Accounts.Sales.Services;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Extranet.Budgets;

public static class BudgetServices
{
    public static IServiceCollection AddBudgets(this IServiceCollection services) => services
        .AddSingleton<BudgetStore>()
        .AddSingleton<BudgetsOfOrders>()
        .AddSingleton<InvoicedOrders>()
        .AddSingleton<BudgetCounting>()
        .AddSingleton<BudgetWriting>()
        .AddSingleton<IAcceptedRecords, BudgetAlerts>()
        .AddSingleton<IInvoiceFollower, InvoiceBudgets>()
        .AddSingleton(new ExtranetContent(BudgetStore.Budgets))
        .AddSingleton(new ExtranetContent(BudgetWriting.Count));
}
