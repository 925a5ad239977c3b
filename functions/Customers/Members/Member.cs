using Accounts.Access;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;

namespace Accounts.Customers.Members;

/// <summary>A user with a role in an organization.</summary>
public sealed record Member(string UserId, string Email, string? Name, Role Role, DateTimeOffset Since, int Version) : IVersioned
{
    /// <summary>The invitation by which the user joined; null for the founder. A user who leaves and joins again has another one.</summary>
    public string? InvitationId { get; init; }

    /// <summary>Whether an employee of a main account may use its sub-accounts too. For other roles, the role alone decides.</summary>
    public bool AllLocations { get; init; }

    /// <summary>When the identity provider issued the name and the address.</summary>
    public DateTimeOffset? PersonAt { get; init; }

    string IVersioned.Life => InvitationId ?? "founder";

    /// <summary>Set for a member who joined through a contact's login. Then the permissions decide, and the role is only a label.</summary>
    public MemberLogin? Login { get; init; }

    /// <summary>The member as the access check needs it.</summary>
    public ActingMember AsActing() => new(UserId, Email, Name, Role, Login?.Permissions, AllLocations, PersonAt);

    /// <summary>The member with the name and address that the identity provider has now.</summary>
    public Member Following(Caller caller) => AsActing().IsOutdatedBy(caller)
        ? this with { Email = caller.Email!.ToString(), Name = caller.Name ?? Name, PersonAt = caller.IssuedAt, Version = Version + 1 }
        : this;

    /// <summary>
    /// Null when a caller in <paramref name="acting"/> may give this member the role (null: remove the member); otherwise why not. Only
    /// legal representatives make and remove legal representatives: otherwise an admin could take over the organization.
    /// </summary>
    public Failure? RefuseChange(Who acting, Role? to) =>
        (Role == Role.LegalRepresentative || to == Role.LegalRepresentative) && acting != Who.LegalRepresentative
            ? new OnlyLegalRepresentatives()
            : null;
}

/// <summary>The login of a contact as stored with its member. Kept equal to the contact's login in the same transaction.</summary>
/// <param name="ContactId">The contact.</param>
/// <param name="Permissions">What the member may do.</param>
public sealed record MemberLogin(string ContactId, IReadOnlyList<Permission> Permissions);

/// <summary>
/// A user's membership of an organization, as copied to the user's partition for <c>GET /me</c>. The organization's member row decides;
/// this copy follows it.
/// </summary>
public sealed record Membership(string OrganizationId, string OrganizationName, Role Role)
{
    /// <summary>What a member who joined through a contact's login may do.</summary>
    public IReadOnlyList<Permission>? Permissions { get; init; }

    /// <summary>Compares by content.</summary>
    public static bool Same(Membership? one, Membership? other) =>
        one is null || other is null
            ? one == other
            : one with { Permissions = null } == other with { Permissions = null }
                && (one.Permissions ?? []).SequenceEqual(other.Permissions ?? []);

    /// <summary>Whether the user acts for the customers of this organization, a partner.</summary>
    public bool ReachesCustomers { get; init; }

    /// <summary>Whether the user acts for the sub-accounts of this organization, a main account.</summary>
    public bool ReachesSubAccounts { get; init; }

    /// <summary>The entry in the member's own list.</summary>
    public static Membership Of(Member member, Organization organization) => new(organization.Id, organization.Name, member.Role)
    {
        Permissions = member.Login?.Permissions,
        ReachesCustomers = organization.IsPartner && Delegation.IsOpenTo(member.AsActing(), ActorKind.Partner),
        ReachesSubAccounts = organization.IsMainAccount && Delegation.IsOpenTo(member.AsActing(), ActorKind.MainAccount),
    };
}
