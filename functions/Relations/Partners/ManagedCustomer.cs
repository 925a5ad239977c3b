using System.Text.Json.Serialization;
using Accounts.Access.Rights;
using Accounts.Customers.Invitations;
using Accounts.Platform.Values;

namespace Accounts.Relations.Partners;

/// <summary>
/// A partnership as the partner stores it, from its acceptance on; it stays after its end. Its id is that of the invitation,
/// which holds what was asked for. The customer's partition decides what the partner may do; this is a copy for lists.
/// </summary>
public sealed record ManagedCustomer
{
    /// <summary>Id of the partnership, the same as that of the invitation.</summary>
    public required string Id { get; init; }

    /// <summary>The customer's organization.</summary>
    public required string CustomerId { get; init; }

    /// <summary>The customer's name; updated when it changes.</summary>
    public required string Name { get; init; }

    /// <summary>The user who accepted, for the mails to the customer.</summary>
    public required Representative AcceptedBy { get; init; }

    /// <summary>When the customer accepted.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>What the customer grants; a copy that is updated.</summary>
    public required IReadOnlyList<Grant> Grants { get; init; }

    /// <summary>Whether grants are extended when they end; a copy that is updated.</summary>
    public required bool AutoExtend { get; init; }

    /// <summary>The version of the grants that this copy has.</summary>
    public required int GrantsVersion { get; init; }

    /// <summary>When the partner confirmed its review.</summary>
    public DateTimeOffset? ReviewedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What ended it.</summary>
    public PartnershipEnd? EndedBy { get; init; }

    [JsonIgnore]
    public CustomerState State => EndedAt is not null ? CustomerState.Ended
        : ReviewedAt is not null ? CustomerState.Active
        : CustomerState.ToReview;

    /// <summary>The customer's own record, as it begins.</summary>
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

    /// <summary>The same, updated from the customer's own record.</summary>
    public ManagedCustomer Follow(PartnerRecord record, string name) => this with
    {
        Name = name,
        Grants = record.Version == GrantsVersion ? Grants : record.Grants,
        AutoExtend = record.AutoExtend,
        GrantsVersion = record.Version,
    };

    /// <summary>The same, ended as in the customer's own record.</summary>
    public ManagedCustomer End(PartnerRecord record) => this with { EndedAt = record.EndedAt, EndedBy = record.EndedBy };
}

/// <summary>A user who decided for an organization. They are notified of the results while they belong to it.</summary>
/// <param name="UserId">Id of the user.</param>
/// <param name="Name">For display.</param>
/// <param name="Email">Their address.</param>
/// <param name="Language">Of mails to them.</param>
public sealed record Representative(string UserId, string? Name, string Email, Language Language)
{
    /// <summary>The user who sent an invitation.</summary>
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

    /// <summary>It never began: the customer already has the highest number of partners.</summary>
    TooManyPartners,
}

/// <summary>State of a managed customer, or of the request for it.</summary>
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

    /// <summary>Accepted; the partner must review what was granted. Access counts already.</summary>
    ToReview,

    /// <summary>Accepted and reviewed.</summary>
    Active,

    /// <summary>The partnership has ended.</summary>
    Ended,
}
