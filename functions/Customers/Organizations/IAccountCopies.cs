using Microsoft.DurableTask.Client;

namespace Accounts.Customers.Organizations;

/// <summary>
/// Copies of an account's company and contact in other parts, such as a main account's list of its sub-accounts. They follow the account.
/// </summary>
public interface IAccountCopies
{
    /// <summary>Announces the next version of an account, before it is written. One storage operation.</summary>
    /// <returns>The process to notify once it is written; null when nobody keeps a copy.</returns>
    Task<string?> AnnounceAsync(DurableTaskClient processes, string organizationId, int version, CancellationToken cancellationToken);
}
