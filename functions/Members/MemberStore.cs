using Accounts.Organizations;
using Accounts.Platform;
using Azure;
using Azure.Data.Tables;

namespace Accounts.Members;

/// <summary>The members of organizations, and each user's own list of memberships.</summary>
public sealed class MemberStore(TableServiceClient tables)
{
    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);
    private readonly TableClient _users = tables.GetTableClient(Tables.Users);

    /// <summary>The user's row in the organization; null when no member.</summary>
    public Task<Stored<Member>?> FindAsync(string organizationId, string userId, CancellationToken cancellationToken) =>
        _organizations.FindAsync<Member>(organizationId, Keys.Member(userId), cancellationToken);

    /// <summary>Members in the order of their ids.</summary>
    public Task<Slice<Member>> ListAsync(string organizationId, PageRequest page, CancellationToken cancellationToken) =>
        _organizations.PageAsync<Member>(organizationId, Keys.Members, page, cancellationToken);

    /// <summary>
    /// Writes or removes (<paramref name="changed"/> null) a member, together with the organization's count of legal
    /// representatives: whoever else changes that count at the same moment makes this one fail.
    /// </summary>
    /// <returns>False when somebody else was faster; nothing was written.</returns>
    public async Task<bool> TryChangeAsync(string organizationId, Stored<Member> member, Member? changed, Stored<Organization>? counted, CancellationToken cancellationToken)
    {
        var key = Keys.Member(member.Value.UserId);
        List<TableTransactionAction> actions =
        [
            changed is null
                ? new(TableTransactionActionType.Delete, new TableEntity(organizationId, key), member.Tag)
                : new(TableTransactionActionType.UpdateReplace, Rows.Row(organizationId, key, changed), member.Tag),
        ];
        if (counted is not null)
            actions.Add(new(TableTransactionActionType.UpdateReplace, Rows.Row(organizationId, Keys.Organization, counted.Value), counted.Tag));
        try
        {
            await _organizations.SubmitTransactionAsync(actions, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            return false;
        }
    }

    /// <summary>Makes the user's own list say the same as the organization; harmless when it already does.</summary>
    public Task PutMembershipAsync(string userId, Membership membership, CancellationToken cancellationToken) =>
        _users.UpsertEntityAsync(Rows.Row(userId, Keys.Membership(membership.OrganizationId), membership), TableUpdateMode.Replace, cancellationToken);

    /// <summary>Takes the organization off the user's own list; harmless when it is not on it.</summary>
    public Task RemoveMembershipAsync(string userId, string organizationId, CancellationToken cancellationToken) =>
        _users.DeleteEntityAsync(userId, Keys.Membership(organizationId), cancellationToken: cancellationToken);
}
