using Accounts.Access;
using Accounts.Access.Rights;
using Accounts.Platform.Http;

namespace Accounts.Relations.Partners;

/// <summary>
/// A partnership as the customer stores it; it stays after its end. While it lasts, the <see cref="Delegation"/> that the access
/// check reads is stored beside it and written with it.
/// </summary>
public sealed record PartnerRecord : IVersioned
{
    /// <summary>Id of the partnership.</summary>
    public required string Id { get; init; }

    /// <summary>The partner's organization.</summary>
    public required string PartnerId { get; init; }

    /// <summary>The partner's name; updated when it changes.</summary>
    public required string PartnerName { get; init; }

    /// <summary>What the partner asked for.</summary>
    public required IReadOnlyList<Grant> Requested { get; init; }

    /// <summary>What was granted, including expired grants.</summary>
    public required IReadOnlyList<Grant> Grants { get; init; }

    /// <summary>Whether grants are extended by six months when they end.</summary>
    public required bool AutoExtend { get; init; }

    /// <summary>When the partnership began.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Increases with every change of the grants.</summary>
    public required int Version { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What ended it.</summary>
    public PartnershipEnd? EndedBy { get; init; }

    string IVersioned.Life => Id;

    /// <summary>The part that the access check reads.</summary>
    public Delegation ToDelegation() => new()
    {
        Kind = ActorKind.Partner,
        Organization = new ActingOrganization(PartnerId, PartnerName),
        Id = Id,
        Since = Since,
        Grants = Grants,
        AutoExtend = AutoExtend,
        Version = Version,
    };

    /// <summary>The grants that count on a day.</summary>
    public IReadOnlyList<Grant> Standing(DateOnly today) => [.. Grants.Where(grant => grant.Until >= today)];

    /// <summary>Replaces the grants; expired ones are not kept.</summary>
    public PartnerRecord With(IReadOnlyList<Grant> grants, bool autoExtend) =>
        this with { Grants = grants, AutoExtend = autoExtend, Version = Version + 1 };

    /// <summary>Extends the grants that end on a day. The same record when none ends, or when extension is off.</summary>
    public PartnerRecord Extend(DateOnly day) => AutoExtend && EndedAt is null && Grants.Any(grant => grant.Until == day)
        ? this with { Grants = [.. Grants.Select(grant => grant.Until == day ? grant.Extend() : grant)], Version = Version + 1 }
        : this;
}
