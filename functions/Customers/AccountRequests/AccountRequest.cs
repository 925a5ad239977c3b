using System.Text.Json.Serialization;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Values;

namespace Accounts.Customers.AccountRequests;

/// <summary>What a company without self-service asks for through the contact form (<c>seeds/000…</c>).</summary>
public sealed record AccountRequest
{
    /// <summary>Names the request.</summary>
    public required string Id { get; init; }

    /// <summary>Which form it came through.</summary>
    public required string FormId { get; init; }

    /// <summary>When the form was sent off, as the form says.</summary>
    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>When it reached us.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Who is to be the owner, as typed.</summary>
    public required string Email { get; init; }

    /// <summary>The same in the form to compare.</summary>
    public required string EmailKey { get; init; }

    /// <summary>Vorname</summary>
    public required string FirstName { get; init; }

    /// <summary>Nachname</summary>
    public required string LastName { get; init; }

    /// <summary>The company, in any country.</summary>
    public required Company Company { get; init; }

    /// <summary>What else was written.</summary>
    public string? Message { get; init; }

    /// <summary>Of the mails about it.</summary>
    public required Language Language { get; init; }

    /// <summary>Whether it is decided.</summary>
    public required AccountRequestState State { get; init; }

    /// <summary>When it was decided.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Id of the operator who decided.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>Why it was rejected; the customer is told.</summary>
    public string? Reason { get; init; }

    /// <summary>The organization that was, or is being, made of it; set with the approval.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>First and last name.</summary>
    [JsonIgnore]
    public string Name => $"{FirstName} {LastName}";

    /// <summary>The request after its approval, with the customer number that its organization gets.</summary>
    public Outcome<AccountRequest> Approve(string operatorId, string organizationId, DateTimeOffset now) =>
        State == AccountRequestState.Pending
        ? this with { State = AccountRequestState.Approved, DecidedAt = now, DecidedBy = operatorId, OrganizationId = organizationId }
        : new AlreadyDecided(State);

    /// <summary>The request after its rejection.</summary>
    public Outcome<AccountRequest> Reject(string operatorId, string reason, DateTimeOffset now) => State == AccountRequestState.Pending
        ? this with { State = AccountRequestState.Rejected, DecidedAt = now, DecidedBy = operatorId, Reason = reason }
        : new AlreadyDecided(State);
}

/// <summary>Whether a request is decided.</summary>
public enum AccountRequestState
{
    /// <summary>Waits for an operator.</summary>
    Pending,

    /// <summary>Its organization is made.</summary>
    Approved,

    /// <summary>Sales does not want to.</summary>
    Rejected,
}
