using System.Globalization;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Relations.Partners;
using Accounts.Relations.SubAccounts;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Accounts.Customers.Members;

/// <summary>Whose lists are to follow.</summary>
/// <param name="OrganizationId">The organization that has changed.</param>
/// <param name="UserId">Whose membership has changed; null when all members are concerned.</param>
public sealed record MembershipRun(string OrganizationId, string? UserId);

/// <summary>
/// The users' own lists of organizations, and what partnerships keep of their names, follow the organizations, which lie in
/// other partitions. Announced before each change of a member or of an organization's name or partner status and notified
/// after it, so that no list stays behind.
/// </summary>
public static class MembershipProcess
{
    private static readonly Step<MembershipRun> SyncOne = new(nameof(MembershipActivities.SyncMembership));
    private static readonly Step<MembershipPage, string?> SyncAll = new(nameof(MembershipActivities.SyncMemberships));
    private static readonly Step<PartnershipPage, string?> TellPartnerships = new(nameof(AllPartnerships.TellPartnerships));
    private static readonly Step<SubAccountPage, string?> NameMainAccount = new(nameof(MainAccountNames.NameMainAccount));

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
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, MembershipRun run)
    {
        using var process = new ProcessRun(context);

        // What is written is what counts.
        await process.FollowAsync(() => run.UserId is null ? SyncAllAsync(process, run.OrganizationId) : process.CallAsync(SyncOne, run));
    }

    private static async Task SyncAllAsync(ProcessRun process, string organizationId)
    {
        await process.CallPagesAsync(SyncAll, after => new MembershipPage(organizationId, after));

        // The other sides of its partnerships have their own processes, which only need to be notified.
        await process.CallPagesAsync(TellPartnerships, after => new PartnershipPage(organizationId, after));

        // Its sub-accounts know it by name.
        await process.CallPagesAsync(NameMainAccount, after => new SubAccountPage(organizationId, after));
    }

    private static async Task<string> AnnounceAsync(DurableTaskClient processes, MembershipRun run, string change, CancellationToken cancellationToken)
    {
        var id = $"membership-{run.OrganizationId}-{change}";
        await processes.StartOnceAsync(nameof(MembershipProcess), id, run, cancellationToken);
        return id;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Where a page of members begins.</summary>
public sealed record MembershipPage(string OrganizationId, string After);

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
