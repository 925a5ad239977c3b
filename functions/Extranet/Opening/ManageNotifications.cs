using System.ComponentModel.DataAnnotations;
using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Extranet.Opening;

/// <summary><c>GET, PUT /organizations/{organizationId}/extranet/notifications</c>: the mails that the caller wants.</summary>
public sealed class ManageNotifications(ExtranetStore extranets, OrganizationChanges changes)
{
    [Function(nameof(GetExtranetNotifications))]
    [Allow(ExtranetReaders.Members, Permission.ExtranetRead)]
    [Operation(
        "Show which mails of the extranet you get",
        Gives = typeof(NotificationsView), HasETag = true, Fails = [typeof(ExtranetNotOpen)])]
    public async Task<IResult> GetExtranetNotifications(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{organizationId}/extranet/notifications")]
        HttpRequest request,
        string organizationId,
        CancellationToken cancellationToken)
    {
        if (await extranets.RefuseAsync(organizationId, cancellationToken) is { } refused)
            return refused;
        var wish = (await extranets.SubscriptionAsync(organizationId, request.Caller().UserId, cancellationToken)).Value;
        return Answer.Ok(NotificationsView.Of(wish), wish);
    }

    [Function(nameof(PutExtranetNotifications))]
    [Allow(ExtranetReaders.Members, Permission.ExtranetRead)]
    [Operation(
        "Choose which mails of the extranet you get",
        Description = "Nobody gets mails without asking for them. Without language, they are in the language of Accept-Language.",
        Takes = typeof(NotificationsForm),
        Gives = typeof(NotificationsView),
        Changes = true,
        HasETag = true,
        Fails = [typeof(ExtranetNotOpen)])]
    public async Task<IResult> PutExtranetNotifications(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "organizations/{organizationId}/extranet/notifications")]
        HttpRequest request,
        string organizationId,
        CancellationToken cancellationToken)
    {
        var body = await Body.ReadAsync<NotificationsForm>(request, cancellationToken);
        if (!body.Succeeded(out var form, out var failure))
            return failure;
        var errors = new FieldErrors();
        if (form.Reports is null)
            errors.Add("reports", "This is missing.", "true or false.");
        if (form.Budgets is null)
            errors.Add("budgets", "This is missing.", "true or false.");
        if (!errors.None)
            return errors.Failure;
        var language = form.Language ?? Languages.Of(request);
        return await changes.AnswerAsync(
            async () =>
            {
                if (await extranets.RefuseAsync(organizationId, cancellationToken) is { } refused)
                    return refused;
                var before = await extranets.SubscriptionAsync(organizationId, request.Caller().UserId, cancellationToken);
                if (ETags.Check(request, before.Value) is { } conflict)
                    return conflict;
                var after = new ExtranetSubscription(form.Reports!.Value, form.Budgets!.Value, language, before.Value.Version + 1);
                // This concerns only the member, so it is not in the audit log.
                return new ChangeSet(organizationId).Replace(before, after)
                    .Gives(Answer.Ok(NotificationsView.Of(after), after));
            },
            cancellationToken);
    }
}

/// <summary>Mails of the extranet, as a member chooses them.</summary>
public sealed record NotificationsForm
{
    /// <summary>A mail when a report is published.</summary>
    [Required]
    public bool? Reports { get; init; }

    /// <summary>A mail when a share of a budget is used up.</summary>
    [Required]
    public bool? Budgets { get; init; }

    /// <summary>Language of these mails.</summary>
    public Language? Language { get; init; }

    /// <summary>Shown in the API documentation.</summary>
    public static NotificationsForm Example { get; } = new() { Reports = true, Budgets = true, Language = Platform.Values.Language.German };
}

/// <summary>Mails of the extranet that a member gets.</summary>
/// <param name="Reports">A mail when a report is published.</param>
/// <param name="Budgets">A mail when a share of a budget is used up.</param>
/// <param name="Language">Language of these mails.</param>
public sealed record NotificationsView(bool Reports, bool Budgets, Language Language)
{
    public static NotificationsView Of(ExtranetSubscription wish) => new(wish.Reports, wish.Budgets, wish.Language);
}
