using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Billing.Subscriptions;

/// <summary><c>PUT /organizations/{organizationId}/subscriptions/{subscriptionId}</c>: changes the quantity, or pauses it.</summary>
public sealed class ChangeSubscription(
    SubscriptionStore subscriptions, Renewals renewals, OrganizationChanges changes, TimeProvider time)
{
    [Function(nameof(ChangeSubscription))]
    [Allow(Who.Operator)]
    [Operation(
        "Change the quantity of a recurring price, or pause it",
        Description =
            "From a day on, or for some days. The charge of the current period is corrected to the day, by a further charge or a credit. "
            + "Later periods are charged with the new quantity. A pause does not move periods, notice or minimum term.",
        Takes = typeof(QuantityForm),
        Gives = typeof(SubscriptionView),
        Changes = true,
        HasETag = true,
        Fails = [typeof(TemporarilyUnavailable)])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "organizations/{organizationId}/subscriptions/{subscriptionId}")]
        HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string organizationId,
        string subscriptionId,
        CancellationToken cancellationToken)
    {
        var body = await Body.ReadAsync<QuantityForm>(request, cancellationToken);
        if (!body.Succeeded(out var form, out var failure))
            return failure;
        if (!SubscriptionKeys.IsWellFormed(subscriptionId))
            return new NotFound();
        var today = CentralEurope.DayOf(time.GetUtcNow());
        return await changes.AnswerAsync(
            async () =>
            {
                if (await subscriptions.FindAsync(organizationId, subscriptionId, cancellationToken) is not { } stored)
                    return new NotFound();
                if (ETags.Check(request, stored.Value) is { } conflict)
                    return conflict;
                if (!QuantityChange.Of(stored.Value, form, today).Succeeded(out var after, out var refused))
                    return refused;
                var run = new SubscriptionRun(organizationId, subscriptionId, after.Version, IsCancellation: false);
                await processes.StartOnceAsync(nameof(SubscriptionProcess), SubscriptionProcess.IdOf(run), run, cancellationToken);
                var change = new AuditedChange(
                    organizationId, new AuditEvent(AuditAction.SubscriptionChanged, request.Actor(), subscriptionId));
                SubscriptionStore.Replace(change, stored, after);
                var terms = await renewals.TermsAsync(organizationId, cancellationToken);
                SubscriptionStore.Charge(change, PeriodCharges.Corrections(stored.Value, after, terms), Ids.New(terms.At));
                return change
                    .Then(() => processes.NotifyAsync(SubscriptionProcess.IdOf(run)))
                    .Gives(Answer.Ok(SubscriptionView.Of(after, today), after));
            },
            cancellationToken);
    }
}
