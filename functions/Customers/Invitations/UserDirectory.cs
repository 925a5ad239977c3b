using Accounts.Access;
using Accounts.Customers.Members;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Azure.Data.Tables;

namespace Accounts.Customers.Invitations;

/// <summary>
/// What we know of users apart from their organizations: who has signed in with which address, and which invitations wait
/// for an address. Both lie with the address; what a user is to see lies, as a copy, with the user, so that
/// <c>GET /me</c> is one query.
/// </summary>
public sealed class UserDirectory(TableServiceClient tables)
{
    // Both in one page of a query; a user with more sees the first ones.
    private const int MaxRows = 1000;

    private readonly TableClient _users = tables.GetTableClient(Tables.Users);

    /// <summary>
    /// The user's memberships and waiting invitations. One query; the first time that a user comes with a verified address
    /// there are a few operations more, which make the user known.
    /// </summary>
    public async Task<FirstScreen> OpenAsync(Caller caller, CancellationToken cancellationToken)
    {
        var screen = await ReadAsync(caller.UserId, cancellationToken);
        if (!caller.EmailVerified || caller.Email is not { } email || screen.Profile?.EmailKey == email.Key)
            return screen;
        var waiting = await MakeKnownAsync(caller, email, screen, cancellationToken);
        return screen with { Profile = new Profile(email.Key), Invitations = waiting };
    }

    /// <summary>The user who has signed in with this address, verified; null when nobody has.</summary>
    public async Task<KnownUser?> FindAsync(string emailKey, CancellationToken cancellationToken) =>
        (await _users.FindAsync<KnownUser>(UserKeys.Address(emailKey), UserKeys.User, cancellationToken))?.Value;

    /// <summary>Puts an invitation where its receiver finds it; harmless when it is there.</summary>
    public async Task PutInvitationAsync(WaitingInvitation invitation, CancellationToken cancellationToken)
    {
        // The address first: whoever becomes known after this finds it there, whoever is known already gets the copy.
        await PutAsync(UserKeys.Address(invitation.EmailKey), invitation, cancellationToken);
        if (await FindAsync(invitation.EmailKey, cancellationToken) is { } user)
            await PutAsync(user.UserId, invitation, cancellationToken);
    }

    /// <summary>Takes an invitation away from its receiver; harmless when it is gone.</summary>
    public async Task RemoveInvitationAsync(string emailKey, string organizationId, string invitationId, CancellationToken cancellationToken)
    {
        var key = UserKeys.Waiting(organizationId, invitationId);
        await _users.DeleteEntityAsync(UserKeys.Address(emailKey), key, cancellationToken: cancellationToken);
        if (await FindAsync(emailKey, cancellationToken) is { } user)
            await _users.DeleteEntityAsync(user.UserId, key, cancellationToken: cancellationToken);
    }

    /// <returns>The invitations that wait for the address.</returns>
    private async Task<IReadOnlyList<WaitingInvitation>> MakeKnownAsync(Caller caller, EmailAddress email, FirstScreen before, CancellationToken cancellationToken)
    {
        // An address that the user has given up must not stand for them any longer.
        if (before.Profile is { } known && (await FindAsync(known.EmailKey, cancellationToken))?.UserId == caller.UserId)
            await _users.DeleteEntityAsync(UserKeys.Address(known.EmailKey), UserKeys.User, cancellationToken: cancellationToken);

        var address = UserKeys.Address(email.Key);
        await _users.UpsertEntityAsync(Rows.Row(address, UserKeys.User, new KnownUser(caller.UserId, caller.Name)), TableUpdateMode.Replace, cancellationToken);
        var waiting = await WaitingAsync(address, cancellationToken);
        var copies = new ChangeSet(caller.UserId);
        foreach (var invitation in waiting)
            copies.Put(invitation.RowKey, invitation.Value);
        await _users.TryWriteAsync(copies.Put(UserKeys.Profile, new Profile(email.Key)).Writes, cancellationToken);

        // What waited for the address before, or was copied in an earlier time under this one, is not the user's any more.
        foreach (var old in before.Invitations.Select(invitation => UserKeys.Waiting(invitation.OrganizationId, invitation.InvitationId)).Except(waiting.Select(invitation => invitation.RowKey)))
            await _users.DeleteEntityAsync(caller.UserId, old, cancellationToken: cancellationToken);

        // What was taken away while we copied it may have been missed by who took it away.
        if (waiting.Count == 0)
            return [];
        var left = await WaitingAsync(address, cancellationToken);
        foreach (var gone in waiting.ExceptBy(left.Select(invitation => invitation.RowKey), invitation => invitation.RowKey))
            await _users.DeleteEntityAsync(caller.UserId, gone.RowKey, cancellationToken: cancellationToken);
        return [.. left.Select(invitation => invitation.Value)];
    }

    private async Task<IReadOnlyList<Stored<WaitingInvitation>>> WaitingAsync(string address, CancellationToken cancellationToken) =>
        (await _users.PageAsync<WaitingInvitation>(address, UserKeys.Invitations, new PageRequest(PageRequest.MaxLimit - 1, ""), cancellationToken)).Items;

    private async Task<FirstScreen> ReadAsync(string userId, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {userId} and RowKey ge {UserKeys.Invitations}");
        var rows = new List<TableEntity>();
        await foreach (var row in _users.QueryAsync<TableEntity>(filter, MaxRows, cancellationToken: cancellationToken))
        {
            // Sorts last, and is read in any case.
            if (rows.Count < MaxRows || row.RowKey == UserKeys.Profile)
                rows.Add(row);
        }

        return new FirstScreen(
            rows.Where(row => row.RowKey == UserKeys.Profile).Select(row => Rows.Read<Profile>(row).Value).FirstOrDefault(),
            [.. Of<Membership>(MemberKeys.Memberships, rows)],
            [.. Of<WaitingInvitation>(UserKeys.Invitations, rows)]);
    }

    private static IEnumerable<T> Of<T>(string kind, IEnumerable<TableEntity> rows) =>
        rows.Where(row => row.RowKey.StartsWith(kind, StringComparison.Ordinal)).Select(row => Rows.Read<T>(row).Value);

    private async Task PutAsync(string partition, WaitingInvitation invitation, CancellationToken cancellationToken) =>
        await _users.UpsertEntityAsync(
            Rows.Row(partition, UserKeys.Waiting(invitation.OrganizationId, invitation.InvitationId), invitation), TableUpdateMode.Replace, cancellationToken);
}

/// <summary>What a user sees first.</summary>
public sealed record FirstScreen(Profile? Profile, IReadOnlyList<Membership> Memberships, IReadOnlyList<WaitingInvitation> Invitations);

/// <summary>The address under which a user is known.</summary>
public sealed record Profile(string EmailKey);

/// <summary>The user who signed in with an address.</summary>
public sealed record KnownUser(string UserId, string? Name);

/// <summary>An invitation as it lies with its receiver.</summary>
public sealed record WaitingInvitation(
    string OrganizationId,
    string InvitationId,
    int Generation,
    string EmailKey,
    InvitationKind Kind,
    string OrganizationName,
    string InvitedBy,
    Role? Role,
    DateTimeOffset ExpiresAt);
