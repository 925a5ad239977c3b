using System.Text.Json.Serialization;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Values;

namespace Accounts.Customers.AccountRequests;

/// <summary>A request for an account, sent through the contact form by a company without self-service (<c>seeds/000…</c>).</summary>
public sealed record AccountRequest
{
    public required string Id { get; init; }

    /// <summary>The form that it was sent with.</summary>
    public required string FormId { get; init; }

    /// <summary>When the form was sent, according to the form.</summary>
    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>When we received it.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>E-mail address of the future owner, as typed.</summary>
    public required string Email { get; init; }

    /// <summary>The same address, normalized for comparison.</summary>
    public required string EmailKey { get; init; }

    /// <summary>Vorname</summary>
    public required string FirstName { get; init; }

    /// <summary>Nachname</summary>
    public required string LastName { get; init; }

    /// <summary>The company, in any country.</summary>
    public required Company Company { get; init; }

    /// <summary>The message that was sent with the form.</summary>
    public string? Message { get; init; }

    /// <summary>Language of the mails about the request.</summary>
    public required Language Language { get; init; }

    /// <summary>Whether it is decided.</summary>
    public required AccountRequestState State { get; init; }

    /// <summary>When it was decided.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Id of the operator who decided.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>The reason for the rejection. The customer receives it.</summary>
    public string? Reason { get; init; }

    /// <summary>Id of the organization that is made from the request. Set with the approval.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>First and last name.</summary>
    [JsonIgnore]
    public string Name => $"{FirstName} {LastName}";

    /// <summary>The approved request. The organization id is the customer number that its organization gets.</summary>
    public Outcome<AccountRequest> Approve(string operatorId, string organizationId, DateTimeOffset now) =>
        State == AccountRequestState.Pending
        ? this with { State = AccountRequestState.Approved, DecidedAt = now, DecidedBy = operatorId, OrganizationId = organizationId }
        : new AlreadyDecided(State);

    /// <summary>The request after its rejection.</summary>
    public Outcome<AccountRequest> Reject(string operatorId, string reason, DateTimeOffset now) => State == AccountRequestState.Pending
        ? this with { State = AccountRequestState.Rejected, DecidedAt = now, DecidedBy = operatorId, Reason = reason }
        : new AlreadyDecided(State);
}

/// <summary>State of a request.</summary>
public enum AccountRequestState
{
    /// <summary>Waits for an operator.</summary>
    Pending,

    /// <summary>Approved by an operator: the process makes the organization.</summary>
    Approved,

    /// <summary>Rejected by an operator.</summary>
    Rejected,
}
