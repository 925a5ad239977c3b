using System.Diagnostics;
using Azure.Data.Tables;

namespace Accounts.Tests.Tables;

public sealed class KillTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(137)]
    [InlineData(2000)]
    public async Task Every_answered_write_survives_the_kill_and_every_transaction_is_whole(int acknowledgements)
    {
        using var folder = new TempFolder();
        var answered = await WriteAndKill(folder.Path, acknowledgements);
        Assert.InRange(answered.Count, acknowledgements, int.MaxValue);

        using var store = folder.OpenTables();
        var table = folder.Client().GetTableClient(KilledWriter.TableName);
        var rows = new Dictionary<string, HashSet<string>>();
        await foreach (var entity in table.QueryAsync<TableEntity>())
        {
            if (!rows.TryGetValue(entity.PartitionKey, out var partition))
                rows[entity.PartitionKey] = partition = [];
            partition.Add(entity.RowKey);
        }

        var singles = rows.GetValueOrDefault("single") ?? [];
        rows.Remove("single");
        Assert.All(answered, line =>
        {
            var number = line[2..];
            Assert.True(line[0] == 's' ? singles.Contains(number) : rows.ContainsKey(number), $"{line} was answered and is lost.");
        });
        Assert.All(rows.Values, partition => Assert.Equal(KilledWriter.Rows, partition.Count));

        // The store accepts writes again.
        await table.AddEntityAsync(new TableEntity("after", "kill"));
    }

    private static async Task<List<string>> WriteAndKill(string folder, int acknowledgements)
    {
        var start = new ProcessStartInfo(
            "dotnet", [typeof(KillTests).Assembly.Location, KilledWriter.Name, folder])
        { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        try
        {
            Assert.Equal("ready", await process.StandardOutput.ReadLineAsync());
            var answered = new List<string>();
            while (answered.Count < acknowledgements)
                answered.Add(
                    await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The writer ended by itself."));
            process.Kill();
            // All lines printed before the kill count, except a line that is cut off.
            var rest = (await process.StandardOutput.ReadToEndAsync()).Split('\n');
            answered.AddRange(rest[..^1]);
            return answered;
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }
}
