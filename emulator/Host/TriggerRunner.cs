using Accounts.Emulator.Email;
using Accounts.Emulator.Neighbours;
using Accounts.Emulator.Worker;
using Microsoft.Extensions.Hosting;

namespace Accounts.Emulator.Host;

/// <summary>Starts and stops the trigger hosts with the app, and lets the clock drive what waits for time.</summary>
internal sealed class TriggerRunner(
    FunctionCatalog catalog,
    IEnumerable<ITriggerHost> hosts,
    IEnumerable<IVirtualTime> parts,
    VirtualClock clock,
    FunctionList list,
    DataFolder data,
    Outbox outbox,
    NeighbourSettings neighbours,
    Listener listener) : IHostedLifecycleService
{
    private readonly ITriggerHost[] _hosts = [.. hosts];
    private IDisposable[] _registrations = [];

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var function in catalog.All)
            HostOf(function);
        _registrations = [outbox.Follow(clock, neighbours), .. parts.Select(clock.Drive)];
        foreach (var host in _hosts)
            await host.StartAsync(cancellationToken);
    }

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        list.Print(catalog.All.Select(function => (function, HostOf(function))), data.FullPath, listener.BaseAddress);
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var host in _hosts)
            await host.StopAsync(cancellationToken);
        foreach (var registration in _registrations)
            registration.Dispose();
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private ITriggerHost HostOf(DiscoveredFunction function) =>
        Array.Find(_hosts, host => host.TriggerType.IsInstanceOfType(function.Trigger))
        ?? throw new InvalidOperationException($"Function {function.Name} waits for {function.Trigger.GetType().Name}, which this host does not run.");
}
