using Accounts.Platform.Storage;

namespace Accounts.Customers.Members;

/// <summary>Something that belongs to a member and is removed with the member, in the same transaction.</summary>
public interface IMemberRemoval
{
    /// <summary>Adds the writes that remove it, if the member has any.</summary>
    Task AddToAsync(ChangeSet change, Member removed, CancellationToken cancellationToken);
}
