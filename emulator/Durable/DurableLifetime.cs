using Accounts.Emulator.Worker;
using Microsoft.Extensions.Configuration;

namespace Accounts.Emulator.Durable;

/// <summary>Orchestrations run from when the worker has loaded the app's functions until the host begins to stop.</summary>
internal sealed class DurableLifetime(DurableEngine engine, IConfiguration configuration) : ITriggerSource
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
