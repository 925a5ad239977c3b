using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace Accounts.Tests.Tables;

public abstract partial class TableContract
{
    [Fact]
    public async Task More_than_a_thousand_entities_come_in_pages_each_once_and_in_order()
    {
        var table = await NewTable();
        foreach (var chunk in Enumerable.Range(0, 2500).Chunk(100))
            await table.SubmitTransactionAsync(chunk.Select(i => Add(i.ToString("D5", CultureInfo.InvariantCulture), i)));
        await table.AddEntityAsync(Entity("other", partition: "q"));

        var sizes = new List<int>();
        var rows = new List<string>();
        await foreach (var page in table.QueryAsync<TableEntity>("PartitionKey eq 'p'").AsPages())
        {
            sizes.Add(page.Values.Count);
            rows.AddRange(page.Values.Select(entity => entity.RowKey));
        }

        Assert.Equal([1000, 1000, 500], sizes);
        Assert.Equal(Enumerable.Range(0, 2500).Select(i => i.ToString("D5", CultureInfo.InvariantCulture)), rows);
    }

    [Fact]
    public async Task A_continuation_token_goes_on_where_the_page_ended_also_after_changes()
    {
        var table = await NewTable();
        foreach (var partition in (string[])["a b", "ä/".TrimEnd('/'), "z"])
            await table.SubmitTransactionAsync(Enumerable.Range(0, 5).Select(i => Add($"r'{i}", i, partition)));

        string? token = null;
        var seen = new List<(string, string)>();
        do
        {
            var page = await First(table.QueryAsync<TableEntity>("Value ne 3", maxPerPage: 2).AsPages(token));
            Assert.InRange(page.Values.Count, 0, 2);
            seen.AddRange(page.Values.Select(entity => (entity.PartitionKey, entity.RowKey)));
            token = page.ContinuationToken;
            if (seen.Count == 2)
                await table.DeleteEntityAsync("a b", "r'2");
        }
        while (token is not null);

        var expected = from partition in (string[])["a b", "z", "ä"]
                       from i in (int[])[0, 1, 2, 4]
                       where (partition, i) != ("a b", 2)
                       select (partition, $"r'{i}");
        Assert.Equal(expected, seen);

        static async Task<Page<TableEntity>> First(IAsyncEnumerable<Page<TableEntity>> pages)
        {
            await foreach (var page in pages)
                return page;
            throw new InvalidOperationException("No page.");
        }
    }

    [Theory]
    [InlineData("PartitionKey eq 'p' and RowKey ge 'b' and RowKey lt 'd'", "b,c")]
    [InlineData("PartitionKey eq 'p' and RowKey gt 'b'", "c,d")]
    [InlineData("PartitionKey eq 'p' and RowKey le 'b'", "a,b")]
    [InlineData("RowKey eq 'c'", "c")]
    [InlineData("PartitionKey gt 'p'", "e")]
    [InlineData("PartitionKey lt 'p'", "")]
    [InlineData("PartitionKey eq 'p' and PartitionKey eq 'q'", "")]
    [InlineData("(RowKey eq 'a' or RowKey eq 'e') and not (PartitionKey eq 'q')", "a")]
    [InlineData("RowKey eq 'a' or RowKey eq 'b' and PartitionKey eq 'q'", "a")]
    [InlineData("not (RowKey lt 'c') and not (RowKey gt 'd')", "c,d")]
    [InlineData("Value eq 2", "b")]
    [InlineData("Value ge 2 and Value lt 4", "b,c")]
    [InlineData("Flag eq true", "a,c,e")]
    [InlineData("Long gt 3000000000L", "c,d,e")]
    [InlineData("Real le 1.0", "a,b")]
    [InlineData("Due ge datetime'2026-01-04T00:00:00Z'", "d,e")]
    [InlineData("Id eq guid'00000000-0000-0000-0000-000000000003'", "c")]
    [InlineData("Bytes eq X'0004'", "d")]
    [InlineData("Missing eq 1", "")]
    public async Task Filters_find_what_they_say(string filter, string rows)
    {
        var table = await NewTable();
        foreach (var i in Enumerable.Range(1, 5))
        {
            await table.AddEntityAsync(new TableEntity(i == 5 ? "q" : "p", ((char)('a' + i - 1)).ToString())
            {
                ["Value"] = i,
                ["Flag"] = i % 2 == 1,
                ["Long"] = i * 1_000_000_001L,
                ["Real"] = i / 2.0,
                ["Due"] = new DateTimeOffset(2026, 1, i, 0, 0, 0, TimeSpan.Zero),
                ["Id"] = new Guid(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)i),
                ["Bytes"] = new byte[] { 0, (byte)i },
            });
        }

        var found = await All(table.QueryAsync<TableEntity>(filter));
        Assert.Equal(rows, string.Join(',', found.Select(entity => entity.RowKey)));
    }

    [Fact]
    public async Task Values_in_filters_are_quoted_and_escaped()
    {
        var table = await NewTable();
        var due = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.FromHours(1)).AddTicks(7);
        var id = Guid.NewGuid();
        var entity = new TableEntity("p", "r") { ["Text"] = "it's & + % 漢", ["Due"] = due, ["Id"] = id, ["Long"] = 1L << 40, ["Bytes"] = new byte[] { 255 }, ["Flag"] = false };
        await table.AddEntityAsync(entity);
        var bytes = new byte[] { 255 };
        var filter = TableClient.CreateQueryFilter(
            $"Text eq {entity["Text"]} and Due eq {due} and Id eq {id} and Long eq {1L << 40} and Bytes eq {bytes} and Flag eq {false}");
        Assert.Single(await All(table.QueryAsync<TableEntity>(filter)));
    }
}
