using Azure.Data.Tables;

namespace Accounts.Customers.Members;

/// <summary>Something that a member has and that goes with the member, in the same transaction.</summary>
public interface IMemberRemoval
{
    /// <summary>The write that takes it away; null when the member has none.</summary>
    Task<TableTransactionAction?> WithAsync(string organizationId, Member removed, CancellationToken cancellationToken);
}
