using Accounts.Customers.Projects;
using Accounts.Extranet.Opening;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;
using Azure.Data.Tables;

namespace Accounts.Extranet.Budgets;

/// <summary>How many budgets an organization has.</summary>
public sealed record BudgetCount(int Budgets);

/// <summary>Reads what is needed to write a budget.</summary>
public sealed class BudgetWriting(
    ExtranetStore extranets,
    BudgetStore budgets,
    BudgetCounting counting,
    OrderStore orders,
    ProjectStore projects,
    TableServiceClient tables)
{
    [RowKey(Tables.Organizations)]
    internal const string Count = "budget-count";

    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>Null when such a budget may be written: the extranet is open, and the order or project exists. Otherwise why not.</summary>
    public async Task<Failure?> RefuseAsync(string organizationId, BudgetTerms terms, CancellationToken cancellationToken)
    {
        if (await extranets.RefuseAsync(organizationId, cancellationToken) is { } refused)
            return refused;
        if (terms.ProjectId is { } project)
        {
            return await projects.FindAsync(organizationId, project, cancellationToken) is not null
                ? null
                : new InvalidFields(
                    [new FieldError("#/projectId", "There is no such project.", "The id of a project of the organization.")]);
        }

        return await orders.FindAsync(OrderId.Parse(terms.OrderId)!, cancellationToken) is { Value: var order }
            && (order.Services is not null || terms.Unit == BudgetUnit.Amount)
                ? null
                : new InvalidFields(
                [
                    new FieldError(
                        "#/orderId",
                        "There is no such order, or the budget has hours and the order has no services.",
                        "An order of the organization; for hours, one with services."),
                ]);
    }

    public async Task<Stored<Budget>?> FindAsync(string organizationId, string budgetId, CancellationToken cancellationToken) =>
        Ids.IsWellFormed(budgetId) ? await budgets.FindAsync(organizationId, budgetId, cancellationToken) : null;

    /// <summary>The number of budgets. Every new budget changes it, so that the limit holds under concurrent requests.</summary>
    public Task<Stored<BudgetCount>> CountAsync(string organizationId, CancellationToken cancellationToken) =>
        _organizations.FindAsync(organizationId, Count, new BudgetCount(0), cancellationToken);

    /// <summary>A budget with its use.</summary>
    public async Task<BudgetView> ShowAsync(string organizationId, Budget budget, CancellationToken cancellationToken) =>
        BudgetView.Of(organizationId, budget, await counting.UseAsync(organizationId, budget.Terms, cancellationToken));
}
