using Accounts.Access.Work;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Values;

namespace Accounts.Relations.SubAccounts;

/// <summary>Ordered sub-accounts that must be set up. The order's process adds and removes them.</summary>
public sealed class SubAccountWork(WorkItems items) : IWorkSource
{
    private const string Kinds = "sub-account";

    /// <inheritdoc />
    public WorkKind Kind => WorkKind.SubAccount;

    /// <inheritdoc />
    public async Task<WorkPage> ListAsync(PageRequest page, Language language, CancellationToken cancellationToken)
    {
        var nextStep = language == Language.German
            ? "Bestellte Produkte einrichten (lines am Nebenaccount), dann bestätigen (POST …/activate)."
            : "Provision what was ordered (lines of the sub-account), then confirm it (POST …/activate).";
        var found = await items.ListAsync<OrderedAccountWaiting>(Kinds, page, cancellationToken);
        return new(
            [.. found.Items.Select(item => item.Value).Select(waiting => new WorkItem(
                Kind, waiting.SubId, waiting.OrderedAt, $"/api/organizations/{waiting.MainId}/sub-accounts/{waiting.SubId}", nextStep))],
            found.Next);
    }

    /// <summary>Adds an ordered account that must be set up to the list, or removes it. One storage operation.</summary>
    public Task FollowAsync(SubAccountOrder order, bool isNew, CancellationToken cancellationToken)
    {
        var (main, sub) = (order.Link.MainId, order.Link.SubId);
        return isNew
            ? items.PutAsync(Kinds, order.OrderedAt, sub, new OrderedAccountWaiting(main, sub, order.OrderedAt), cancellationToken)
            : items.RemoveAsync(Kinds, order.OrderedAt, sub, cancellationToken);
    }

    private sealed record OrderedAccountWaiting(string MainId, string SubId, DateTimeOffset OrderedAt);
}
