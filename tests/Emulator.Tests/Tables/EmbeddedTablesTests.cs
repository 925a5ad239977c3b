using Accounts.Emulator.Tables;
using Azure;
using Azure.Data.Tables;

namespace Accounts.Tests.Tables;

/// <summary>What the embedded store does beyond the contract: restart, clock, operations, faults, lists.</summary>
public sealed class EmbeddedTablesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private TableClient Table => _folder.Client().GetTableClient("things");

    private EmbeddedTables Store => _folder.OpenTables();

    public void Dispose()
    {
        Store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_new_start_on_the_folder_finds_everything_and_the_old_clients_are_dead()
    {
        var old = Table;
        await old.CreateAsync();
        var etag = (await old.AddEntityAsync(new TableEntity("p", "r") { ["Value"] = 1 })).Headers.ETag!.Value;
        Store.Dispose();

        await Assert.ThrowsAsync<StoreIsDeadException>(() => old.GetEntityAsync<TableEntity>("p", "r"));
        await Assert.ThrowsAsync<StoreIsDeadException>(() => old.AddEntityAsync(new TableEntity("p", "s")));
        Assert.Equal(204, (await Table.UpdateEntityAsync(new TableEntity("p", "r") { ["Value"] = 2 }, etag)).Status);
    }

    [Fact]
    public async Task Time_stamps_are_the_hosts_and_etags_never_repeat_even_if_its_clock_stands_still_or_goes_back()
    {
        var now = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Store.Time = new FixedTime(now);
        await Table.CreateAsync();
        var etags = new HashSet<ETag>();
        for (var i = 0; i < 100; i++)
        {
            if (i == 50)
            {
                now = now.AddYears(-1);
                Store.Dispose();
                Store.Time = new FixedTime(now);
            }

            Assert.True(etags.Add((await Table.UpsertEntityAsync(new TableEntity("p", "r"))).Headers.ETag!.Value));
            Assert.Equal(now, (await Table.GetEntityAsync<TableEntity>("p", "r")).Value.Timestamp);
        }

        var transaction = await Table.SubmitTransactionAsync(
            Enumerable.Range(0, 100).Select(i => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("q", $"{i}"))));
        Assert.All(transaction.Value, part => Assert.True(etags.Add(part.Headers.ETag!.Value)));
    }

    [Fact]
    public async Task Operations_are_recorded_while_somebody_listens()
    {
        var table = Table;
        await table.CreateAsync();
        using var recording = Store.Operations.Record();
        await table.SubmitTransactionAsync(
            [
                new(TableTransactionActionType.Add, new TableEntity("p", "a")),
                new(TableTransactionActionType.Add, new TableEntity("p", "b")),
            ]);
        await table.GetEntityIfExistsAsync<TableEntity>("p", "missing");
        await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "a")));
        await foreach (var _ in table.QueryAsync<TableEntity>(maxPerPage: 1))
        {
        }

        Assert.Equal(
            [
                new StorageOperation(StorageOperationKind.Transaction, "things", 2),
                new StorageOperation(StorageOperationKind.Get, "things", 0),
                new StorageOperation(StorageOperationKind.Insert, "things", 1),
                new StorageOperation(StorageOperationKind.QueryPage, "things", 0),
                new StorageOperation(StorageOperationKind.QueryPage, "things", 0),
            ],
            recording.Operations);
        recording.Dispose();
        await table.GetEntityIfExistsAsync<TableEntity>("p", "a");
        Assert.Equal(5, recording.Operations.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_store_dies_before_or_after_the_nth_write(bool before)
    {
        var table = Table;
        await table.CreateAsync();
        if (before)
            Store.Faults.DieBefore(3);
        else
            Store.Faults.DieAfter(3);
        await table.AddEntityAsync(new TableEntity("p", "1"));
        await table.GetEntityAsync<TableEntity>("p", "1");
        await table.AddEntityAsync(new TableEntity("p", "2"));
        await Assert.ThrowsAsync<StoreIsDeadException>(() => table.AddEntityAsync(new TableEntity("p", "3")));
        Assert.True(Store.Faults.IsDead);
        await Assert.ThrowsAsync<StoreIsDeadException>(() => table.GetEntityIfExistsAsync<TableEntity>("p", "1"));
        await Assert.ThrowsAsync<StoreIsDeadException>(() => Table.UpsertEntityAsync(new TableEntity("p", "4")));

        Store.Dispose();
        Assert.Equal(!before, (await Table.GetEntityIfExistsAsync<TableEntity>("p", "3")).HasValue);
        Assert.False((await Table.GetEntityIfExistsAsync<TableEntity>("p", "4")).HasValue);
    }

    [Fact]
    public async Task A_store_fails_as_asked_and_then_works_again()
    {
        var table = Table;
        await table.CreateAsync();
        Store.Faults.BeBusy(count: 2, when: operation => operation.Kind == StorageOperationKind.Insert);
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
        for (var i = 0; i < 2; i++)
        {
            var busy = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r")));
            Assert.Equal((503, "ServerBusy"), (busy.Status, busy.ErrorCode));
        }

        await table.AddEntityAsync(new TableEntity("p", "r"));
        Store.Faults.TimeOut();
        var late = await Assert.ThrowsAsync<RequestFailedException>(
            () => table.SubmitTransactionAsync([new(TableTransactionActionType.Delete, new TableEntity("p", "r"))]));
        Assert.Equal((500, "OperationTimedOut"), (late.Status, late.ErrorCode));
        Assert.True((await table.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
    }

    [Fact]
    public async Task Without_space_writes_fail_at_once_and_go_on_when_there_is_space_again()
    {
        var table = Table;
        await table.CreateAsync();
        var etag = (await table.AddEntityAsync(new TableEntity("p", "old") { ["Value"] = 1 })).Headers.ETag!.Value;
        // More than the existing pages can take.
        TableEntity Large(string row) => new("p", row) { ["A"] = new string('x', 30_000), ["B"] = new string('y', 30_000) };
        Store.LimitStorage(1);

        Assert.Equal(500, (await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(Large("one")))).Status);
        TableTransactionAction[] actions =
        [
            new(TableTransactionActionType.UpdateReplace, new TableEntity("p", "old") { ["Value"] = 2 }, etag),
            new(TableTransactionActionType.Add, Large("two")),
        ];
        Assert.Equal(500, (await Assert.ThrowsAsync<RequestFailedException>(() => table.SubmitTransactionAsync(actions))).Status);
        Assert.Equal(1, (await table.GetEntityAsync<TableEntity>("p", "old")).Value.GetInt32("Value"));

        Store.LimitStorage(int.MaxValue);
        await table.SubmitTransactionAsync(actions);
        await table.AddEntityAsync(Large("one"));
        Assert.Equal(2, (await table.GetEntityAsync<TableEntity>("p", "old")).Value.GetInt32("Value"));
    }

    [Fact]
    public async Task Tables_and_entities_are_listed_in_pages()
    {
        var service = _folder.Client();
        foreach (var name in (string[])["Zebra", "apple", "things"])
            await service.CreateTableAsync(name);
        Assert.Equal(["apple", "things", "Zebra"], Store.ListTables());
        Assert.Equal(["things"], Store.ListTables("b", 1));

        foreach (var partition in (string[])["a", "b"])
        {
            for (var i = 0; i < 3; i++)
                await Table.AddEntityAsync(new TableEntity(partition, $"{i}") { ["Value"] = i });
        }

        var first = Store.ListEntities("things", count: 4);
        Assert.Equal(["a0", "a1", "a2", "b0"], first.Select(Keys));
        var second = Store.ListEntities("things", after: ("b", "0"));
        Assert.Equal(["b1", "b2"], second.Select(Keys));
        Assert.Equal(2, second[1]["Value"]);
        Assert.Equal(["b0", "b1", "b2"], Store.ListEntities("things", "b").Select(Keys));
        Assert.Empty(Store.ListEntities("missing"));

        static string Keys(IReadOnlyDictionary<string, object> entity) => $"{entity["PartitionKey"]}{entity["RowKey"]}";
    }

    [Fact]
    public async Task What_Azurite_lets_pass_is_refused_as_by_the_service()
    {
        var table = Table;
        await table.CreateAsync();
        await Refused("CommandsInBatchActOnDifferentPartitions", () => table.SubmitTransactionAsync(
            [
                new(TableTransactionActionType.Add, new TableEntity("p", "r")),
                new(TableTransactionActionType.Add, new TableEntity("q", "r")),
            ]));
        await Refused("TooManyProperties", () =>
            table.AddEntityAsync(
                new TableEntity(Enumerable.Range(0, 253).ToDictionary(i => $"P{i}", i => (object)i)) { PartitionKey = "p", RowKey = "r" }));
        await Refused("PropertyNameInvalid", () => table.AddEntityAsync(new TableEntity("p", "r") { ["not-a-name"] = 1 }));
        await Refused("PropertyNameTooLong", () => table.AddEntityAsync(new TableEntity("p", "r") { [new string('n', 256)] = 1 }));
        await Refused("OutOfRangeInput", () => table.AddEntityAsync(new TableEntity("p", "r") { ["Due"] = default(DateTimeOffset) }));
        foreach (var filter in (string[])["Value eq 'open", "Value eq guid'no'", "Value eq 99999999999999999999L", new string('(', 5000)])
            await Refused("InvalidInput", () => table.QueryAsync<TableEntity>(filter).GetAsyncEnumerator().MoveNextAsync().AsTask());
        foreach (var size in (int[])[0, 1001])
            await Refused(
                "InvalidInput", () => table.QueryAsync<TableEntity>(maxPerPage: size).GetAsyncEnumerator().MoveNextAsync().AsTask());

        static async Task Refused(string code, Func<Task> request)
        {
            var refusal = await Assert.ThrowsAnyAsync<RequestFailedException>(request);
            Assert.Equal((400, code), (refusal.Status, refusal.ErrorCode));
        }
    }

    [Fact]
    public void An_unusable_folder_is_told_in_one_sentence()
    {
        var file = Path.Combine(_folder.Path, "file");
        File.WriteAllText(file, "");
        var inTheWay = Assert.Throws<IOException>(() => EmbeddedTables.Open(file));
        Assert.Contains(file, inTheWay.Message, StringComparison.Ordinal);

        var broken = Directory.CreateDirectory(Path.Combine(_folder.Path, "broken")).FullName;
        File.WriteAllText(Path.Combine(broken, "tables.db"), new string('x', 5000));
        Assert.Throws<IOException>(() => EmbeddedTables.Open(broken));
    }

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
