using Accounts.Access;
using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Accounts.Relations.SubAccounts;

/// <summary>The list entry that a process updates.</summary>
/// <param name="MainId">The main account.</param>
/// <param name="SubId">The sub-account.</param>
/// <param name="LinkId">The link that is being made; null when something else has changed.</param>
public sealed record SubAccountRun(string MainId, string SubId, string? LinkId);

/// <summary>
/// Makes sure that a link is made or undone completely, and that the main account's list is updated from its sub-accounts, which
/// are in other partitions. Announced before each change and notified after it.
/// </summary>
public static class SubAccountProcess
{
    private static readonly Step<SubAccountRun> Settle = new(nameof(SubAccountActivities.SettleSubAccount));

    /// <summary>Announces a link.</summary>
    public static Task<string> AnnounceAsync(DurableTaskClient processes, AccountLink link, CancellationToken cancellationToken) =>
        AnnounceAsync(processes, new SubAccountRun(link.MainId, link.SubId, link.Id), link.Id, cancellationToken);

    /// <summary>Announces a change of a sub-account.</summary>
    /// <param name="processes">Starts it.</param>
    /// <param name="mainId">The main account.</param>
    /// <param name="subId">The sub-account.</param>
    /// <param name="change">Name of the change, such as the version that it makes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static Task<string> AnnounceAsync(
        DurableTaskClient processes, string mainId, string subId, string change, CancellationToken cancellationToken) =>
        AnnounceAsync(processes, new SubAccountRun(mainId, subId, null), change, cancellationToken);

    [Function(nameof(SubAccountProcess))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, SubAccountRun run)
    {
        using var process = new ProcessRun(context);

        // The stored state decides. A link is settled twice: a request that changed the account while it was being linked may
        // have found no list to notify.
        await process.FollowAsync(() => process.CallAsync(Settle, run), twice: run.LinkId is not null);
    }

    private static async Task<string> AnnounceAsync(
        DurableTaskClient processes, SubAccountRun run, string change, CancellationToken cancellationToken)
    {
        var id = $"sub-account-{run.MainId}-{run.SubId}-{change}";
        await processes.StartOnceAsync(nameof(SubAccountProcess), id, run, cancellationToken);
        return id;
    }
}

/// <summary>The side effects of <see cref="SubAccountProcess"/>; each may run twice.</summary>
public sealed class SubAccountActivities(Linking linking, SubAccountCopies copies, MainAccountNames names)
{
    /// <summary>
    /// Settles the link, if there is one, and updates the list. Also updates the main account's name at the sub-account: if the
    /// main account is renamed during the link, it may go through its list before the new sub-account stores its name.
    /// </summary>
    [Function(nameof(SettleSubAccount))]
    public async Task SettleSubAccount(
        [ActivityTrigger] SubAccountRun run, [DurableClient] DurableTaskClient processes, CancellationToken cancellationToken)
    {
        if (run.LinkId is { } linkId)
            await linking.SettleAsync(new AccountLink(run.MainId, run.SubId, linkId), cancellationToken);
        await names.NameAsync(run.MainId, run.SubId, cancellationToken);
        await copies.SyncAsync(processes, run.MainId, run.SubId, Actor.System, cancellationToken);
    }
}
