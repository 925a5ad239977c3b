using System.Globalization;
using Accounts.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Access.Audit;

/// <summary><c>GET /organizations/{organizationId}/audit</c>: who did what, newest first.</summary>
public sealed class ReadAudit(AuditLog audit)
{
    [Function("ListAudit")]
    [Allow(Who.LegalRepresentative | Who.Admin)]
    [Operation("List what happened to an organization, newest first", Gives = typeof(PageView<AuditEntryView>), Pages = true)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{organizationId}/audit")] HttpRequest request,
        string organizationId,
        CancellationToken cancellationToken)
    {
        if (!AuditPage.Of(request).Succeeded(out var page, out var failure))
            return failure;
        var rows = await audit.ListAsync(organizationId, page.From, page.Limit + 1, cancellationToken);
        var next = rows.Count > page.Limit ? AuditPage.CursorAt(rows[page.Limit].Number) : null;
        return Answer.Ok(
            new PageView<AuditEntryView>(
                [.. rows.Take(page.Limit).Where(row => row.Entry is not null).Select(row => AuditEntryView.Of(row, row.Entry!))], next));
    }
}

/// <summary>Where a page of the log begins.</summary>
/// <param name="Limit">1 to 100.</param>
/// <param name="From">The number of its first entry; null for the newest.</param>
internal sealed record AuditPage(int Limit, long? From)
{
    /// <summary>Reads <c>?limit=&amp;cursor=</c>.</summary>
    public static Outcome<AuditPage> Of(HttpRequest request)
    {
        if (!PageRequest.From(request).Succeeded(out var page, out var failure))
            return failure;
        if (page.After.Length == 0)
            return new AuditPage(page.Limit, null);
        return long.TryParse(page.After, NumberStyles.None, CultureInfo.InvariantCulture, out var from) && from > 0
            ? new AuditPage(page.Limit, from)
            : new QueryInvalid("cursor", "the nextCursor of the previous page, unchanged");
    }

    /// <summary>The cursor of the page that begins with an entry.</summary>
    public static string CursorAt(long number) => PageRequest.CursorAfter(number.ToString(CultureInfo.InvariantCulture))!;
}

/// <summary>An entry of the audit log.</summary>
/// <param name="Number">Counts from 1 within the organization, without gaps.</param>
/// <param name="At">When it happened.</param>
/// <param name="Action">What happened.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="Subject">What it happened to, such as the id of a contact.</param>
/// <param name="Details">Further details, as codes and ids.</param>
/// <param name="Hash">SHA-256 of this entry, which contains the hash of the previous one. If you store it elsewhere, it proves
/// all entries up to this one.</param>
public sealed record AuditEntryView(
    long Number,
    DateTimeOffset At,
    AuditAction Action,
    ActorView Actor,
    string? Subject,
    IReadOnlyDictionary<string, string>? Details,
    string Hash)
{
    public static AuditEntryView Of(AuditRow row, AuditEntry entry) => new(
        entry.Number,
        entry.At,
        entry.Action,
        new ActorView(entry.Kind, entry.UserId, row.Person?.Name, entry.Role, entry.Organization),
        entry.Subject,
        entry.Details,
        row.Hash);
}

/// <summary>Who did something, as the audit log shows it.</summary>
/// <param name="Kind">In which capacity.</param>
/// <param name="UserId">The user, as in <c>/members</c>.</param>
/// <param name="Name">The name at that time; absent once it is erased.</param>
/// <param name="Role">The user's role in the organization that they belong to.</param>
/// <param name="OnBehalfOf">The partner or main account for which they acted.</param>
public sealed record ActorView(ActorKind Kind, string? UserId, string? Name, Role? Role, ActingOrganization? OnBehalfOf);
