using Azure;
using Azure.Data.Tables;

namespace Accounts.Tests.Tables;

public abstract partial class TableContract
{
    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\tb")]
    [InlineData("a\u0085b")]
    public async Task Keys_exclude_some_characters(string key)
    {
        var table = await NewTable();
        // Azurite says InvalidInput.
        await Refused(400, IsEmbedded ? "OutOfRangeInput" : null, () => table.AddEntityAsync(Entity(key)));
        await Refused(400, IsEmbedded ? "OutOfRangeInput" : null, () => table.AddEntityAsync(Entity("r", partition: key)));
    }

    [Fact]
    public async Task Keys_have_up_to_1_KiB()
    {
        var table = await NewTable();
        await table.AddEntityAsync(Entity(new string('r', 512), partition: new string('ä', 512)));
        // Azurite says InvalidInput.
        await Refused(400, IsEmbedded ? "KeyValueTooLarge" : null, () => table.AddEntityAsync(Entity(new string('r', 513))));
    }

    [Fact]
    public async Task Properties_have_up_to_64_KiB()
    {
        var table = await NewTable();
        await table.AddEntityAsync(Entity("text", new string('ä', 32 * 1024)));
        await table.AddEntityAsync(Entity("bytes", new byte[64 * 1024]));
        await Refused(400, "PropertyValueTooLarge", () => table.AddEntityAsync(Entity("r", new string('a', (32 * 1024) + 1))));
        await Refused(400, "PropertyValueTooLarge", () => table.AddEntityAsync(Entity("r", new byte[(64 * 1024) + 1])));
    }

    [Fact]
    public async Task Entities_have_up_to_1_MiB()
    {
        var table = await NewTable();
        await table.UpsertEntityAsync(OfSize(11));
        await Refused(400, "EntityTooLarge", () => table.UpsertEntityAsync(OfSize(17)));

        static TableEntity OfSize(int properties)
        {
            var entity = new TableEntity("p", "r");
            for (var i = 0; i < properties; i++)
                entity[$"P{i}"] = new byte[64 * 1024];
            return entity;
        }
    }

    [Fact]
    public async Task Transactions_have_up_to_4_MiB()
    {
        var table = await NewTable();
        var refusal = await Assert.ThrowsAsync<RequestFailedException>(
            () => table.SubmitTransactionAsync(Enumerable.Range(0, 70).Select(i => Add($"{i}", new byte[60 * 1024]))));
        Assert.Equal((413, "RequestBodyTooLarge"), (refusal.Status, refusal.ErrorCode));
        Assert.Empty(await All(table.QueryAsync<TableEntity>()));
    }

    [Theory]
    [InlineData("Value eq")]
    [InlineData("(Value eq 1")]
    [InlineData("Value like 1")]
    [InlineData("Value eq 1 2")]
    public async Task An_unreadable_filter_is_refused(string filter)
    {
        var table = await NewTable();
        await table.AddEntityAsync(Entity("r", 1));
        await Refused(400, "InvalidInput", () => All(table.QueryAsync<TableEntity>(filter)));
    }

    [Fact]
    public async Task A_made_up_etag_is_refused()
    {
        var table = await NewTable();
        await table.AddEntityAsync(Entity("r", 1));
        await Refused(400, "InvalidInput", () => table.UpdateEntityAsync(Entity("r", 2), new ETag("made up"), TableUpdateMode.Replace));
    }
}
