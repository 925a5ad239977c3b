using Accounts.Emulator.Worker;
using Microsoft.Extensions.Configuration;

namespace Accounts.Emulator.Durable;

/// <summary>Orchestrations run while the host does: not before everything has started, and not once anything stops.</summary>
internal sealed class DurableTriggers(DurableEngine engine, IConfiguration configuration) : ITriggerSource
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // A test that counts what a request does can hold what goes on behind it.
        if (configuration.GetValue("Emulator:RunProcesses", true))
            engine.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => engine.StopAsync(cancellationToken);
}
