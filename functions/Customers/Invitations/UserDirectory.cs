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
public sealed class UserDirectory(TableServiceClient tables, PersonFollowing persons, TimeProvider time) : IPersonFollower
{
    // Both in one page of a query; a user with more sees the first ones.
    private const int MaxRows = 1000;

    private readonly TableClient _users = tables.GetTableClient(Tables.Users);

    /// <summary>
    /// The user's memberships and waiting invitations. One query; the first time that a user comes with a verified address, and
    /// when it or the name has changed, there are a few operations more, which make the user known everywhere.
    /// </summary>
    public async Task<FirstScreen> OpenAsync(Caller caller, CancellationToken cancellationToken)
    {
        var screen = await ReadAsync(caller.UserId, cancellationToken);
        if (!caller.EmailVerified || caller.Email is not { } email || screen.Profile?.IsOutdatedBy(caller) == false)
            return screen;
        // The profile comes last: as long as it is not written, the next request does all of this again.
        foreach (var membership in screen.Memberships)
            await persons.FollowAsync(membership.OrganizationId, caller, cancellationToken);
        var waiting = await MakeKnownAsync(caller, email, screen, cancellationToken);
        return screen with { Profile = Profile.Of(caller, email), Invitations = waiting };
    }

    /// <inheritdoc />
    public async Task FollowAsync(string organizationId, Caller caller, CancellationToken cancellationToken)
    {
        await OpenAsync(caller, cancellationToken);
        // This organization may not be on the user's list yet.
        await persons.FollowAsync(organizationId, caller, cancellationToken);
    }

    /// <summary>The user who has signed in with this address, verified; null when nobody has.</summary>
    public async Task<KnownUser?> FindAsync(string emailKey, CancellationToken cancellationToken) =>
        (await _users.FindAsync<KnownUser>(UserKeys.Address(emailKey), UserKeys.User, cancellationToken))?.Value;

    /// <summary>Puts an invitation where its receiver finds it; harmless when it is there.</summary>
    public async Task PutInvitationAsync(WaitingInvitation invitation, CancellationToken cancellationToken)
    {
        // The address first: whoever becomes known after this finds it there, whoever is known already gets the copy.
        await PutAsync(UserKeys.Address(invitation.EmailKey), invitation, cancellationToken);
        var userId = invitation.InvitedUserId ?? (await FindAsync(invitation.EmailKey, cancellationToken))?.UserId;
        if (userId is not null)
            await PutAsync(userId, invitation, cancellationToken);
    }

    /// <summary>Takes an invitation away from its receiver; harmless when it is gone.</summary>
    public async Task RemoveInvitationAsync(string organizationId, Invitation invitation, CancellationToken cancellationToken)
    {
        var key = UserKeys.Waiting(organizationId, invitation.Id);
        await _users.DeleteEntityAsync(UserKeys.Address(invitation.EmailKey), key, cancellationToken: cancellationToken);
        var userId = invitation.InvitedUserId ?? (await FindAsync(invitation.EmailKey, cancellationToken))?.UserId;
        if (userId is not null)
            await _users.DeleteEntityAsync(userId, key, cancellationToken: cancellationToken);
    }

