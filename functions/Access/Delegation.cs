using Accounts.Access.Rights;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Azure.Data.Tables;

namespace Accounts.Access;

/// <summary>
/// An organization whose members may act on the organization in whose partition this is stored: its main account, or a partner
/// within grants. This row decides at every request; lists elsewhere are updated after it.
/// </summary>
public sealed record Delegation
{
    /// <summary>Most partners that an organization may have at a time, so that the access check stays cheap.</summary>
    public const int MaxPartners = 10;

    /// <summary><see cref="ActorKind.Partner"/> or <see cref="ActorKind.MainAccount"/>.</summary>
    public required ActorKind Kind { get; init; }

    /// <summary>The partner or main account.</summary>
    public required ActingOrganization Organization { get; init; }

    /// <summary>Identifies the partnership or the link. A new one between the same two organizations has another id.</summary>
    public required string Id { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>For a partner: what it may do.</summary>
    public IReadOnlyList<Grant> Grants { get; init; } = [];

    /// <summary>For a partner: whether grants are extended by six months when they end.</summary>
    public bool AutoExtend { get; init; }

    /// <summary>Grows with every change.</summary>
    public required int Version { get; init; }

    /// <summary>The flag in access rules of members who use this delegation.</summary>
    public Who AsWho => Kind == ActorKind.Partner ? Who.Partner : Who.MainAccount;

    /// <summary>Whether a member of the partner or main account may use it. Logins of contacts may not.</summary>
    public bool IsOpenTo(ActingMember member) => IsOpenTo(member, Kind);

    /// <summary>The same for any partner or main account.</summary>
    public static bool IsOpenTo(ActingMember member, ActorKind kind) => member.LoginPermissions is null
        && (member.Role is Role.LegalRepresentative or Role.Admin
            || member.Role == (kind == ActorKind.Partner ? Role.Employee : Role.Billing)
            || kind == ActorKind.MainAccount && member.AllLocations);

    /// <summary>
    /// The flags of a member in access rules. Members of a partner act within its grants. Members of the main account act in the
    /// role that they have there, but legal representatives act as admins: like the sub-account's own admins, and never like its
    /// legal representatives.
    /// </summary>
    public Who ActsAs(ActingMember member) => Kind == ActorKind.Partner ? Who.Partner : member.Role switch
    {
        Role.LegalRepresentative or Role.Admin => Who.MainAccount | Who.Admin,
        Role.Billing => Who.MainAccount | Who.Billing,
        _ => Who.Employee,
    };

    /// <summary>Null when a member may call a function on that day; otherwise the failure.</summary>
    public Failure? Refuse(AllowAttribute rule, ActingMember member, DateOnly today)
    {
        // A partner without any valid grant is treated like a stranger.
        if (Kind == ActorKind.Partner && Grants.All(grant => grant.Until < today))
            return new NotFound();
        if ((rule.Who & ActsAs(member)) == 0)
            return Kind == ActorKind.Partner ? Forbidden.Partner : Forbidden.MainAccount;
        if (rule.Product is not { } product)
            return null;
        var needed = new ProductRight(product, rule.Right);
        return Allows(needed, today) ? null : Forbidden.Grant(needed);
    }

    /// <summary>Whether it includes a right on that day. That of the main account includes all rights.</summary>
    public bool Allows(ProductRight needed, DateOnly today) =>
        Kind != ActorKind.Partner || Grants.Any(grant => grant.Allows(needed, today));
}

/// <summary>Reads which other organizations may act on an organization.</summary>
public sealed class DelegationStore(TableServiceClient tables)
{
    // The main account and all partners, in one page.
    private static readonly PageRequest Everybody = new(Delegation.MaxPartners + 1, "");

    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>The main account and the partners. One storage operation.</summary>
    public async Task<IReadOnlyList<Delegation>> ListAsync(string organizationId, CancellationToken cancellationToken) =>
        [
            .. (
                await _organizations.PageAsync<Delegation>(
                    organizationId, DelegationKeys.Delegations, Everybody, cancellationToken)).Items.Select(item =>
                    item.Value),
        ];

    /// <summary>The delegation of a partner; null when there is none.</summary>
    public Task<Stored<Delegation>?> FindPartnerAsync(string organizationId, string partnerId, CancellationToken cancellationToken) =>
        _organizations.FindAsync<Delegation>(organizationId, DelegationKeys.Partner(partnerId), cancellationToken);

    /// <summary>The main account; null when there is none.</summary>
    public Task<Stored<Delegation>?> FindMainAccountAsync(string organizationId, CancellationToken cancellationToken) =>
        _organizations.FindAsync<Delegation>(organizationId, DelegationKeys.MainAccount, cancellationToken);
}
