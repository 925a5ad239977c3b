using Azure.Data.Tables;

namespace Accounts.Emulator.Tables;

/// <summary>Reads one page of a query from the embedded store.</summary>
internal static class EmbeddedQuery
{
    public static (IReadOnlyList<Dictionary<string, object>> Entities, string? Continuation) Page(TableReader reader, long table, EntityQuery query)
    {
        var filter = FilterParser.Parse(query.Filter);
        var size = PageSize(query.Top);
        var start = query.Continuation is { } token ? ContinuationToken.Read(token) : ((string PartitionKey, string RowKey)?)null;
        var page = new List<Dictionary<string, object>>();
        foreach (var entity in reader.Range(table, KeyRange.Of(filter), start))
        {
            if (filter is not null && !filter.Matches(entity))
                continue;
            if (page.Count == size)
            {
                var next = ((string)entity[nameof(ITableEntity.PartitionKey)], (string)entity[nameof(ITableEntity.RowKey)]);
                return (Selected(), ContinuationToken.Write(next));
            }

            page.Add(entity);
        }

        return (Selected(), null);

        List<Dictionary<string, object>> Selected()
        {
            foreach (var entity in page)
                Select(entity, query.Select);
            return page;
        }
    }

    /// <summary>Leaves only what was asked for, and the ETag; everything when nothing was asked for.</summary>
    public static void Select(Dictionary<string, object> entity, IReadOnlyList<string>? names)
    {
        if (names is not { Count: > 0 })
            return;
        foreach (var name in entity.Keys)
        {
            if (name != EntityJson.ETagName && !names.Contains(name))
                entity.Remove(name);
        }
    }

    public static int PageSize(int? top) => top switch
    {
        null => TableBackend.MaxPageSize,
        < 1 or > TableBackend.MaxPageSize => throw new TableErrorException(TableError.QueryParameterInvalid),
        { } size => size,
    };
}
