using Azure;
using Azure.Data.Tables;

namespace Accounts.Tests.Tables;

public abstract partial class TableContract
{
    private static TableTransactionAction Add(string row, object? value = null, string partition = "p") =>
        new(TableTransactionActionType.Add, Entity(row, value, partition));

    private static async Task<TableTransactionFailedException> TransactionRefused(
        TableClient table, int status, string? code, int? index, params TableTransactionAction[] actions)
    {
        var refusal = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(actions));
        Assert.Equal(status, refusal.Status);
        if (code is not null)
            Assert.Equal(code, refusal.ErrorCode);
        if (index is not null)
            Assert.Equal(index, refusal.FailedTransactionActionIndex);
        return refusal;
    }

    [Fact]
    public async Task A_transaction_does_all_kinds_of_writes_together()
    {
        var table = await NewTable();
        var merged = (await table.AddEntityAsync(new TableEntity("p", "merged") { ["A"] = 1, ["B"] = 1 })).Headers.ETag!.Value;
        await table.AddEntityAsync(new TableEntity("p", "replaced") { ["A"] = 1, ["B"] = 1 });
        await table.AddEntityAsync(Entity("deleted"));

        var answer = await table.SubmitTransactionAsync(
        [
            Add("it's new", "ä 😀"),
            new(TableTransactionActionType.UpdateMerge, new TableEntity("p", "merged") { ["A"] = 2 }, merged),
            new(TableTransactionActionType.UpdateReplace, new TableEntity("p", "replaced") { ["A"] = 2 }),
            new(TableTransactionActionType.Delete, new TableEntity("p", "deleted")),
            new(TableTransactionActionType.UpsertMerge, Entity("upsert1", 1)),
            new(TableTransactionActionType.UpsertReplace, Entity("upsert2", 2)),
        ]);

        Assert.Equal([204, 204, 204, 204, 204, 204], answer.Value.Select(part => part.Status));
        var stored = (await All(table.QueryAsync<TableEntity>())).ToDictionary(entity => entity.RowKey);
        Assert.Equal(["it's new", "merged", "replaced", "upsert1", "upsert2"], stored.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(answer.Value[0].Headers.ETag, stored["it's new"].ETag);
        Assert.Equal("ä 😀", stored["it's new"].GetString("Value"));
        Assert.Equal((2, 1), (stored["merged"].GetInt32("A"), stored["merged"].GetInt32("B")));
        Assert.Equal((2, null), (stored["replaced"].GetInt32("A"), stored["replaced"].GetInt32("B")));
    }

    [Fact]
    public async Task A_failed_write_undoes_the_transaction_and_is_named()
    {
        var table = await NewTable();
        var old = (await table.AddEntityAsync(Entity("there", 1))).Headers.ETag!.Value;
        await table.UpsertEntityAsync(Entity("there", 2));

        await TransactionRefused(table, 409, "EntityAlreadyExists", 2, Add("a"), Add("b"), Add("there"), Add("c"));
        await TransactionRefused(
            table,
            412,
            "UpdateConditionNotSatisfied",
            1,
            Add("a"),
            new TableTransactionAction(TableTransactionActionType.UpdateMerge, Entity("there", 3), old));
        await TransactionRefused(
            table,
            404,
            "ResourceNotFound",
            1,
            Add("a"),
            new TableTransactionAction(TableTransactionActionType.UpdateReplace, Entity("missing"), ETag.All));
        await TransactionRefused(
            table, 404, "ResourceNotFound", 1, Add("a"), new TableTransactionAction(TableTransactionActionType.Delete, Entity("missing")));

        var only = Assert.Single(await All(table.QueryAsync<TableEntity>()));
        Assert.Equal(("there", 2), (only.RowKey, only.GetInt32("Value")));
    }

    [Fact]
    public async Task An_update_without_etag_in_a_transaction_is_an_upsert()
    {
        var table = await NewTable();
        await table.SubmitTransactionAsync(
            [
                new(TableTransactionActionType.UpdateReplace, Entity("missing", 1)),
                new(TableTransactionActionType.UpdateMerge, Entity("too", 2)),
            ]);
        Assert.Equal(["missing", "too"], (await All(table.QueryAsync<TableEntity>())).Select(entity => entity.RowKey));
    }

    [Fact]
    public async Task A_transaction_takes_a_hundred_writes_and_no_more()
    {
        var table = await NewTable();
        var many = Enumerable.Range(0, 101).Select(i => Add($"{i}")).ToArray();
        // The client cannot read Azurite's answer.
        await (
            IsEmbedded
                ? TransactionRefused(table, 400, "InvalidInput", null, many)
                : Assert.ThrowsAsync<InvalidOperationException>(() => table.SubmitTransactionAsync(many)) as Task);
        Assert.Empty(await All(table.QueryAsync<TableEntity>()));
        var answer = await table.SubmitTransactionAsync(Enumerable.Range(0, 100).Select(i => Add($"{i}")));
        Assert.Equal(100, answer.Value.Count);
    }

    [Fact]
    public async Task A_transaction_names_each_entity_once()
    {
        var table = await NewTable();
        await TransactionRefused(
            table,
            400,
            "InvalidDuplicateRow",
            1,
            Add("a"),
            new TableTransactionAction(TableTransactionActionType.UpsertMerge, Entity("a")));
        Assert.Empty(await All(table.QueryAsync<TableEntity>()));
    }

    [Fact]
    public async Task A_transaction_is_never_empty()
    {
        var table = await NewTable();
        await Assert.ThrowsAsync<InvalidOperationException>(() => table.SubmitTransactionAsync([]));
    }

    [Fact]
    public async Task A_transaction_on_a_missing_table_is_refused()
    {
        var table = Service.GetTableClient(NewName());
        await TransactionRefused(table, 404, "TableNotFound", null, Add("a"));
    }
}
