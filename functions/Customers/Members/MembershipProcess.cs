using System.Globalization;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Accounts.Customers.Members;

/// <summary>Whose lists are to follow.</summary>
/// <param name="OrganizationId">The organization that has changed.</param>
/// <param name="UserId">Whose membership has changed; null when all members are concerned.</param>
public sealed record MembershipRun(string OrganizationId, string? UserId);

/// <summary>
/// The users' own lists of organizations, and what others keep of their names, follow the organizations, which lie in other
/// partitions. Announced before each change of a member or of an organization's name or partner status and told after it,
/// so that no list stays behind.
/// </summary>
public sealed class MembershipProcess(IEnumerable<NameFollower> followers)
{
    // Longer than requests take, and longer than the host lets any request take.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongPatience = TimeSpan.FromMinutes(10);

    /// <summary>Announces a change of one member to its next version.</summary>
    public static Task<string> AnnounceAsync(DurableTaskClient processes, string organizationId, Member member, CancellationToken cancellationToken) =>
        AnnounceAsync(processes, new MembershipRun(organizationId, member.UserId), $"{member.UserId}-{Text(member.Version + 1)}", cancellationToken);

    /// <summary>Announces a new name of the organization, at the account's next version.</summary>
    public static Task<string> AnnounceAsync(DurableTaskClient processes, string organizationId, int version, CancellationToken cancellationToken) =>
        AnnounceAsync(processes, new MembershipRun(organizationId, null), "all-" + Text(version), cancellationToken);

    /// <summary>Announces another status of the organization, at its own next version.</summary>
    public static Task<string> AnnounceStatusAsync(DurableTaskClient processes, string organizationId, int version, CancellationToken cancellationToken) =>
        AnnounceAsync(processes, new MembershipRun(organizationId, null), "status-" + Text(version), cancellationToken);

    /// <summary>The orchestrator.</summary>
    [Function(nameof(MembershipProcess))]
    public async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, MembershipRun run)
    {
        // What lies there is what counts. A request that does not tell has died, or is very slow: then once more, later.
        var changes = new Changes(context);
        var told = await changes.BeforeAsync(context.CurrentUtcDateTime + Patience);
        await SyncAsync(context, run);
        if (told)
            return;
        await changes.BeforeAsync(context.CurrentUtcDateTime + LongPatience);
        await SyncAsync(context, run);
    }

    private async Task SyncAsync(TaskOrchestrationContext context, MembershipRun run)
    {
        if (run.UserId is not null)
        {
            await context.CallActivityAsync(nameof(MembershipActivities.SyncMembership), run, Retries.ForADay);
            return;
        }

        // All members, page by page.
        string? after = "";
        while (after is not null)
            after = await context.CallActivityAsync<string?>(nameof(MembershipActivities.SyncMemberships), new MembershipPage(run.OrganizationId, after), Retries.ForADay);

        // Then whoever else knows it by name.
        foreach (var follower in followers)
        {
            after = "";
            while (after is not null)
                after = await context.CallActivityAsync<string?>(follower.Activity, new MembershipPage(run.OrganizationId, after), Retries.ForADay);
        }
    }

    private static async Task<string> AnnounceAsync(DurableTaskClient processes, MembershipRun run, string change, CancellationToken cancellationToken)
    {
        var id = $"membership-{run.OrganizationId}-{change}";
        await processes.StartOnceAsync(nameof(MembershipProcess), id, run, cancellationToken);
        return id;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Where a page of members begins, or of whatever else follows the organization.</summary>
public sealed record MembershipPage(string OrganizationId, string After);

/// <summary>
/// A part that keeps the names of organizations registers one of these. Processes run through them in the order of
/// registration, which therefore stays as it is.
/// </summary>
/// <param name="Activity">Takes a <see cref="MembershipPage"/>, and says where the next one begins; null after the last.</param>
public sealed record NameFollower(string Activity);

/// <summary>The side effects of <see cref="MembershipProcess"/>; each may run twice.</summary>
public sealed class MembershipActivities(MemberStore members)
{
    /// <summary>One member's list.</summary>
    [Function(nameof(SyncMembership))]
    public Task SyncMembership([ActivityTrigger] MembershipRun run, CancellationToken cancellationToken) =>
        members.SyncMembershipAsync(run.OrganizationId, run.UserId!, cancellationToken);

    /// <summary>The lists of a page of members; where the next page begins, or null after the last.</summary>
    [Function(nameof(SyncMemberships))]
    public async Task<string?> SyncMemberships([ActivityTrigger] MembershipPage page, CancellationToken cancellationToken)
    {
        var slice = await members.ListAsync(page.OrganizationId, new PageRequest(PageRequest.MaxLimit, page.After), cancellationToken);
        foreach (var member in slice.Items)
            await members.SyncMembershipAsync(page.OrganizationId, member.Value.UserId, cancellationToken);
        return slice.Next;
    }
}
