using Accounts.Platform.Values;

namespace Accounts.Access;

/// <summary>A member of an organization, as far as access goes. The rows of members belong to the part that keeps them.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Email">Where mail for the member goes.</param>
/// <param name="Name">For display.</param>
/// <param name="Role">The role.</param>
/// <param name="LoginPermissions">
/// For who came by the login of a contact: these decide, and the role is but a name. Null for everybody else.
/// </param>
/// <param name="AllLocations">Whether an employee of a main account reaches its sub-accounts, too.</param>
/// <param name="PersonAt">When the identity provider said the name and the address; null when that is not known.</param>
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
    /// Whether the person has another name or verified address by now. The person is the user, whatever they are called; a
    /// token that is older than what is known changes nothing.
    /// </summary>
    public bool IsOutdatedBy(Caller caller) =>
        caller is { EmailVerified: true, Email: { } email }
        && !(caller.IssuedAt < PersonAt)
        && (EmailAddress.Parse(Email).Value?.Key != email.Key || caller.Name is { } name && name != Name);

    /// <summary>Whether something is open that a login needs a permission for; who has a role is not bound by permissions.</summary>
    public static bool MayUse(ActingMember? member, Permission permission) => member?.LoginPermissions?.Contains(permission) ?? true;

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

/// <summary>The part that keeps people's names and addresses.</summary>
public interface IPersonFollower
{
    /// <summary>
    /// Brings the person's name and address up to date wherever they are kept, in this organization and all others of theirs.
    /// </summary>
    Task FollowAsync(string organizationId, Caller caller, CancellationToken cancellationToken);
}
