using System.Text.Json.Serialization;
using Accounts.Access;
using Accounts.Customers.Members;

namespace Accounts.Customers.Contacts;

/// <summary>
/// The login of a contact. It begins as an invitation to the contact's address, and becomes a member with exactly these
/// permissions. Contact, invitation and member change in the same transactions, so that none of them says otherwise.
/// </summary>
/// <param name="State">How it stands.</param>
/// <param name="Permissions">What it may do, each once, in the order of the catalog.</param>
/// <param name="InvitationId">The invitation that it follows.</param>
/// <param name="UserId">The member; null before the invitation is accepted.</param>
public sealed record ContactLogin(LoginState State, IReadOnlyList<Permission> Permissions, string InvitationId, string? UserId = null)
{
    /// <summary>Whether it waits for an answer or is in use; an ended one is only remembered.</summary>
    [JsonIgnore]
    public bool IsOpen => State is LoginState.Invited or LoginState.Active;

    /// <summary>What the member has of it: the permissions, in place of a role's rights.</summary>
    public MemberLogin AsMember(string contactId) => new(contactId, Permissions);
}

/// <summary>How the login of a contact stands.</summary>
public enum LoginState
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>The invitation waits for its answer.</summary>
    Invited,

    /// <summary>In use.</summary>
    Active,

    /// <summary>The invited person does not want it.</summary>
    Declined,

    /// <summary>The invitation was taken back.</summary>
    Revoked,

    /// <summary>The invitation was not answered in time.</summary>
    Expired,
}
