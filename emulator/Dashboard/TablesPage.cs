using Accounts.Emulator.Tables;
using Azure;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Accounts.Emulator.Dashboard;

/// <summary>The app's tables; the entities of one table, by partition: <c>?table=&amp;partition=&amp;after=</c>.</summary>
internal sealed class TablesPage(IConfiguration configuration, HttpPipelineTransport transport) : IDashboardPage
{
    private const int PageSize = 25;

    private readonly Lazy<TableServiceClient?> _service = new(() =>
        configuration["Storage:ConnectionString"] is { } connection
            ? new TableServiceClient(connection, new TableClientOptions { Transport = transport })
            : null);

    public string Name => "tables";

    public string Title => "Tables";

    public int Order => 4;

    public async Task<Html?> RenderAsync(IQueryCollection query, CancellationToken cancellationToken)
    {
        if (_service.Value is not { } service)
            return Html.Of($"<p>The app uses other tables: {configuration["Storage:TableServiceUri"]}</p>");
        try
        {
            return query.TryGetValue("table", out var table)
                ? await EntitiesAsync(
                    service.GetTableClient(table.ToString()),
                    query["partition"].ToString().Trim(),
                    query["after"].ToString(),
                    cancellationToken)
                : await TablesAsync(service, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status is StatusCodes.Status400BadRequest or StatusCodes.Status404NotFound)
        {
            return null;
        }
        // After its last retry the client throws the errors of all attempts together.
        catch (Exception exception) when (exception is RequestFailedException or AggregateException or StoreIsDeadException)
        {
            return Html.Of($"<p>The storage does not answer: {exception.Message}</p>");
        }
    }

    private async Task<Html> TablesAsync(TableServiceClient service, CancellationToken cancellationToken)
    {
        var lines = new List<Html>();
        await foreach (var table in service.QueryAsync(cancellationToken: cancellationToken))
            lines.Add(Html.Of($"""<li><a href="{DashboardLink.To(Name, ("table", table.Name))}">{table.Name}</a></li>"""));
        return lines.Count == 0 ? Html.Of($"<p>No tables yet.</p>") : Html.Of($"<ul>{lines}</ul>");
    }

    private async Task<Html> EntitiesAsync(TableClient table, string partition, string after, CancellationToken cancellationToken)
    {
        // Keys with this prefix sort before prefix + U+FFFF. Only in the embedded store, keys that continue with an emoji do not.
        var filter = partition.Length == 0
            ? null
            : TableServiceClient.CreateQueryFilter($"PartitionKey ge {partition} and PartitionKey lt {partition + '\uffff'}");
        IReadOnlyList<TableEntity> entities = [];
        string? next = null;
        await foreach (var page in table.QueryAsync<TableEntity>(filter, PageSize, cancellationToken: cancellationToken)
            .AsPages(after.Length == 0 ? null : after, PageSize).WithCancellation(cancellationToken))
        {
            (entities, next) = (page.Values, page.ContinuationToken);
            // The service may return an empty page although more pages follow.
            if (entities.Count > 0)
                break;
        }

        var first = DashboardLink.To(Name, ("table", table.Name), ("partition", partition));
        return Html.Of($"""
            <h2>{table.Name}</h2>
            <form><input type="hidden" name="page" value="{Name}"><input type="hidden" name="table" value="{table.Name}">
            <input type="search" name="partition" value="{partition}" placeholder="partition begins with" aria-label="Partition begins with"><button>Search</button></form>
            {(entities.Count == 0 ? Html.Of($"<p>No entities.</p>") : null)}
            {entities.GroupBy(entity => entity.PartitionKey).Select(group => Partition(table.Name, group.Key, group))}
            {DashboardLink.Paging(first, after.Length == 0, string.IsNullOrEmpty(next) ? null : DashboardLink.To(Name, ("table", table.Name), ("partition", partition), ("after", next)))}
            """);
    }

    private Html Partition(string table, string key, IEnumerable<TableEntity> entities) => Html.Of($"""
        <h2>Partition <a href="{DashboardLink.To(Name, ("table", table), ("partition", key))}">{key}</a></h2>
        <ul>{entities.Select(EntityView.Render)}</ul>
        """);
}
