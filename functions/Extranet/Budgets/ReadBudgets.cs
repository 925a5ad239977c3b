using Accounts.Access;
using Accounts.Access.Rights;
using Accounts.Extranet.Opening;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Extranet.Budgets;

/// <summary><c>GET /organizations/{organizationId}/extranet/budgets</c> and one of them.</summary>
public sealed class ReadBudgets(ExtranetStore extranets, BudgetStore budgets, BudgetCounting counting)
{
    [Function(nameof(ListBudgets))]
    [Allow(ExtranetReaders.AndOperators, Permission.ExtranetRead, Product.Services, Right.Read)]
    [Operation(
        "List the budgets of the extranet",
        Description = "In the order of their creation. Only a single budget shows what is used of it.",
        Gives = typeof(PageView<BudgetSummary>),
        Pages = true,
        HasETag = true,
        Fails = [typeof(ExtranetNotOpen)])]
    public async Task<IResult> ListBudgets(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{organizationId}/extranet/budgets")] HttpRequest request,
        string organizationId,
        CancellationToken cancellationToken)
    {
        if (!PageRequest.From(request).Succeeded(out var page, out var failure))
            return failure;
        if (await extranets.RefuseAsync(organizationId, cancellationToken) is { } refused)
            return refused;
        var slice = await budgets.ListAsync(organizationId, page, cancellationToken);
        return Answer.Read(slice.Show(budget => BudgetSummary.Of(organizationId, budget)));
    }

    [Function(nameof(GetBudget))]
    [Allow(ExtranetReaders.AndOperators, Permission.ExtranetRead, Product.Services, Right.Read)]
    [Operation("Show a budget, with what is used of it", Gives = typeof(BudgetView), HasETag = true, Fails = [typeof(ExtranetNotOpen)])]
    public async Task<IResult> GetBudget(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{organizationId}/extranet/budgets/{budgetId}")]
        HttpRequest request,
        string organizationId,
        string budgetId,
        CancellationToken cancellationToken)
    {
        if (await extranets.RefuseAsync(organizationId, cancellationToken) is { } refused)
            return refused;
        if (!Ids.IsWellFormed(budgetId)
            || await budgets.FindAsync(organizationId, budgetId, cancellationToken) is not { Value: var budget })
            return new NotFound();
        var use = await counting.UseAsync(organizationId, budget.Terms, cancellationToken);
        return Answer.Ok(BudgetView.Of(organizationId, budget, use), budget);
    }
}
