using System.Text.Json;
using System.Text.Json.Nodes;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;

namespace Accounts.Customers.Invitations;

/// <summary>410: the invitation has ended; the problem's <c>state</c> says how.</summary>
public sealed record InvitationEnded(InvitationState State) : Failure(
    StatusCodes.Status410Gone,
    "invitation-ended",
    "The invitation has ended",
    "The invitation was answered or revoked, or it has expired; see state. Ask the organization for a new one.")
{
    protected override void Extend(JsonObject problem) => problem["state"] = JsonSerializer.SerializeToNode(State, Json.Options);
}

/// <summary>409: still open, but sent again or marked undeliverable at the same moment.</summary>
public sealed record InvitationChanged() : Failure(
    StatusCodes.Status409Conflict,
    "invitation-changed",
    "The invitation changed at the same moment",
    "It was sent again, or its mail was returned, during this request. Nothing was changed. Read the invitation and try again.");

/// <summary>403: only the invited person may answer.</summary>
public sealed record InvitationForAnother() : Failure(
    StatusCodes.Status403Forbidden,
    "invitation-for-another",
    "The invitation is for another e-mail address",
    "Sign in with the user account that has the invited e-mail address, or ask for an invitation to yours.");

/// <summary>409: the user is already a member of the organization.</summary>
public sealed record AlreadyMember() : Failure(
    StatusCodes.Status409Conflict,
    "already-member",
    "Already a member",
    "This user belongs to the organization already. To change the role of a member, use members.");

/// <summary>409: there is an open invitation for this address.</summary>
public sealed record AlreadyInvited() : Failure(
    StatusCodes.Status409Conflict,
    "already-invited",
    "Already invited",
    "There is an open invitation for this e-mail address. Send it again, or revoke it and invite again.");

/// <summary>409: too many invitations wait for an answer.</summary>
public sealed record TooManyOpenInvitations(int Limit) : Failure(
    StatusCodes.Status409Conflict,
    "too-many-open-invitations",
    "Too many open invitations",
    string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"An organization may have at most {Limit} open invitations. Revoke some, or wait for answers."));

/// <summary>429: the receiver has reached the daily limit of mails.</summary>
public sealed record TooManyMails(int Limit, TimeSpan Left) : Failure(
    StatusCodes.Status429TooManyRequests,
    "too-many-mails",
    "Too many mails to this address today",
    string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"An address gets at most {Limit} invitations per day (UTC), from all organizations together. Try again tomorrow."))
{
    protected override void Extend(IHeaderDictionary headers) => headers.RetryAfter = RetryAfter.Seconds(Left);
}
