using System.Text.Json.Serialization;
using Accounts.Access.Rights;
using Accounts.Customers.Invitations;
using Accounts.Platform.Values;

namespace Accounts.Relations.Partners;

/// <summary>
/// A partnership as the partner keeps it, from its acceptance on; ended ones stay. Its id is the invitation's, which holds
/// what was asked for. What the partner may do is decided in the customer's partition; here is a copy, for lists.
/// </summary>
public sealed record ManagedCustomer
{
    /// <summary>Names the partnership; the id of the invitation.</summary>
    public required string Id { get; init; }

    /// <summary>The customer's organization.</summary>
    public required string CustomerId { get; init; }

    /// <summary>What it is called; follows its name.</summary>
    public required string Name { get; init; }

    /// <summary>Who accepted, for the mails to the customer.</summary>
    public required Representative AcceptedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>What the customer grants; follows.</summary>
    public required IReadOnlyList<Grant> Grants { get; init; }

    /// <summary>Whether that is prolonged when it ends; follows.</summary>
    public required bool AutoExtend { get; init; }

    /// <summary>The version of the grants that this copy has.</summary>
    public required int GrantsVersion { get; init; }

    /// <summary>When the partner confirmed to have reviewed it.</summary>
    public DateTimeOffset? ReviewedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What ended it.</summary>
    public PartnershipEnd? EndedBy { get; init; }

    /// <summary>Where it is in its life.</summary>
    [JsonIgnore]
    public CustomerState State => EndedAt is not null ? CustomerState.Ended
        : ReviewedAt is not null ? CustomerState.Active
        : CustomerState.ToReview;

    /// <summary>The customer's own record of it, as it begins.</summary>
    public PartnerRecord Begin(string partnerId, string partnerName, IReadOnlyList<Grant> requested) => new()
    {
        Id = Id,
        PartnerId = partnerId,
        PartnerName = partnerName,
        Requested = requested,
        Grants = Grants,
        AutoExtend = AutoExtend,
        Since = AcceptedAt,
        Version = 1,
    };

    /// <summary>The same as the customer's own record now is.</summary>
    public ManagedCustomer Follow(PartnerRecord record, string name) => this with
    {
        Name = name,
        Grants = record.Version == GrantsVersion ? Grants : record.Grants,
        AutoExtend = record.AutoExtend,
        GrantsVersion = record.Version,
    };

    /// <summary>The same, ended as the customer's own record is.</summary>
    public ManagedCustomer End(PartnerRecord record) => this with { EndedAt = record.EndedAt, EndedBy = record.EndedBy };
}

/// <summary>Somebody who decided for an organization, and is told what comes of it as long as they belong to it.</summary>
/// <param name="UserId">Names the user.</param>
/// <param name="Name">For display.</param>
/// <param name="Email">Their address.</param>
/// <param name="Language">Of mails to them.</param>
public sealed record Representative(string UserId, string? Name, string Email, Language Language)
{
    /// <summary>Who sent an invitation.</summary>
    public static Representative Of(Inviter inviter) => new(inviter.UserId, inviter.Name, inviter.Email, inviter.Language);
}

/// <summary>What ended a partnership.</summary>
public enum PartnershipEnd
{
    /// <summary>The customer.</summary>
    Customer,

    /// <summary>The partner.</summary>
    Partner,

    /// <summary>The partner lost its partner status.</summary>
    PartnerStatus,

    /// <summary>It never began: the customer has as many partners as it may.</summary>
    TooManyPartners,
}

/// <summary>Where a managed customer is in its life, the request for it included.</summary>
public enum CustomerState
{
    /// <summary>Asked, and not answered yet.</summary>
    Requested,

    /// <summary>Said no.</summary>
    Declined,

    /// <summary>The partner took the request back.</summary>
    Withdrawn,

    /// <summary>Nobody answered in time.</summary>
    Expired,

    /// <summary>Accepted; the partner is to review what was granted. Access counts already.</summary>
    ToReview,

    /// <summary>Accepted and reviewed.</summary>
    Active,

    /// <summary>Over.</summary>
    Ended,
}
