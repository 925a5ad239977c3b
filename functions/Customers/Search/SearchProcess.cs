using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Accounts.Customers.Search;

/// <summary>The organization whose entries a process updates.</summary>
public sealed record SearchRun(string OrganizationId);

/// <summary>
/// Updates the search entries of an organization when its contacts or its account change. Announced before each change and notified after
/// it. Members and new accounts have their own processes that do the same.
/// </summary>
public static class SearchProcess
{
    private static readonly Step<SearchRun> Follow = new(nameof(SearchActivities.FollowInSearch));

    /// <summary>Announces a change. The process is notified once the change is written.</summary>
    /// <param name="processes">Starts and notifies the process.</param>
    /// <param name="change">The change of the organization.</param>
    /// <param name="name">Name of the change, such as its subject and the version that it makes.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public static async Task AnnounceAsync(
        DurableTaskClient processes, ChangeSet change, string name, CancellationToken cancellationToken)
    {
        var id = $"search-{change.PartitionKey}-{name}";
        await processes.StartOnceAsync(nameof(SearchProcess), id, new SearchRun(change.PartitionKey), cancellationToken);
        change.Then(() => processes.NotifyAsync(id));
    }

    [Function(nameof(SearchProcess))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, SearchRun run)
    {
        using var process = new ProcessRun(context);

        // The rows decide, whether or not the announced change was written.
        await process.FollowAsync(() => process.CallAsync(Follow, run));
    }
}

/// <summary>The side effect of <see cref="SearchProcess"/>; may run twice.</summary>
public sealed class SearchActivities(OrganizationSearch search)
{
    /// <summary>Updates the search entries of an organization.</summary>
    [Function(nameof(FollowInSearch))]
    public Task FollowInSearch([ActivityTrigger] SearchRun run, CancellationToken cancellationToken) =>
        search.FollowAsync(run.OrganizationId, cancellationToken);
}
