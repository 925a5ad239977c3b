using Azure;
using Azure.Data.Tables;

namespace Accounts.Tests.Tables;

public abstract partial class TableContract
{
    [Fact]
    public async Task An_inserted_entity_is_read_back_with_etag_and_time_stamp()
    {
        var table = await NewTable();
        var inserted = await table.AddEntityAsync(Entity("r", "text"));
        Assert.Equal(204, inserted.Status);

        var read = await table.GetEntityAsync<TableEntity>("p", "r");
        Assert.Equal("text", read.Value.GetString("Value"));
        Assert.Equal(inserted.Headers.ETag, read.Value.ETag);
        Assert.StartsWith("W/\"datetime'", read.Value.ETag.ToString(), StringComparison.Ordinal);
        Assert.NotNull(read.Value.Timestamp);
        Assert.Equal(TimeSpan.Zero, read.Value.Timestamp.Value.Offset);
    }

    [Fact]
    public async Task An_entity_is_inserted_once()
    {
        var table = await NewTable();
        await table.AddEntityAsync(Entity("r", 1));
        await Refused(409, "EntityAlreadyExists", () => table.AddEntityAsync(Entity("r", 2)));
        Assert.Equal(1, (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("Value"));
    }

    [Fact]
    public async Task A_missing_entity_is_no_value_or_404()
    {
        var table = await NewTable();
        var missing = await table.GetEntityIfExistsAsync<TableEntity>("p", "r");
        Assert.False(missing.HasValue);
        Assert.Equal(404, missing.GetRawResponse().Status);
        await Refused(404, "ResourceNotFound", () => table.GetEntityAsync<TableEntity>("p", "r"));
        await Refused(404, "ResourceNotFound", () => table.UpdateEntityAsync(Entity("r"), ETag.All));
        Assert.Equal(404, (await table.DeleteEntityAsync("p", "r")).Status);
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge)]
    [InlineData(TableUpdateMode.Replace)]
    public async Task An_update_merges_or_replaces(TableUpdateMode mode)
    {
        var table = await NewTable();
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["Kept"] = "old", ["Changed"] = "old" }, mode);
        await table.UpdateEntityAsync(new TableEntity("p", "r") { ["Changed"] = 5, ["Kept"] = null }, ETag.All, mode);
        var read = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal(5, read.GetInt32("Changed"));
        Assert.Equal(mode == TableUpdateMode.Merge ? "old" : null, read.GetString("Kept"));

        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["Added"] = true }, mode);
        read = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.True(read.GetBoolean("Added"));
        Assert.Equal(mode == TableUpdateMode.Merge ? 5 : null, read.GetInt32("Changed"));
    }

    [Fact]
    public async Task A_write_needs_the_present_etag()
    {
        var table = await NewTable();
        var first = (await table.AddEntityAsync(Entity("r", 1))).Headers.ETag!.Value;
        var second = (await table.UpdateEntityAsync(Entity("r", 2), first)).Headers.ETag!.Value;
        Assert.NotEqual(first, second);

        await Refused(412, "UpdateConditionNotSatisfied", () => table.UpdateEntityAsync(Entity("r", 3), first));
        await Refused(412, "UpdateConditionNotSatisfied", () => table.UpdateEntityAsync(Entity("r", 3), first, TableUpdateMode.Replace));
        await Refused(412, "UpdateConditionNotSatisfied", () => table.DeleteEntityAsync("p", "r", first));
        Assert.Equal(2, (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("Value"));

        Assert.Equal(204, (await table.DeleteEntityAsync("p", "r", second)).Status);
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
    }

    [Fact]
    public async Task An_update_without_etag_is_a_mistake_of_the_caller()
    {
        var table = await NewTable();
        await Assert.ThrowsAsync<ArgumentException>(() => table.UpdateEntityAsync(Entity("r"), default));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => table.AddEntityAsync(new TableEntity(null!, "r")));
    }

    [Theory]
    [InlineData("it's", "a b+c%20&=;:@")]
    [InlineData("", "")]
    [InlineData("Ünïcode 漢字", "emoji 😀")]
    [InlineData("(paren')", "comma,")]
    public async Task Keys_keep_their_characters(string partitionKey, string rowKey)
    {
        var table = await NewTable();
        await table.AddEntityAsync(new TableEntity(partitionKey, rowKey) { ["Value"] = 1 });
        await table.UpdateEntityAsync(new TableEntity(partitionKey, rowKey) { ["Value"] = 2 }, ETag.All);
        var read = (await table.GetEntityAsync<TableEntity>(partitionKey, rowKey)).Value;
        Assert.Equal((partitionKey, rowKey, 2), (read.PartitionKey, read.RowKey, read.GetInt32("Value")));
        var found = await All(
            table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partitionKey} and RowKey eq {rowKey}")));
        Assert.Single(found);
        Assert.Equal(204, (await table.DeleteEntityAsync(read, read.ETag)).Status);
    }

    [Fact]
    public async Task Selected_properties_come_alone()
    {
        var table = await NewTable();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 2L });
        var read = (await table.GetEntityAsync<TableEntity>("p", "r", ["RowKey", "B"])).Value;
        Assert.Equal(("r", 2L), (read.RowKey, read.GetInt64("B")));
        Assert.False(read.ContainsKey("A"));
        Assert.False(read.ContainsKey("PartitionKey"));
        var queried = Assert.Single(await All(table.QueryAsync<TableEntity>(select: ["A"])));
        Assert.Equal(1, queried.GetInt32("A"));
        Assert.False(queried.ContainsKey("B"));
    }
}
