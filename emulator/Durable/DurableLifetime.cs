using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Accounts.Emulator.Durable;

/// <summary>Orchestrations run while the host does: not before everything has started, and not once anything stops.</summary>
internal sealed class DurableLifetime(DurableEngine engine, IConfiguration configuration) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        // A test that counts what a request does can hold what goes on behind it.
        if (configuration.GetValue("Emulator:RunProcesses", true))
            engine.Start();
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => engine.StopAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
