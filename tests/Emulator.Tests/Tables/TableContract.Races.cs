using Azure;
using Azure.Data.Tables;

namespace Accounts.Tests.Tables;

public abstract partial class TableContract
{
    private const int Racers = 8;

    private int Rounds => IsEmbedded ? 200 : 20;

    [Fact]
    public async Task Of_parallel_updates_with_one_etag_exactly_one_wins()
    {
        var table = await NewTable();
        var etag = (await table.AddEntityAsync(Entity("r", -1))).Headers.ETag!.Value;
        for (var round = 0; round < Rounds; round++)
        {
            var statuses = await Race(
                i => table.UpdateEntityAsync(Entity("r", i), etag, i % 2 == 0 ? TableUpdateMode.Merge : TableUpdateMode.Replace));
            var winner = Assert.Single(Enumerable.Range(0, Racers), i => statuses[i] == 204);
            Assert.Equal(Racers - 1, statuses.Count(status => status == 412));
            var read = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
            Assert.Equal(winner, read.GetInt32("Value"));
            etag = read.ETag;
        }
    }

    [Fact]
    public async Task Of_parallel_inserts_of_one_key_exactly_one_wins_whole()
    {
        var table = await NewTable();
        for (var round = 0; round < Rounds; round++)
        {
            var partition = $"p{round}";
            var statuses = await Race(async i =>
                (await table.SubmitTransactionAsync([Add($"own{i}", i, partition), Add("wanted", i, partition)])).GetRawResponse());
            var winner = Assert.Single(Enumerable.Range(0, Racers), i => statuses[i] == 202);
            Assert.Equal(Racers - 1, statuses.Count(status => status == 409));
            var stored = await All(table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition}")));
            Assert.Equal([$"own{winner}", "wanted"], stored.Select(entity => entity.RowKey));
        }
    }

    /// <summary>Starts all requests at the same moment, each on its own thread, and returns their statuses.</summary>
    private static async Task<int[]> Race(Func<int, Task<Response>> request)
    {
        using var gate = new Barrier(Racers);
        return await Task.WhenAll(Enumerable.Range(0, Racers).Select(i => Task.Factory.StartNew(
            () =>
            {
                gate.SignalAndWait();
                try
                {
                    return request(i).GetAwaiter().GetResult().Status;
                }
                catch (RequestFailedException e)
                {
                    return e.Status;
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
    }
}
