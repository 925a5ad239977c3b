using Accounts.Access;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;

namespace Accounts.Customers.Members;

/// <summary>A user with a role in an organization.</summary>
public sealed record Member(string UserId, string Email, string? Name, Role Role, DateTimeOffset Since, int Version) : IVersioned
{
    /// <summary>
    /// The invitation by which the user joined; null for who founded the organization. Who leaves and joins again has another.
    /// </summary>
    public string? InvitationId { get; init; }

    /// <summary>
    /// Whether an employee of a main account reaches its sub-accounts, too; who has another role does, or does not, by that.
    /// </summary>
    public bool AllLocations { get; init; }

    /// <summary>When the identity provider said the name and the address.</summary>
    public DateTimeOffset? PersonAt { get; init; }

    string IVersioned.Life => InvitationId ?? "founder";

    /// <summary>For who came by the login of a contact: the role is but a name then, the permissions decide.</summary>
    public MemberLogin? Login { get; init; }

    /// <summary>The member as the access check knows one.</summary>
    public ActingMember AsActing() => new(UserId, Email, Name, Role, Login?.Permissions, AllLocations, PersonAt);

    /// <summary>The member as the identity provider knows them now.</summary>
    public Member Following(Caller caller) => AsActing().IsOutdatedBy(caller)
        ? this with { Email = caller.Email!.ToString(), Name = caller.Name ?? Name, PersonAt = caller.IssuedAt, Version = Version + 1 }
        : this;

    /// <summary>
    /// Whether somebody in <paramref name="acting"/> may give this member the role (null: remove the member).
    /// Legal representatives are made and unmade by their like only; an admin must not be able to take over the organization.
    /// </summary>
    public Failure? RefuseChange(Who acting, Role? to) =>
        (Role == Role.LegalRepresentative || to == Role.LegalRepresentative) && acting != Who.LegalRepresentative
            ? new OnlyLegalRepresentatives()
            : null;
}

/// <summary>The login of a contact, as its member has it; kept equal to the contact's in the same transaction.</summary>
/// <param name="ContactId">Whose login it is.</param>
/// <param name="Permissions">What the member may do.</param>
public sealed record MemberLogin(string ContactId, IReadOnlyList<Permission> Permissions);

/// <summary>
/// A user's place in an organization, as it lies with the user for <c>GET /me</c>. The organization's member row decides; this
/// one follows.
/// </summary>
public sealed record Membership(string OrganizationId, string OrganizationName, Role Role)
{
    /// <summary>For who came by the login of a contact: what they may do.</summary>
    public IReadOnlyList<Permission>? Permissions { get; init; }

    /// <summary>Whether both say the same.</summary>
    public static bool Same(Membership? one, Membership? other) =>
        one is null || other is null
            ? one == other
            : one with { Permissions = null } == other with { Permissions = null }
                && (one.Permissions ?? []).SequenceEqual(other.Permissions ?? []);

    /// <summary>Whether the user acts for the customers of this organization, which is a partner.</summary>
    public bool ReachesCustomers { get; init; }

    /// <summary>Whether the user acts for the sub-accounts of this organization, which is a main account.</summary>
    public bool ReachesSubAccounts { get; init; }

    /// <summary>The entry of a member's list.</summary>
    public static Membership Of(Member member, Organization organization) => new(organization.Id, organization.Name, member.Role)
    {
        Permissions = member.Login?.Permissions,
        ReachesCustomers = organization.IsPartner && Delegation.IsOpenTo(member.AsActing(), ActorKind.Partner),
        ReachesSubAccounts = organization.IsMainAccount && Delegation.IsOpenTo(member.AsActing(), ActorKind.MainAccount),
    };
}
