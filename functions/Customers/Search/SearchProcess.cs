using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Accounts.Customers.Search;

/// <summary>Whose entries are to follow.</summary>
public sealed record SearchRun(string OrganizationId);

/// <summary>
/// What an organization is found by follows its contacts and its account. Announced before each change of these and notified
/// after it; members and new accounts have processes of their own that do the same.
/// </summary>
public static class SearchProcess
{
    private static readonly Step<SearchRun> Follow = new(nameof(SearchActivities.FollowInSearch));

    /// <summary>Announces a change, and has the process notified once it is written.</summary>
    /// <param name="processes">Where it runs.</param>
    /// <param name="change">The change of the organization.</param>
    /// <param name="name">Names the change, such as what it is about and the version that it makes.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public static async Task AnnounceAsync(
        DurableTaskClient processes, ChangeSet change, string name, CancellationToken cancellationToken)
    {
        var id = $"search-{change.PartitionKey}-{name}";
        await processes.StartOnceAsync(nameof(SearchProcess), id, new SearchRun(change.PartitionKey), cancellationToken);
        change.Then(() => processes.NotifyAsync(id));
    }

    /// <summary>The orchestrator.</summary>
    [Function(nameof(SearchProcess))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, SearchRun run)
    {
        using var process = new ProcessRun(context);

        // What is written is what counts.
        await process.FollowAsync(() => process.CallAsync(Follow, run));
    }
}

/// <summary>The side effect of <see cref="SearchProcess"/>; may run twice.</summary>
public sealed class SearchActivities(OrganizationSearch search)
{
    /// <summary>Brings what an organization is found by in line.</summary>
    [Function(nameof(FollowInSearch))]
    public Task FollowInSearch([ActivityTrigger] SearchRun run, CancellationToken cancellationToken) =>
        search.FollowAsync(run.OrganizationId, cancellationToken);
}
