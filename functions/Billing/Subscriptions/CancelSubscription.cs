using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Access.Rights;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Billing.Subscriptions;

/// <summary><c>POST /organizations/{organizationId}/subscriptions/{subscriptionId}/cancel</c>: ends it at the end of a period.</summary>
public sealed class CancelSubscription(SubscriptionStore subscriptions, OrganizationChanges changes, TimeProvider time)
{
    [Function(nameof(CancelSubscription))]
    [Allow(
        Who.LegalRepresentative | Who.Admin | Who.Billing | Who.MainAccount | Who.Operator, Product.Account, Right.Manage)]
    [Operation(
        "Cancel a recurring price",
        Description =
            "It ends with the first period whose end respects the notice and the minimum term. The answer says when, and a mail "
            + "confirms it. Cancelling it again changes nothing.",
        Gives = typeof(SubscriptionView),
        Fails = [typeof(TemporarilyUnavailable)])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "organizations/{organizationId}/subscriptions/{subscriptionId}/cancel")]
        HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string organizationId,
        string subscriptionId,
        CancellationToken cancellationToken)
    {
        if (!SubscriptionKeys.IsWellFormed(subscriptionId))
            return new NotFound();
        var now = time.GetUtcNow();
        var today = CentralEurope.DayOf(now);
        return await changes.AnswerAsync(
            async () =>
            {
                if (await subscriptions.FindAsync(organizationId, subscriptionId, cancellationToken) is not { } stored)
                    return new NotFound();
                var after = stored.Value.Cancel(today, now);
                // The same request again, for example after a lost answer.
                if (after == stored.Value)
                    return Answer.Ok(SubscriptionView.Of(after, today));
                var run = new SubscriptionRun(organizationId, subscriptionId, after.Version, IsCancellation: true);
                await processes.StartOnceAsync(nameof(SubscriptionProcess), SubscriptionProcess.IdOf(run), run, cancellationToken);
                var happened = new AuditEvent(AuditAction.SubscriptionCancelled, request.Actor(), subscriptionId)
                    .With("endsOn", after.EndsOn!.Value.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
                var change = new AuditedChange(organizationId, happened);
                SubscriptionStore.Replace(change, stored, after);
                return change
                    .Then(() => processes.NotifyAsync(SubscriptionProcess.IdOf(run)))
                    .Gives(Answer.Ok(SubscriptionView.Of(after, today)));
            },
            cancellationToken);
    }
}
