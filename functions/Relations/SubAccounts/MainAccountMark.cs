using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Microsoft.DurableTask.Client;

namespace Accounts.Relations.SubAccounts;

/// <summary>
/// The mark of organizations that have sub-accounts. It is set with the first one and removed with the last. It is copied to the
/// members' own lists, so that <c>GET /me</c> reads sub-accounts only where there are some.
/// </summary>
public sealed class MainAccountMark(OrganizationStore organizations)
{
    /// <summary>
    /// Adds the change of the mark to a change, and notifies the process that updates the members' lists. Does nothing when the
    /// mark is right already.
    /// </summary>
    /// <param name="change">A change of the main account.</param>
    /// <param name="processes">Starts that process.</param>
    /// <param name="isMain">Whether the organization has sub-accounts after the change.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task PutAsync(ChangeSet change, DurableTaskClient processes, bool isMain, CancellationToken cancellationToken)
    {
        if (await organizations.FindAsync(change.PartitionKey, cancellationToken) is not { } organization
            || organization.Value.IsMainAccount == isMain)
            return;
        var marked = organization.Value with { IsMainAccount = isMain, Version = organization.Value.Version + 1 };
        var process = await MembershipProcess.AnnounceStatusAsync(processes, change.PartitionKey, marked.Version, cancellationToken);
        change.Replace(organization, marked).Then(() => processes.NotifyAsync(process));
    }
}
