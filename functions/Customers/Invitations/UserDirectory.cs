using Accounts.Access;
using Accounts.Customers.Members;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Azure.Data.Tables;

namespace Accounts.Customers.Invitations;

/// <summary>
/// What we know of users apart from their organizations: who has signed in with which address, and which invitations wait for an address.
/// Both are stored in the partition of the address. What a user sees is copied to the partition of the user, so that <c>GET /me</c> is
/// one query.
/// </summary>
public sealed class UserDirectory(TableServiceClient tables, PersonFollowing persons, TimeProvider time) : IPersonFollower
{
    // Memberships and invitations fit in one page of a query. A user with more sees only the first ones.
    private const int MaxRows = 1000;

    private readonly TableClient _users = tables.GetTableClient(Tables.Users);

    /// <summary>
    /// The user's memberships and waiting invitations. One query. When a user comes with a verified address for the first time, or the
    /// address or name has changed, a few more operations update all places where the user is known.
    /// </summary>
    public async Task<FirstScreen> OpenAsync(Caller caller, CancellationToken cancellationToken)
    {
        var screen = await ReadAsync(caller.UserId, cancellationToken);
        if (!caller.EmailVerified || caller.Email is not { } email || screen.Profile?.IsOutdatedBy(caller) == false)
            return screen;
        // The profile is written last: until it is written, the next request repeats all of this.
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

    /// <summary>The user who has signed in with this verified address; null when there is none.</summary>
    public async Task<KnownUser?> FindAsync(string emailKey, CancellationToken cancellationToken) =>
        (await _users.FindAsync<KnownUser>(UserKeys.Address(emailKey), UserKeys.User, cancellationToken))?.Value;

    /// <summary>Puts an invitation where its receiver finds it. Idempotent.</summary>
    public async Task PutInvitationAsync(WaitingInvitation invitation, CancellationToken cancellationToken)
    {
        // Write to the address first. A user who becomes known after this finds it there, and a known user gets the copy.
        await PutAsync(UserKeys.Address(invitation.EmailKey), invitation, cancellationToken);
        var userId = invitation.InvitedUserId ?? (await FindAsync(invitation.EmailKey, cancellationToken))?.UserId;
        if (userId is not null)
            await PutAsync(userId, invitation, cancellationToken);
    }

    /// <summary>Removes an invitation from its receiver. Idempotent.</summary>
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
        // An address that the user has given up must no longer lead to them.
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

        // Copies for a former address, and outdated copies for this one, no longer belong to the user. What the person was asked,
        // whatever their address, stays.
        List<WaitingInvitation> own = [.. before.Invitations.Where(invitation => invitation.InvitedUserId == caller.UserId)];
        foreach (var old in before.Invitations.Except(own)
            .Select(invitation => UserKeys.Waiting(invitation.OrganizationId, invitation.InvitationId))
            .Except(waiting.Select(invitation => invitation.RowKey)))
            await _users.DeleteEntityAsync(caller.UserId, old, cancellationToken: cancellationToken);

        // An invitation may have been removed while it was copied. The request that removed it may have missed the copy.
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
            // The profile sorts last and is read in any case.
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

/// <summary>What a user sees on the first screen.</summary>
/// <param name="Profile">The address and name under which the user is known; null before the first sign-in with a verified address.</param>
/// <param name="Memberships">The user's memberships.</param>
/// <param name="Invitations">The invitations that wait for the user's answer.</param>
/// <param name="Opened">How many accounts the user has opened today.</param>
public sealed record FirstScreen(
    Profile? Profile, IReadOnlyList<Membership> Memberships, IReadOnlyList<WaitingInvitation> Invitations, int Opened);

/// <summary>The address and name under which a user is known.</summary>
/// <param name="EmailKey">The verified address.</param>
/// <param name="Name">For display.</param>
/// <param name="At">When the identity provider issued both.</param>
public sealed record Profile(string EmailKey, string? Name = null, DateTimeOffset? At = null)
{
    /// <summary>The profile that a token contains.</summary>
    public static Profile Of(Caller caller, EmailAddress email) => new(email.Key, caller.Name, caller.IssuedAt);

    /// <summary>Whether a token contains another address or name, and is not older.</summary>
    public bool IsOutdatedBy(Caller caller) =>
        !(caller.IssuedAt < At) && (caller.Email?.Key != EmailKey || caller.Name is { } name && name != Name);
}

/// <summary>The user who signed in with an address.</summary>
public sealed record KnownUser(string UserId, string? Name);

/// <summary>An invitation as it is stored with its receiver.</summary>
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
