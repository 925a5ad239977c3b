using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Extranet.Opening;
using Accounts.Platform.Documents;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace Accounts.Extranet.Budgets;

/// <summary><c>POST /organizations/{organizationId}/extranet/budgets</c> and <c>PUT</c> of one of them.</summary>
public sealed class WriteBudgets(BudgetWriting writing, OrganizationChanges changes, IOptions<ProviderOptions> provider, TimeProvider time)
{
    [Function(nameof(CreateBudget))]
    [Allow(Who.Operator)]
    [Operation(
        "Set a budget for an order or a project",
        Description = "Everything of the order, or of each order of the project, whose work or supply began in the period counts once: "
            + "work from the day on which its performance record was accepted, whether invoiced or not; licenses, recurring prices and "
            + "charges of operators to the order from the date of their finalized invoice. Cancellations reduce the use, on their date. "
            + "Hours are those of records. A cancelled quantity also reduces the hours; a cancelled amount does not, unless nothing of "
            + "the line is left. At each share, the main contact and the members who asked for it get one mail.",
        Takes = typeof(BudgetForm),
        Gives = typeof(BudgetView),
        Status = StatusCodes.Status201Created,
        Creates = true,
        HasETag = true,
        HasLocation = true,
        Fails = [typeof(ExtranetNotOpen), typeof(ExtranetFull)])]
    public async Task<IResult> CreateBudget(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "organizations/{organizationId}/extranet/budgets")] HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string organizationId,
        CancellationToken cancellationToken)
    {
        var body = await Body.ReadAsync<BudgetForm>(request, cancellationToken);
        if (!body.Succeeded(out var form, out var failure))
            return failure;
        if (!CreatingRequest.From(request, request.Caller().UserId, nameof(CreateBudget), form).Succeeded(out var creating, out failure)
            || !BudgetDraft.From(form, organizationId, provider.Value.Currency).Succeeded(out var terms, out failure))
            return failure;
        var now = time.GetUtcNow();
        var budget = new Budget { Id = Ids.New(now), Terms = terms, CreatedAt = now, Version = 1 };
        return await changes.AnswerOnceAsync(
            organizationId,
            creating,
            async () =>
            {
                if (await writing.RefuseAsync(organizationId, terms, cancellationToken) is { } refused)
                    return refused;
                var count = await writing.CountAsync(organizationId, cancellationToken);
                if (count.Value.Budgets >= Budget.Limit)
                    return new ExtranetFull(Budget.Limit);
                var view = await writing.ShowAsync(organizationId, budget, cancellationToken);
                var change = ExtranetStore.Change(organizationId, AuditAction.BudgetWritten, request.Actor(), budget.Id)
                    .Replace(count, new BudgetCount(count.Value.Budgets + 1))
                    .Add(BudgetStore.New(budget));
                await BudgetProcess.AnnounceAsync(processes, change, budget, cancellationToken);
                return change.Gives(Answer.Created(view.Budget.Links.Self, view, budget));
            },
            cancellationToken);
    }

    [Function(nameof(ChangeBudget))]
    [Allow(Who.Operator)]
    [Operation(
        "Change a budget",
        Description = "After the mail for a share was sent, there is no further one for it, even if less is used now.",
        Takes = typeof(BudgetForm),
        Gives = typeof(BudgetView),
        Changes = true,
        HasETag = true,
        Fails = [typeof(ExtranetNotOpen)])]
    public async Task<IResult> ChangeBudget(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "organizations/{organizationId}/extranet/budgets/{budgetId}")]
        HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string organizationId,
        string budgetId,
        CancellationToken cancellationToken)
    {
        var body = await Body.ReadAsync<BudgetForm>(request, cancellationToken);
        if (!body.Succeeded(out var form, out var failure)
            || !BudgetDraft.From(form, organizationId, provider.Value.Currency).Succeeded(out var terms, out failure))
            return failure;
        return await changes.AnswerAsync(
            async () =>
            {
                if (await writing.RefuseAsync(organizationId, terms, cancellationToken) is { } refused)
                    return refused;
                if (await writing.FindAsync(organizationId, budgetId, cancellationToken) is not { } before)
                    return new NotFound();
                if (ETags.Check(request, before.Value) is { } conflict)
                    return conflict;
                var after = before.Value with { Terms = terms, Version = before.Value.Version + 1 };
                var view = await writing.ShowAsync(organizationId, after, cancellationToken);
                var change = ExtranetStore.Change(organizationId, AuditAction.BudgetWritten, request.Actor(), budgetId)
                    .Replace(before, after);
                await BudgetProcess.AnnounceAsync(processes, change, after, cancellationToken);
                return change.Gives(Answer.Ok(view, after));
            },
            cancellationToken);
    }
}