    /// <returns>The invitations that wait for the address.</returns>
    private async Task<IReadOnlyList<WaitingInvitation>> MakeKnownAsync(
        Caller caller, EmailAddress email, FirstScreen before, CancellationToken cancellationToken)
    {
        // An address that the user has given up must not stand for them any longer.
        if (before.Profile is { } known
            && known.EmailKey != email.Key
            && (await FindAsync(known.EmailKey, cancellationToken))?.UserId == caller.UserId)
            await _users.DeleteEntityAsync(UserKeys.Address(known.EmailKey), UserKeys.User, cancellationToken: cancellationToken);

        var address = UserKeys.Address(email.Key);
        await _users.UpsertEntityAsync(
            Rows.Row(address, UserKeys.User, new KnownUser(caller.UserId, caller.Name)), TableUpdateMode.Replace, cancellationToken);
        var waiting = await WaitingAsync(address, cancellationToken);
        var copies = new ChangeSet(caller.UserId);
        foreach (var invitation in waiting)
            copies.Put(invitation.RowKey, invitation.Value);
        await _users.TryWriteAsync(copies.Put(UserKeys.Profile, Profile.Of(caller, email)).Writes, cancellationToken);

        // What waited for the address before, or was copied in an earlier time under this one, is not the user's any more. What
        // the person was asked, whatever their address, stays.
        List<WaitingInvitation> own = [.. before.Invitations.Where(invitation => invitation.InvitedUserId == caller.UserId)];
        foreach (var old in before.Invitations.Except(own)
            .Select(invitation => UserKeys.Waiting(invitation.OrganizationId, invitation.InvitationId))
            .Except(waiting.Select(invitation => invitation.RowKey)))
            await _users.DeleteEntityAsync(caller.UserId, old, cancellationToken: cancellationToken);

        // What was taken away while we copied it may have been missed by who took it away.
        if (waiting.Count == 0)
            return own;
        var left = await WaitingAsync(address, cancellationToken);
        foreach (var gone in waiting.ExceptBy(left.Select(invitation => invitation.RowKey), invitation => invitation.RowKey))
            await _users.DeleteEntityAsync(caller.UserId, gone.RowKey, cancellationToken: cancellationToken);
        return [.. own.UnionBy(left.Select(invitation => invitation.Value), invitation => invitation.InvitationId)];
    }

    private async Task<IReadOnlyList<Stored<WaitingInvitation>>> WaitingAsync(string address, CancellationToken cancellationToken) =>
        (
            await _users.PageAsync<WaitingInvitation>(
                address, UserKeys.Invitations, new PageRequest(PageRequest.MaxLimit - 1, ""), cancellationToken)).Items;

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
            [.. Of<WaitingInvitation>(UserKeys.Invitations, rows)],
            Of<SentMails>(UserKeys.OpenedOn(time.GetUtcNow()), rows).FirstOrDefault()?.Mails.Count ?? 0);
    }

    private static IEnumerable<T> Of<T>(string kind, IEnumerable<TableEntity> rows) =>
        rows.Where(row => row.RowKey.StartsWith(kind, StringComparison.Ordinal)).Select(row => Rows.Read<T>(row).Value);

    private async Task PutAsync(string partition, WaitingInvitation invitation, CancellationToken cancellationToken) =>
        await _users.UpsertEntityAsync(
            Rows.Row(partition, UserKeys.Waiting(invitation.OrganizationId, invitation.InvitationId), invitation),
            TableUpdateMode.Replace,
            cancellationToken);
}

/// <summary>What a user sees first.</summary>
/// <param name="Profile">Under what the user is known; null before the first time.</param>
/// <param name="Memberships">Where the user belongs.</param>
/// <param name="Invitations">What waits for an answer.</param>
/// <param name="Opened">How many accounts the user has opened today.</param>
public sealed record FirstScreen(
    Profile? Profile, IReadOnlyList<Membership> Memberships, IReadOnlyList<WaitingInvitation> Invitations, int Opened);

/// <summary>The address and name under which a user is known.</summary>
/// <param name="EmailKey">The verified address.</param>
/// <param name="Name">For display.</param>
/// <param name="At">When the identity provider said both.</param>
public sealed record Profile(string EmailKey, string? Name = null, DateTimeOffset? At = null)
{
    /// <summary>What a token says.</summary>
    public static Profile Of(Caller caller, EmailAddress email) => new(email.Key, caller.Name, caller.IssuedAt);

    /// <summary>Whether a token says something else, and is not older.</summary>
    public bool IsOutdatedBy(Caller caller) =>
        !(caller.IssuedAt < At) && (caller.Email?.Key != EmailKey || caller.Name is { } name && name != Name);
}

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
    DateTimeOffset ExpiresAt,
    string? InvitedUserId = null);
