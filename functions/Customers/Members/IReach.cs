namespace Accounts.Customers.Members;

/// <summary>
/// One way in which the people of an organization reach others: as a partner its customers, as a main account its sub-accounts.
/// </summary>
public interface IReach
{
    /// <summary>Whether the user reaches any by this membership. Asked of the copy that lies with the user, so it costs nothing.</summary>
    bool IsOpenTo(Membership membership);

    /// <summary>The first 100 of them. One storage operation.</summary>
    Task<IReadOnlyList<MyOrganization>> ListAsync(Membership membership, CancellationToken cancellationToken);
}
