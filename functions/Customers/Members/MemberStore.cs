using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Azure;
using Azure.Data.Tables;

namespace Accounts.Customers.Members;

/// <summary>The members of organizations, and each user's own list of memberships.</summary>
public sealed class MemberStore(TableServiceClient tables, AuditLog audit, IEnumerable<IMemberRemoval> removals)
{
    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);
    private readonly TableClient _users = tables.GetTableClient(Tables.Users);

    /// <summary>The user's row in the organization; null when no member.</summary>
    public Task<Stored<Member>?> FindAsync(string organizationId, string userId, CancellationToken cancellationToken) =>
        _organizations.FindAsync<Member>(organizationId, MemberKeys.Member(userId), cancellationToken);

    /// <summary>Members in the order of their ids.</summary>
    public Task<Slice<Member>> ListAsync(string organizationId, PageRequest page, CancellationToken cancellationToken) =>
        _organizations.PageAsync<Member>(organizationId, MemberKeys.Members, page, cancellationToken);

    /// <summary>
    /// Writes or removes (<paramref name="changed"/> null) a member, together with the organization's count of legal
    /// representatives: whoever else changes that count at the same moment makes this one fail. A contact whose login
    /// made the member loses it with the member.
    /// </summary>
    /// <returns>False when somebody else was faster, with another wish.</returns>
    public async Task<bool> TryChangeAsync(string organizationId, Stored<Member> member, Member? changed, Stored<Organization>? counted, Actor actor, CancellationToken cancellationToken)
    {
        var key = MemberKeys.Member(member.Value.UserId);
        List<TableTransactionAction> actions =
        [
            changed is null
                ? new(TableTransactionActionType.Delete, new TableEntity(organizationId, key), member.Tag)
                : new(TableTransactionActionType.UpdateReplace, Rows.Row(organizationId, key, changed), member.Tag),
        ];
        foreach (var removal in changed is null ? removals : [])
        {
            if (await removal.WithAsync(organizationId, member.Value, cancellationToken) is { } write)
                actions.Add(write);
        }

        if (counted is not null)
            actions.Add(new(TableTransactionActionType.UpdateReplace, Rows.Row(organizationId, OrganizationKeys.Organization, counted.Value), counted.Tag));
        try
        {
            await audit.CommitAsync(organizationId, actions, Event(member.Value, changed, actor), cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            // Equal to what was to be written: the client of the storage asked twice, because the first answer got lost.
            return (await FindAsync(organizationId, member.Value.UserId, cancellationToken))?.Value == changed;
        }
    }

    private static AuditEvent Event(Member before, Member? changed, Actor actor)
    {
        var happened = new AuditEvent(changed is null ? AuditAction.MemberRemoved : AuditAction.MemberChanged, actor, before.UserId).With("role", EnumNames.Of((changed ?? before).Role));
        return changed is null ? happened : happened.With("formerRole", EnumNames.Of(before.Role));
    }

    /// <summary>Makes the user's own list say what the organization says, whatever that is; harmless when it already does.</summary>
    public async Task SyncMembershipAsync(string organizationId, string userId, CancellationToken cancellationToken)
    {
        var membership = await MembershipAsync(organizationId, userId, cancellationToken);
        while (true)
        {
            if (membership is null)
                await _users.DeleteEntityAsync(userId, MemberKeys.Membership(organizationId), cancellationToken: cancellationToken);
            else
                await PutMembershipAsync(userId, membership, cancellationToken);
            // Two may do this at once: whoever writes last must have read last.
            var now = await MembershipAsync(organizationId, userId, cancellationToken);
            if (now == membership)
                return;
            membership = now;
        }
    }

    private async Task<Membership?> MembershipAsync(string organizationId, string userId, CancellationToken cancellationToken) =>
        await FindAsync(organizationId, userId, cancellationToken) is { } member
        && await _organizations.FindAsync<Organization>(organizationId, OrganizationKeys.Organization, cancellationToken) is { } organization
            ? Membership.Of(member.Value, organization.Value)
            : null;

    /// <summary>Puts the organization on the user's own list, ahead of the process that sees to it, so that the next screen shows it.</summary>
    public Task PutMembershipAsync(string userId, Membership membership, CancellationToken cancellationToken) =>
        _users.UpsertEntityAsync(Rows.Row(userId, MemberKeys.Membership(membership.OrganizationId), membership), TableUpdateMode.Replace, cancellationToken);
}
