using System.Text.Json.Serialization;
using Accounts.Access;
using Accounts.Platform.Http;
using Accounts.Platform.Mail;
using Accounts.Platform.Values;

namespace Accounts.Customers.Invitations;

/// <summary>What an invitation is for.</summary>
public enum InvitationKind
{
    /// <summary>To become a member of an organization.</summary>
    Member,

    /// <summary>To become the first legal representative of an organization that sales has made.</summary>
    Owner,

    /// <summary>To make a customer account a sub-account of the organization that asks.</summary>
    SubAccount,

    /// <summary>To become a customer of a partner, who asks for accesses.</summary>
    Customer,
}

/// <summary>State of an invitation. Only <see cref="Pending"/> can change.</summary>
public enum InvitationState
{
    /// <summary>Waits for its answer.</summary>
    Pending,

    /// <summary>The invited user joined.</summary>
    Accepted,

    /// <summary>The invited user declined.</summary>
    Declined,

    /// <summary>Revoked by the organization.</summary>
    Revoked,

    /// <summary>Not answered in time.</summary>
    Expired,
}

/// <summary>An invitation by e-mail. Ended invitations are kept.</summary>
public sealed record Invitation
{
    /// <summary>Id of the invitation within its organization.</summary>
    public required string Id { get; init; }

    /// <summary>What it is for.</summary>
    public required InvitationKind Kind { get; init; }

    /// <summary>The organization's name when it was sent.</summary>
    public required string OrganizationName { get; init; }

    /// <summary>The invited address, as typed.</summary>
    public required string Email { get; init; }

    /// <summary>The invited address, normalized for comparison.</summary>
    public required string EmailKey { get; init; }

    /// <summary>First and last name of the invited person, if known.</summary>
    public string? InvitedName { get; init; }

    /// <summary>The role it gives, for an invitation to become a member.</summary>
    public required Role? Role { get; init; }

    /// <summary>The contact whose login it is for, if any; see <see cref="Customers.Contacts.ContactLogin"/>.</summary>
    public string? ContactId { get; init; }

    /// <summary>
    /// The account that is asked to become a sub-account; null for other kinds. Any of its legal representatives may answer.
    /// </summary>
    public string? SubAccountId { get; init; }

    /// <summary>The legal representative who is asked to link that account. A user id, because the person's address may change.</summary>
    public string? InvitedUserId { get; init; }

    /// <summary>What a partner asks for; null for other kinds.</summary>
    public CustomerRequest? Customer { get; init; }

    /// <summary>Language of its mails.</summary>
    public required Language Language { get; init; }

    /// <summary>The user who sent it and is notified of the outcome.</summary>
    public required Inviter InvitedBy { get; init; }

    public required InvitationState State { get; init; }

    /// <summary>When it was first sent.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the present token was sent; reminders count from here.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>From this moment on it cannot be accepted.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>How often a token was made. A new token invalidates the one before.</summary>
    public required int Generation { get; init; }

    /// <summary>SHA-256 of the present token, hexadecimal.</summary>
    public required string TokenHash { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>
    /// Distinguishes the request that ended it from others that wanted to, in case the storage's answer is lost in transit.
    /// </summary>
    public Guid? EndedByRequest { get; init; }

    /// <summary>The user who accepted.</summary>
    public string? AcceptedBy { get; init; }

    /// <summary>Whether the mail could not be delivered.</summary>
    public bool Undeliverable { get; init; }

    /// <summary>
    /// Whether a user in this role handles it: members of the organization handle all, operators only invitations of owners.
    /// </summary>
    public bool IsFor(Who acting) => acting != Who.Operator || Kind == InvitationKind.Owner;

    /// <summary>What is reserved while it is open, so that an address is invited, or an account is asked, only once at a time.</summary>
    [JsonIgnore]
    public string Reserves => SubAccountId ?? EmailKey;

    /// <summary>
    /// Null when the caller may answer it now; otherwise why not. For an account that is asked, its members decide; see <see
    /// cref="IInvitationKind.RefuseAsync"/>.
    /// </summary>
    public Failure? RefuseAnswer(Caller caller, DateTimeOffset now)
    {
        if (!caller.EmailVerified || caller.Email is not { } email)
            return new EmailNotVerified();
        if (SubAccountId is null && email.Key != EmailKey)
            return new InvitationForAnother();
        return State switch
        {
            InvitationState.Pending when now >= ExpiresAt => new InvitationEnded(InvitationState.Expired),
            InvitationState.Pending => null,
            _ => new InvitationEnded(State),
        };
    }

    /// <summary>The invitation after its end.</summary>
    public Invitation End(InvitationState state, DateTimeOffset now, string? acceptedBy = null) =>
        this with { State = state, EndedAt = now, AcceptedBy = acceptedBy, EndedByRequest = Guid.NewGuid() };

    /// <summary>The invitation with a new token, valid again for the given time.</summary>
    public Invitation Renew(string tokenHash, TimeSpan validity, DateTimeOffset now) =>
        this with { Generation = Generation + 1, TokenHash = tokenHash, SentAt = now, ExpiresAt = now + validity, Undeliverable = false };
}

/// <summary>Who sent an invitation, for its mails.</summary>
/// <param name="UserId">Id of the user.</param>
/// <param name="Name">For display.</param>
/// <param name="Email">Where the outcome is mailed.</param>
/// <param name="Language">Language of that mail.</param>
public sealed record Inviter(string UserId, string Name, string Email, Language Language)
{
    /// <summary>The provider's sales, which invites owners.</summary>
    public static Inviter Sales(MailOptions mail) => new("sales", mail.ProviderName!, mail.SalesAddress!, Language.German);
}
