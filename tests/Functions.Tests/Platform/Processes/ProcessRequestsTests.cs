using Accounts.Platform.Processes;
using Microsoft.DurableTask.Client;

namespace Accounts.Tests.Platform.Processes;

public sealed class ProcessRequestsTests
{
    [InProcessFact]
    public async Task Some_that_start_the_same_process_at_once_start_it_or_find_it_though_it_ends_meanwhile()
    {
        // The clock stands still, so that a process that is started again has the same time of creation as the one before.
        await using var app = await App.StartAsync();
        for (var round = 0; round < 1_000; round++)
        {
            // There is no such orchestrator, so each of them ends at once.
            var started = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
                () => app.Processes.StartOnceAsync("Nothing", "nothing", "", default))));
            await app.SettleAsync();

            Assert.Contains(true, started);
            Assert.Equal(OrchestrationRuntimeStatus.Failed, (await app.Processes.GetInstanceAsync("nothing"))!.RuntimeStatus);
        }
    }
}
