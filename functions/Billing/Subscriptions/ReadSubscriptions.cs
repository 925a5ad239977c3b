using Accounts.Access;
using Accounts.Access.Rights;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Billing.Subscriptions;

/// <summary><c>GET /organizations/{organizationId}/subscriptions</c> and one of them.</summary>
public sealed class ReadSubscriptions(SubscriptionStore subscriptions, TimeProvider time)
{
    private const Who Readers = Who.LegalRepresentative | Who.Admin | Who.Billing | Who.MainAccount | Who.Operator;

    [Function(nameof(ListSubscriptions))]
    [Allow(Readers, Permission.InvoicesRead, Product.Account, Right.Billing)]
    [Operation(
        "List the recurring prices of an organization",
        Description = "Includes those that have ended. Sorted by order.",
        Gives = typeof(PageView<SubscriptionView>),
        Pages = true)]
    public async Task<IResult> ListSubscriptions(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{organizationId}/subscriptions")] HttpRequest request,
        string organizationId,
        CancellationToken cancellationToken)
    {
        if (!PageRequest.From(request).Succeeded(out var page, out var failure))
            return failure;
        var today = CentralEurope.DayOf(time.GetUtcNow());
        var listed = await subscriptions.ListAsync(organizationId, page, cancellationToken);
        return Answer.Ok(listed.Show(one => SubscriptionView.Of(one, today)));
    }

    [Function(nameof(GetSubscription))]
    [Allow(Readers, Permission.InvoicesRead, Product.Account, Right.Billing)]
    [Operation("Show a recurring price", Gives = typeof(SubscriptionView), HasETag = true)]
    public async Task<IResult> GetSubscription(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{organizationId}/subscriptions/{subscriptionId}")]
        HttpRequest request,
        string organizationId,
        string subscriptionId,
        CancellationToken cancellationToken) =>
        SubscriptionKeys.IsWellFormed(subscriptionId)
        && await subscriptions.FindAsync(organizationId, subscriptionId, cancellationToken) is { Value: var one }
            ? Answer.Ok(SubscriptionView.Of(one, CentralEurope.DayOf(time.GetUtcNow())), one)
            : new NotFound();
}
