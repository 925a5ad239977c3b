using System.Globalization;
using Accounts.Emulator.Dashboard;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Protobuf;

namespace Accounts.Emulator.Durable;

/// <summary>
/// Orchestration instances, the newest first: <c>?prefix=&amp;status=&amp;before=</c>; one with its timeline: <c>?id=</c>.
/// </summary>
internal sealed class ProcessesPage(DurableEngine engine) : IDashboardPage
{
    public const string PageName = "processes";

    private const int PageSize = 25;

    public string Name => PageName;

    public string Title => "Processes";

    public int Order => 2;

    public Task<Html?> RenderAsync(IQueryCollection query, CancellationToken cancellationToken)
    {
        if (query.TryGetValue("id", out var id))
            return Task.FromResult(engine.FindProcess(id.ToString()) is var (row, history) ? ProcessView.Render(row, history) : null);
        OrchestrationStatus? status =
            Enum.TryParse<OrchestrationStatus>(query["status"], out var known) && Enum.IsDefined(known) ? known : null;
        long? before = long.TryParse(query["before"], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence : null;
        return Task.FromResult<Html?>(List(query["prefix"].ToString().Trim(), status, before));
    }

    private Html List(string prefix, OrchestrationStatus? status, long? before)
    {
        var rows = engine.Read(store => store.Newest(new(prefix, status is { } wanted ? [wanted] : []), before, PageSize + 1));
        var next = rows.Count > PageSize ? Link(rows[PageSize - 1].Sequence.ToString(CultureInfo.InvariantCulture)) : null;
        var isAll = before is null && prefix.Length == 0 && status is null;
        return Html.Of($"""
            <form><input type="hidden" name="page" value="{Name}">
            <input type="search" name="prefix" value="{prefix}" placeholder="id begins with" aria-label="Id begins with">
            <select name="status" aria-label="Status"><option value="">any status</option>
            {Enum.GetValues<OrchestrationStatus>().Select(value => Option(value, value == status))}</select>
            <button>Search</button></form>
            {(rows.Count == 0 ? Html.Of($"<p>No processes {(isAll ? "yet" : "found")}.</p>") : null)}
            <ul>{rows.Take(PageSize).Select(Line)}</ul>
            {DashboardLink.Paging(Link(null), before is null, next)}
            """);

        string Link(string? from) => DashboardLink.To(Name, ("prefix", prefix), ("status", status?.ToString()), ("before", from));
    }

    private static Html Line(InstanceRow row) => Html.Of($"""
        <li>{ProcessView.Link(row.Id)}<br>
        {ProcessView.State(row)} <b>{row.Name}</b> <time>{row.CreatedAt}</time>
        {(row.CustomStatus is { } status ? Html.Of($"<br>{Facts(status)}") : null)}
        {(row.Failure is { } failure ? Html.Of($"<br>{FailureWords.Sentence(failure)}") : null)}</li>
        """);

    private static string Facts(string status) =>
        string.Join(", ", StatusWords.Facts(status).Select(fact => $"{fact.Name} {fact.Value}".Trim()));

    private static Html Option(OrchestrationStatus status, bool selected) =>
        Html.Of($"""<option{(selected ? Html.Of($" selected") : null)}>{status.ToString()}</option>""");
}
