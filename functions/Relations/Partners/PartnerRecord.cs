using Accounts.Access;
using Accounts.Access.Rights;
using Accounts.Platform.Http;

namespace Accounts.Relations.Partners;

/// <summary>
/// A partnership as the customer keeps it; ended ones stay. While it lasts, the <see cref="Delegation"/> that the access
/// check reads lies beside it and is written with it.
/// </summary>
public sealed record PartnerRecord : IVersioned
{
    /// <summary>Names the partnership.</summary>
    public required string Id { get; init; }

    /// <summary>The partner's organization.</summary>
    public required string PartnerId { get; init; }

    /// <summary>What it is called; follows its name.</summary>
    public required string PartnerName { get; init; }

    /// <summary>What it asked for.</summary>
    public required IReadOnlyList<Grant> Requested { get; init; }

    /// <summary>What was granted, expired ones included.</summary>
    public required IReadOnlyList<Grant> Grants { get; init; }

    /// <summary>Whether grants are prolonged by six months when they end.</summary>
    public required bool AutoExtend { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Grows with every change of the grants.</summary>
    public required int Version { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What ended it.</summary>
    public PartnershipEnd? EndedBy { get; init; }

    string IVersioned.Life => Id;

    /// <summary>What the access check reads of it.</summary>
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

    /// <summary>Other grants; those that had ended are not kept.</summary>
    public PartnerRecord With(IReadOnlyList<Grant> grants, bool autoExtend) =>
        this with { Grants = grants, AutoExtend = autoExtend, Version = Version + 1 };

    /// <summary>Prolongs what ends on a day; the same record when nothing does, or when that is not wanted.</summary>
    public PartnerRecord Extend(DateOnly day) => AutoExtend && EndedAt is null && Grants.Any(grant => grant.Until == day)
        ? this with { Grants = [.. Grants.Select(grant => grant.Until == day ? grant.Extend() : grant)], Version = Version + 1 }
        : this;
}
