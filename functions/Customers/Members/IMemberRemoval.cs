using Accounts.Platform.Storage;

namespace Accounts.Customers.Members;

/// <summary>Something that a member has and that goes with the member, in the same transaction.</summary>
public interface IMemberRemoval
{
    /// <summary>Adds what takes it away, if the member has any.</summary>
    Task AddToAsync(ChangeSet change, Member removed, CancellationToken cancellationToken);
}
