using Accounts.Access;
using Accounts.Customers.Organizations;
using Accounts.Customers.Search;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Azure.Data.Tables;

namespace Accounts.Customers.Members;

/// <summary>The members of organizations, and each user's own list of memberships.</summary>
public sealed class MemberStore(TableServiceClient tables) : ISearchedAddresses
{
    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);
    private readonly TableClient _users = tables.GetTableClient(Tables.Users);

    public static Stored<Member> New(Member member) => Stored.New(MemberKeys.Member(member.UserId), member);

    /// <summary>The user's row in the organization; null when the user is not a member.</summary>
    public Task<Stored<Member>?> FindAsync(string organizationId, string userId, CancellationToken cancellationToken) =>
        _organizations.FindAsync<Member>(organizationId, MemberKeys.Member(userId), cancellationToken);

    /// <summary>
    /// The current address of a person: the member's own, or the known one when there is no such member. One storage operation.
    /// </summary>
    public async Task<string> EmailOfAsync(string organizationId, string userId, string known, CancellationToken cancellationToken) =>
        (await FindAsync(organizationId, userId, cancellationToken))?.Value.Email ?? known;

    /// <summary>Members in the order of their ids.</summary>
    public Task<Slice<Member>> ListAsync(string organizationId, PageRequest page, CancellationToken cancellationToken) =>
        _organizations.PageAsync<Member>(organizationId, MemberKeys.Members, page, cancellationToken);

    /// <summary>
    /// Whether a member has this address, even if that member has never opened the portal. Reads as many members as <see
    /// cref="LegalRepresentativesAsync"/>.
    /// </summary>
    public async Task<bool> HasMemberAsync(string organizationId, EmailAddress email, CancellationToken cancellationToken) =>
        (await FirstAsync(organizationId, cancellationToken)).Any(member => email.Equals(EmailAddress.Parse(member.Email).Value));

    /// <summary>
    /// The legal representatives, longest in office first, without logins of contacts. One storage operation per 100 members, of which
    /// the first 1,000 are read.
    /// </summary>
    public async Task<IReadOnlyList<Member>> LegalRepresentativesAsync(string organizationId, CancellationToken cancellationToken)
    {
        var all = await FirstAsync(organizationId, cancellationToken);
        return [.. all.Where(member => member is { Login: null, Role: Role.LegalRepresentative }).OrderBy(member => member.Since)];
    }

    /// <summary>The addresses of the first 1,000 members.</summary>
    public async Task<IEnumerable<string>> AddressesAsync(string organizationId, CancellationToken cancellationToken) =>
        (await FirstAsync(organizationId, cancellationToken)).Select(member => member.Email);

    private async Task<List<Member>> FirstAsync(string organizationId, CancellationToken cancellationToken)
    {
        const int maxPages = 10;
        List<Member> found = [];
        string? after = "";
        for (var page = 0; after is not null && page < maxPages; page++)
        {
            var slice = await ListAsync(organizationId, new PageRequest(PageRequest.MaxLimit, after), cancellationToken);
            found.AddRange(slice.Items.Select(item => item.Value));
            after = slice.Next;
        }

        return found;
    }

    /// <summary>Updates the user's own list from the organization's rows. Idempotent.</summary>
    public async Task SyncMembershipAsync(string organizationId, string userId, CancellationToken cancellationToken)
    {
        var membership = await MembershipAsync(organizationId, userId, cancellationToken);
        while (true)
        {
            if (membership is null)
                await _users.DeleteEntityAsync(userId, MemberKeys.Membership(organizationId), cancellationToken: cancellationToken);
            else
                await PutMembershipAsync(userId, membership, cancellationToken);
            // Two callers may do this at the same time. The last one to write must be the last one to read.
            var now = await MembershipAsync(organizationId, userId, cancellationToken);
            if (Membership.Same(now, membership))
                return;
            membership = now;
        }
    }

    private async Task<Membership?> MembershipAsync(string organizationId, string userId, CancellationToken cancellationToken) =>
        await FindAsync(organizationId, userId, cancellationToken) is { } member
        && await _organizations.FindAsync<Organization>(
            organizationId, OrganizationKeys.Organization, cancellationToken) is { } organization
            ? Membership.Of(member.Value, organization.Value)
            : null;

    /// <summary>Puts the organization on the user's own list before the process does it, so that the next screen shows it.</summary>
    public Task PutMembershipAsync(string userId, Membership membership, CancellationToken cancellationToken) =>
        _users.UpsertEntityAsync(
            Rows.Row(userId, MemberKeys.Membership(membership.OrganizationId), membership), TableUpdateMode.Replace, cancellationToken);
}
