using Accounts.Emulator.Worker;
using Microsoft.Extensions.Configuration;

namespace Accounts.Emulator.Durable;

/// <summary>Runs orchestrations only while the whole host runs: they start after everything else, and stop before it.</summary>
internal sealed class DurableTriggers(DurableEngine engine, IConfiguration configuration) : ITriggerSource
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // A test that counts the operations of a request can turn background processes off.
        if (configuration.GetValue("Emulator:RunProcesses", true))
            engine.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => engine.StopAsync(cancellationToken);
}
