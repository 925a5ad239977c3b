namespace Accounts.Access;

/// <summary>A member of an organization, as far as access goes. The rows of members belong to the part that keeps them.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Email">Where mail for the member goes.</param>
/// <param name="Name">For display.</param>
/// <param name="Role">The role.</param>
/// <param name="LoginPermissions">
/// For who came by the login of a contact: these decide, and the role is but a name. Null for everybody else.
/// </param>
public sealed record ActingMember(string UserId, string Email, string? Name, Role Role, IReadOnlyList<Permission>? LoginPermissions)
{
    /// <summary>The flag of the access rules.</summary>
    public Who ActsAs() => LoginPermissions is null ? Role.AsWho() : Who.Login;
}

/// <summary>What the access check asks of the parts that keep organizations and members; each question is one storage operation.</summary>
public interface IMemberLookup
{
    /// <summary>The user as a member of the organization; null when no member.</summary>
    Task<ActingMember?> FindAsync(string organizationId, string userId, CancellationToken cancellationToken);

    /// <summary>Whether the organization is a partner at present.</summary>
    Task<bool> IsPartnerAsync(string organizationId, CancellationToken cancellationToken);
}
