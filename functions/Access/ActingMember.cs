using Accounts.Platform.Values;

namespace Accounts.Access;

/// <summary>A member of an organization, with the data for access checks. The rows of members belong to another part.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Email">The address for mails to the member.</param>
/// <param name="Name">For display.</param>
/// <param name="Role">The role.</param>
/// <param name="LoginPermissions">
/// For a member who came through the login of a contact: these permissions decide, and the role has no effect. Null for others.
/// </param>
/// <param name="AllLocations">Whether an employee of a main account may also access its sub-accounts.</param>
/// <param name="PersonAt">When the identity provider issued the name and the address; null when that is not known.</param>
public sealed record ActingMember(
    string UserId,
    string Email,
    string? Name,
    Role Role,
    IReadOnlyList<Permission>? LoginPermissions,
    bool AllLocations = false,
    DateTimeOffset? PersonAt = null)
{
    /// <summary>
    /// Whether the caller's token has a different name or verified address. The user stays the same person. A token that is older
    /// than the known data changes nothing.
    /// </summary>
    public bool IsOutdatedBy(Caller caller) =>
        caller is { EmailVerified: true, Email: { } email }
        && !(caller.IssuedAt < PersonAt)
        && (EmailAddress.Parse(Email).Value?.Key != email.Key || caller.Name is { } name && name != Name);

    /// <summary>Whether a member may do something for which a login needs a permission. Members with a role need none.</summary>
    public static bool MayUse(ActingMember? member, Permission permission) => member?.LoginPermissions?.Contains(permission) ?? true;

    /// <summary>The member's flag in access rules.</summary>
    public Who ActsAs() => LoginPermissions is null ? Role.AsWho() : Who.Login;
}

/// <summary>What the access check reads from the parts that store organizations and members. Each call is one storage operation.</summary>
public interface IMemberLookup
{
    /// <summary>The user as a member of the organization; null when the user is not a member.</summary>
    Task<ActingMember?> FindAsync(string organizationId, string userId, CancellationToken cancellationToken);

    /// <summary>Whether the organization currently has partner status.</summary>
    Task<bool> IsPartnerAsync(string organizationId, CancellationToken cancellationToken);
}

/// <summary>Implemented by the part that stores the names and addresses of users.</summary>
public interface IPersonFollower
{
    /// <summary>
    /// Updates the stored name and address of the user, in this organization and in all others that the user belongs to.
    /// </summary>
    Task FollowAsync(string organizationId, Caller caller, CancellationToken cancellationToken);
}
