using Accounts.Access.Rights;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Azure.Data.Tables;

namespace Accounts.Access;

/// <summary>
/// An organization whose people may act on the one in whose partition this lies: its main account, or a partner within
/// grants. What stands here decides, at every request; lists elsewhere follow.
/// </summary>
public sealed record Delegation
{
    /// <summary>Most partners that an organization may have at a time, so that the access check stays cheap.</summary>
    public const int MaxPartners = 10;

    /// <summary>Which of the two: <see cref="ActorKind.Partner"/> or <see cref="ActorKind.MainAccount"/>.</summary>
    public required ActorKind Kind { get; init; }

    /// <summary>The partner or main account.</summary>
    public required ActingOrganization Organization { get; init; }

    /// <summary>Names the partnership or the link; a new one between the same two has another.</summary>
    public required string Id { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Of a partner: what it may do.</summary>
    public IReadOnlyList<Grant> Grants { get; init; } = [];

    /// <summary>Of a partner: whether grants are prolonged by six months when they end.</summary>
    public bool AutoExtend { get; init; }

    /// <summary>Grows with every change.</summary>
    public required int Version { get; init; }

    /// <summary>The flag of the access rules for those who come by it.</summary>
    public Who AsWho => Kind == ActorKind.Partner ? Who.Partner : Who.MainAccount;

    /// <summary>Whether a member of the partner or main account is one of the people meant. Logins of contacts are not.</summary>
    public bool IsOpenTo(ActingMember member) => IsOpenTo(member, Kind);

    /// <summary>The same for any partner or main account.</summary>
    public static bool IsOpenTo(ActingMember member, ActorKind kind) => member.LoginPermissions is null
        && (member.Role is Role.LegalRepresentative or Role.Admin
            || member.Role == (kind == ActorKind.Partner ? Role.Employee : Role.Billing)
            || kind == ActorKind.MainAccount && member.AllLocations);

    /// <summary>
    /// As what somebody counts: of a partner, within its grants. Of the main account as what they are at home, legal
    /// representatives as admins: they act on the sub-account as its own admins do, but never as its legal representatives.
    /// </summary>
    public Who ActsAs(ActingMember member) => Kind == ActorKind.Partner ? Who.Partner : member.Role switch
    {
        Role.LegalRepresentative or Role.Admin => Who.MainAccount | Who.Admin,
        Role.Billing => Who.MainAccount | Who.Billing,
        _ => Who.Employee,
    };

    /// <summary>Null when it opens a function to a member on that day, else why not.</summary>
    public Failure? Refuse(AllowAttribute rule, ActingMember member, DateOnly today)
    {
        // Without any grant that counts, a partner is a stranger.
        if (Kind == ActorKind.Partner && Grants.All(grant => grant.Until < today))
            return new NotFound();
        if ((rule.Who & ActsAs(member)) == 0)
            return Kind == ActorKind.Partner ? Forbidden.Partner : Forbidden.MainAccount;
        if (rule.Product is not { } product)
            return null;
        var needed = new ProductRight(product, rule.Right);
        return Allows(needed, today) ? null : Forbidden.Grant(needed);
    }

    /// <summary>Whether it includes a right on that day; that of the main account includes all.</summary>
    public bool Allows(ProductRight needed, DateOnly today) =>
        Kind != ActorKind.Partner || Grants.Any(grant => grant.Allows(needed, today));
}

/// <summary>Who else may act on organizations.</summary>
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

    /// <summary>One partner; null when it is none.</summary>
    public Task<Stored<Delegation>?> FindPartnerAsync(string organizationId, string partnerId, CancellationToken cancellationToken) =>
        _organizations.FindAsync<Delegation>(organizationId, DelegationKeys.Partner(partnerId), cancellationToken);

    /// <summary>The main account; null when there is none.</summary>
    public Task<Stored<Delegation>?> FindMainAccountAsync(string organizationId, CancellationToken cancellationToken) =>
        _organizations.FindAsync<Delegation>(organizationId, DelegationKeys.MainAccount, cancellationToken);
}
