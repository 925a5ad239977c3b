using System.Globalization;
using Accounts.Customers.Search;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Accounts.Customers.Members;

/// <summary>The members whose own lists a process updates.</summary>
/// <param name="OrganizationId">The organization that has changed.</param>
/// <param name="UserId">The user whose membership has changed; null for all members.</param>
public sealed record MembershipRun(string OrganizationId, string? UserId);

/// <summary>
/// Updates the users' own lists of organizations, and other copies of organizations' names, which are stored in other partitions.
/// Announced before each change of a member, or of an organization's name or status, and notified after it, so that no list stays
/// outdated.
/// </summary>
public static class MembershipProcess
{
    private static readonly Step<MembershipRun> SyncOne = new(nameof(MembershipActivities.SyncMembership));
    private static readonly Step<MembershipPage, MembershipPage?> SyncAll = new(nameof(MembershipActivities.SyncMemberships));

    /// <summary>Announces a change of one member to its next version.</summary>
    public static Task<string> AnnounceAsync(
        DurableTaskClient processes, string organizationId, Member member, CancellationToken cancellationToken) =>
        AnnounceAsync(
            processes, new MembershipRun(organizationId, member.UserId), $"{member.UserId}-{Text(member.Version + 1)}", cancellationToken);

    /// <summary>Announces a new name of the organization, at the account's next version.</summary>
    public static Task<string> AnnounceAsync(
        DurableTaskClient processes, string organizationId, int version, CancellationToken cancellationToken) =>
        AnnounceAsync(processes, new MembershipRun(organizationId, null), "all-" + Text(version), cancellationToken);

    /// <summary>Announces a new status of the organization, at its own next version.</summary>
    public static Task<string> AnnounceStatusAsync(
        DurableTaskClient processes, string organizationId, int version, CancellationToken cancellationToken) =>
        AnnounceAsync(processes, new MembershipRun(organizationId, null), "status-" + Text(version), cancellationToken);

    [Function(nameof(MembershipProcess))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, MembershipRun run)
    {
        using var process = new ProcessRun(context);

        // The rows decide, whether or not the announced change was written.
        await process.FollowAsync(() => run.UserId is null ? SyncAllAsync(process, run.OrganizationId) : process.CallAsync(SyncOne, run));
    }

    private static async Task SyncAllAsync(ProcessRun process, string organizationId)
    {
        for (var page = new MembershipPage(organizationId); page is not null;)
            page = await process.CallAsync(SyncAll, page);
    }

    private static async Task<string> AnnounceAsync(
        DurableTaskClient processes, MembershipRun run, string change, CancellationToken cancellationToken)
    {
        var id = $"membership-{run.OrganizationId}-{change}";
        await processes.StartOnceAsync(nameof(MembershipProcess), id, run, cancellationToken);
        return id;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Where a page begins: of members, or of other rows that follow an organization.</summary>
/// <param name="OrganizationId">The organization.</param>
/// <param name="Follower">0 for the members, otherwise the number of the <see cref="INameFollower"/>.</param>
/// <param name="After">Where the page begins in these rows.</param>
public sealed record MembershipPage(string OrganizationId, int Follower = 0, string After = "");

/// <summary>A part that stores names of organizations registers one of these. Pages number them in the order of registration.</summary>
public interface INameFollower
{
    /// <summary>Updates a page of what this part stores. May run twice.</summary>
    /// <param name="organizationId">The organization whose name may have changed.</param>
    /// <param name="after">Where the page begins.</param>
    /// <param name="processes">Starts processes that must follow, too.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Where the next page begins; null after the last.</returns>
    Task<string?> FollowAsync(string organizationId, string after, DurableTaskClient processes, CancellationToken cancellationToken);
}

/// <summary>The side effects of <see cref="MembershipProcess"/>; each may run twice.</summary>
public sealed class MembershipActivities(
    MemberStore members, OrganizationSearch search, IEnumerable<INameFollower> followers)
{
    /// <summary>Updates one member's list, and the search entries of the organization.</summary>
    [Function(nameof(SyncMembership))]
    public async Task SyncMembership([ActivityTrigger] MembershipRun run, CancellationToken cancellationToken)
    {
        await members.SyncMembershipAsync(run.OrganizationId, run.UserId!, cancellationToken);
        await search.FollowAsync(run.OrganizationId, cancellationToken);
    }

    /// <summary>
    /// Updates the search entries of the organization, and the lists of a page of members. After the last page, updates the first page of
    /// the other rows that hold the organization's name.
    /// </summary>
    /// <returns>The next page of rows that need more than one page; null after the last.</returns>
    [Function(nameof(SyncMemberships))]
    public async Task<MembershipPage?> SyncMemberships(
        [ActivityTrigger] MembershipPage page, [DurableClient] DurableTaskClient processes, CancellationToken cancellationToken)
    {
        if (page is { Follower: 0, After: "" })
            await search.FollowAsync(page.OrganizationId, cancellationToken);
        List<Func<string, Task<string?>>> all =
        [
            after => SyncMembersAsync(page.OrganizationId, after, cancellationToken),
            .. followers.Select<INameFollower, Func<string, Task<string?>>>(follower =>
                after => follower.FollowAsync(page.OrganizationId, after, processes, cancellationToken)),
        ];
        for (var (n, after) = (page.Follower, page.After); n < all.Count; (n, after) = (n + 1, ""))
        {
            if (await all[n](after) is { } next)
                return page with { Follower = n, After = next };
        }

        return null;
    }

    private async Task<string?> SyncMembersAsync(string organizationId, string after, CancellationToken cancellationToken)
    {
        var slice = await members.ListAsync(organizationId, new PageRequest(PageRequest.MaxLimit, after), cancellationToken);
        foreach (var member in slice.Items)
            await members.SyncMembershipAsync(organizationId, member.Value.UserId, cancellationToken);
        return slice.Next;
    }
}
