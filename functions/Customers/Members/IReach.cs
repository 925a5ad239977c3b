namespace Accounts.Customers.Members;

/// <summary>
/// One way in which members of an organization reach others: of a partner its customers, of a main account its sub-accounts.
/// </summary>
public interface IReach
{
    /// <summary>
    /// Whether the user reaches any by this membership. Uses only the copy stored with the user, so it needs no storage operation.
    /// </summary>
    bool IsOpenTo(Membership membership);

    /// <summary>The first 100 organizations that it reaches. One storage operation.</summary>
    Task<IReadOnlyList<MyOrganization>> ListAsync(Membership membership, CancellationToken cancellationToken);
}
