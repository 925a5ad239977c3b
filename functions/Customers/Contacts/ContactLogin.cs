using System.Text.Json.Serialization;
using Accounts.Access;
using Accounts.Customers.Members;

namespace Accounts.Customers.Contacts;

/// <summary>
/// The login of a contact. It begins as an invitation to the contact's address, and becomes a member with exactly these permissions.
/// Contact, invitation and member change in the same transactions, so they always agree.
/// </summary>
/// <param name="State">Its state.</param>
/// <param name="Permissions">What it may do, without duplicates, in the order of the catalog.</param>
/// <param name="InvitationId">The invitation that it came from.</param>
/// <param name="UserId">The member; null before the invitation is accepted.</param>
public sealed record ContactLogin(LoginState State, IReadOnlyList<Permission> Permissions, string InvitationId, string? UserId = null)
{
    /// <summary>Whether it waits for an answer or is in use. An ended login is kept only as a record.</summary>
    [JsonIgnore]
    public bool IsOpen => State is LoginState.Invited or LoginState.Active;

    /// <summary>What the member gets from it: permissions instead of the rights of a role.</summary>
    public MemberLogin AsMember(string contactId) => new(contactId, Permissions);
}

/// <summary>State of a contact's login.</summary>
public enum LoginState
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>The invitation waits for its answer.</summary>
    Invited,

    /// <summary>In use.</summary>
    Active,

    /// <summary>The invited person declined.</summary>
    Declined,

    /// <summary>The invitation was revoked.</summary>
    Revoked,

    /// <summary>The invitation was not answered in time.</summary>
    Expired,
}
