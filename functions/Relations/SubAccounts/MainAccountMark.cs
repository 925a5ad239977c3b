using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Platform.Storage;
using Azure.Data.Tables;
using Microsoft.DurableTask.Client;

namespace Accounts.Relations.SubAccounts;

/// <summary>
/// The mark of organizations that have sub-accounts. It goes with the first one and leaves with the last, and stands on
/// the members' own lists too, so that <c>GET /me</c> looks for sub-accounts only where there are some.
/// </summary>
public sealed class MainAccountMark(OrganizationStore organizations)
{
    /// <summary>The write that brings the organization in line, and the process to tell of it; nothing where it is.</summary>
    /// <param name="processes">For the process that sees to the members' lists.</param>
    /// <param name="organizationId">The main account.</param>
    /// <param name="changes">Whether the first one comes or the last one goes; otherwise nothing is read.</param>
    /// <param name="isMain">What it is afterwards.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<(IReadOnlyList<TableTransactionAction> Writes, string? Process)> PutAsync(
        DurableTaskClient processes, string organizationId, bool changes, bool isMain, CancellationToken cancellationToken)
    {
        if (!changes || await organizations.FindAsync(organizationId, cancellationToken) is not { } organization || organization.Value.IsMainAccount == isMain)
            return ([], null);
        var marked = organization.Value with { IsMainAccount = isMain, Version = organization.Value.Version + 1 };
        var process = await MembershipProcess.AnnounceStatusAsync(processes, organizationId, marked.Version, cancellationToken);
        return ([Writes.Put(organizationId, organization with { Value = marked })], process);
    }
}
