using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Organizations;
using Accounts.Platform.Documents;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace Accounts.Billing.Charges;

/// <summary><c>POST /organizations/{organizationId}/charges</c>: an operator creates a charge.</summary>
public sealed class CreateCharge(
    OrganizationStore organizations,
    OrderStore orders,
    Payers payers,
    OrganizationChanges changes,
    IOptions<ProviderOptions> provider,
    TimeProvider time)
{
    [Function(nameof(CreateCharge))]
    [Allow(Who.Operator)]
    [Operation(
        "Create a charge",
        Description =
            "It is billed by the next invoice run, to the account itself or to the main account that gets its collective invoice. "
            + "A credit has a negative quantity.",
        Takes = typeof(ChargeForm),
        Gives = typeof(ChargeView),
        Status = StatusCodes.Status202Accepted,
        Creates = true,
        HasLocation = true,
        Fails = [typeof(TemporarilyUnavailable)])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "organizations/{organizationId}/charges")] HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string organizationId,
        CancellationToken cancellationToken)
    {
        var body = await Body.ReadAsync<ChargeForm>(request, cancellationToken);
        if (!body.Succeeded(out var form, out var failure))
            return failure;
        var operation = $"{nameof(CreateCharge)}-{organizationId}";
        if (!CreatingRequest.From(request, request.Caller().UserId, operation, form).Succeeded(out var creating, out failure))
            return failure;
        var now = time.GetUtcNow();
        var id = Ids.New(now);
        var process = ChargeProcess.IdOf(organizationId, id);
        return await changes.AnswerOnceAsync(
            organizationId,
            creating,
            async () =>
            {
                if (await BackgroundAsync(organizationId, form, cancellationToken) is not { } background)
                    return new NotFound();
                if (!ChargeDraft.From(form, background, id, now).Succeeded(out var charge, out var refused))
                    return refused;
                await processes.StartOnceAsync(nameof(ChargeProcess), process, new ChargeRun(organizationId, id), cancellationToken);
                var change = new AuditedChange(organizationId, new AuditEvent(AuditAction.ChargeCreated, request.Actor(), id));
                ChargeStore.Add(change, charge);
                return change
                    .Then(() => processes.NotifyAsync(process))
                    .Gives(Answer.Accepted($"/api/organizations/{organizationId}/charges/{id}", ChargeView.Of(charge)));
            },
            cancellationToken);
    }

    private async Task<ChargeBackground?> BackgroundAsync(string organizationId, ChargeForm form, CancellationToken cancellationToken)
    {
        if (await organizations.FindAccountAsync(organizationId, cancellationToken) is not { } account)
            return null;
        var order = OrderId.Parse(form.OrderId) is { } id && id.OrganizationId == organizationId
            ? await orders.FindAsync(id, cancellationToken)
            : null;
        var payerId = await payers.OfAsync(organizationId, cancellationToken);
        return new(organizationId, account.Value.Company.Name, payerId, provider.Value.Currency, order?.Value);
    }
}
