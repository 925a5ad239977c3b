using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Microsoft.DurableTask.Client;

namespace Accounts.Relations.SubAccounts;

/// <summary>
/// The mark of organizations that have sub-accounts. It goes with the first one and leaves with the last, and stands on
/// the members' own lists too, so that <c>GET /me</c> reads sub-accounts only where there are some.
/// </summary>
public sealed class MainAccountMark(OrganizationStore organizations)
{
    /// <summary>
    /// Adds what brings the organization in line, and notifies the process that sees to the members' lists; nothing where
    /// it is.
    /// </summary>
    /// <param name="change">A change of the main account.</param>
    /// <param name="processes">Where that process runs.</param>
    /// <param name="isMain">What the organization is afterwards.</param>
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
