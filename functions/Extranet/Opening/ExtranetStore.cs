using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Members;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Azure.Data.Tables;

namespace Accounts.Extranet.Opening;

/// <summary>The extranets of organizations, and which members want mails.</summary>
public sealed class ExtranetStore(TableServiceClient tables, MemberStore members)
{
    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>The extranet; <see cref="ExtranetArea.None"/> when nobody asked for one.</summary>
    public Task<Stored<ExtranetArea>> FindAsync(string organizationId, CancellationToken cancellationToken) =>
        _organizations.FindAsync(organizationId, ExtranetKeys.Area, ExtranetArea.None, cancellationToken);

    /// <summary>Null while the extranet is open; otherwise why nothing of it is shown. One storage operation.</summary>
    public async Task<Failure?> RefuseAsync(string organizationId, CancellationToken cancellationToken) =>
        (await FindAsync(organizationId, cancellationToken)).Value.IsOpen ? null : new ExtranetNotOpen();

    /// <summary>The mails that a member wants.</summary>
    public Task<Stored<ExtranetSubscription>> SubscriptionAsync(
        string organizationId, string userId, CancellationToken cancellationToken) => _organizations.FindAsync(
        organizationId, ExtranetKeys.Subscription(userId), ExtranetSubscription.None, cancellationToken);

    /// <summary>
    /// A page of members who want mails and may still read the extranet, with their current addresses. One storage operation, plus one
    /// for each member.
    /// </summary>
    public async Task<(IReadOnlyList<Subscriber> Subscribers, string? Next)> SubscribersAsync(
        string organizationId, string after, Func<ExtranetSubscription, bool> wants, CancellationToken cancellationToken)
    {
        var page = await _organizations.PageAsync<ExtranetSubscription>(
            organizationId, ExtranetKeys.Subscriptions, new PageRequest(20, after), cancellationToken);
        List<Subscriber> subscribers = [];
        foreach (var wish in page.Items.Where(wish => wants(wish.Value)))
        {
            var userId = wish.RowKey[ExtranetKeys.Subscriptions.Length..];
            if (await members.FindAsync(organizationId, userId, cancellationToken) is { } member && MayRead(member.Value.AsActing()))
                subscribers.Add(new(userId, member.Value.Name, member.Value.Email, wish.Value.Language));
        }

        return (subscribers, page.Next);
    }

    /// <summary>A page of rows of a kind, for their deletion.</summary>
    public async Task<IReadOnlyList<Stored<object>>> SomeAsync(
        string organizationId, string kind, CancellationToken cancellationToken) =>
        (await _organizations.PageAsync<object>(
            organizationId, kind, new PageRequest(ExtranetPurge.PageSize, ""), cancellationToken)).Items;

    /// <summary>An audited change of the extranet.</summary>
    public static AuditedChange Change(string organizationId, AuditAction action, Actor actor, string? subject = null) =>
        new(organizationId, new AuditEvent(action, actor, subject));

    private static bool MayRead(ActingMember member) => member.LoginPermissions is { } permissions
        ? permissions.Contains(Permission.ExtranetRead)
        : ExtranetReaders.Members.HasFlag(member.ActsAs());
}

/// <summary>A receiver of mails of the extranet.</summary>
/// <param name="UserId">The member, or the id of the main contact.</param>
/// <param name="Name">For the greeting.</param>
/// <param name="Email">Where mail is sent.</param>
/// <param name="Language">Language of the mails.</param>
public sealed record Subscriber(string UserId, string? Name, string Email, Platform.Values.Language Language);

/// <summary>The roles that may read the extranet, besides logins and partners with that right.</summary>
public static class ExtranetReaders
{
    /// <summary>Roles within the organization.</summary>
    public const Who Members = Who.LegalRepresentative | Who.Admin | Who.Employee;

    /// <summary>These roles and the provider's staff.</summary>
    public const Who AndOperators = Members | Who.Operator;
}
