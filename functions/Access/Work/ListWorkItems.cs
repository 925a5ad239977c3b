using System.Globalization;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Access.Work;

/// <summary><c>GET /work-items</c>: what waits for a person in all organizations, with the next step.</summary>
public sealed class ListWorkItems(IEnumerable<IWorkSource> sources)
{
    [Function(nameof(ListWorkItems))]
    [Allow(Who.Operator)]
    [Operation(
        "List what waits for a person",
        Description = "By kind; within a kind, the items that have waited longest come first. Requests for accounts to decide, ordered "
            + "sub-accounts to set up, orders that do not continue automatically, invoices in review, failed or overdue processes.",
        Gives = typeof(PageView<WorkItem>),
        Pages = true)]
    [Query("kind", typeof(WorkKind), "The kind of the items; all kinds by default.")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "work-items")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        if (!PageRequest.From(request).Succeeded(out var page, out var failure))
            return failure;
        WorkKind? kind = null;
        if (request.Query.TryGetValue("kind", out var wished))
        {
            if (!EnumNames.TryParse<WorkKind>(wished, out var one))
                return new QueryInvalid("kind", "one of " + EnumNames.AllOf<WorkKind>());
            kind = one;
        }

        List<IWorkSource> asked = [.. sources.Where(source => kind is null || source.Kind == kind).OrderBy(source => source.Kind)];
        if (PlaceOf(page.After, asked.Count) is not { } place)
            return new QueryInvalid("cursor", "the nextCursor of the previous page, unchanged");
        var language = Languages.Of(request);
        List<WorkItem> items = [];
        for (var (n, after) = place; n < asked.Count; (n, after) = (n + 1, ""))
        {
            if (items.Count == page.Limit)
                return Answer.Ok(Page(items, n, after));
            var found = await asked[n].ListAsync(new PageRequest(page.Limit - items.Count, after), language, cancellationToken);
            items.AddRange(found.Items);
            if (found.Next is { } next)
                return Answer.Ok(Page(items, n, next));
        }

        return Answer.Ok(new PageView<WorkItem>(items, null));
    }

    // The index of the source, and the key after which its next page begins.
    private static (int Source, string After)? PlaceOf(string cursor, int sources)
    {
        if (cursor.Length == 0)
            return (0, "");
        var end = cursor.IndexOf('.', StringComparison.Ordinal);
        return end > 0 && int.TryParse(cursor[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var source) && source < sources
            ? (source, cursor[(end + 1)..])
            : null;
    }

    private static PageView<WorkItem> Page(List<WorkItem> items, int source, string after) =>
        new(items, PageRequest.CursorAfter(string.Create(CultureInfo.InvariantCulture, $"{source}.{after}")));
}
