using System.Diagnostics;
using System.Globalization;
using Microsoft.DurableTask.Client;

namespace Accounts.Tests.Durable;

public sealed class KillTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(301)]
    public async Task What_was_answered_survives_the_kill_and_only_activities_in_flight_run_twice(int acknowledgements)
    {
        var folder = Directory.CreateTempSubdirectory("durable-").FullName;
        try
        {
            var answered = await RunAndKillAsync(folder, acknowledgements);
            await using (var engine = KilledEngine.Open(folder))
            {
                await engine.SettleAsync(CancellationToken.None);
                var client = KilledEngine.Client(engine);
                var raised = answered.Where(line => line[0] == 'r').Select(line => line[2..]).ToHashSet();
                foreach (var id in answered.Where(line => line[0] == 's').Select(line => line[2..]))
                {
                    var instance = await client.GetInstanceAsync(id, getInputsAndOutputs: true);
                    Assert.NotNull(instance);
                    if (raised.Contains(id))
                    {
                        Assert.Equal(OrchestrationRuntimeStatus.Completed, instance.RuntimeStatus);
                        Assert.Equal(int.Parse(id, CultureInfo.InvariantCulture) + 11, instance.ReadOutputAs<int>());
                    }
                }
            }

            var runs = KilledEngine.Runs(folder).GroupBy(run => run, StringComparer.Ordinal).Select(group => group.Count()).ToList();
            Assert.InRange(runs.Sum(count => count - 1), 0, KilledEngine.ActivitiesAtOnce);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<List<string>> RunAndKillAsync(string folder, int acknowledgements)
    {
        string[] arguments = [typeof(KillTests).Assembly.Location, KilledEngine.Name, folder];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        try
        {
            Assert.Equal("ready", await process.StandardOutput.ReadLineAsync());
            var answered = new List<string>();
            while (answered.Count < acknowledgements)
            {
                var line = await process.StandardOutput.ReadLineAsync();
                answered.Add(line ?? throw new InvalidOperationException("The engine ended by itself."));
            }

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
