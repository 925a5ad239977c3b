using Accounts.Emulator.Email;
using Accounts.Emulator.Neighbours;
using Microsoft.Extensions.Hosting;

namespace Accounts.Emulator.Host;

/// <summary>Starts the trigger hosts after everything else of the app, stops them before, and lets the clock drive what waits for time.</summary>
internal sealed class TriggerRunner(
    FunctionCatalog catalog,
    IEnumerable<ITriggerHost> hosts,
    IEnumerable<IVirtualTime> parts,
    VirtualClock clock,
    FunctionList list,
    DataFolder data,
    Outbox outbox,
    NeighbourSettings neighbours,
    Listener listener) : IHostedLifecycleService, IDisposable
{
    private readonly ITriggerHost[] _hosts = [.. hosts];
    private IDisposable[] _registrations = [];

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var function in catalog.All)
            HostOf(function);
        _registrations = [outbox.Follow(clock, neighbours), .. parts.Select(clock.Drive)];
        return Task.CompletedTask;
    }

    // Not before: what functions need is made by the app's own hosted services.
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        foreach (var host in _hosts)
            await host.StartAsync(cancellationToken);
        list.Print(catalog.All.Select(function => (function, HostOf(function))), data.FullPath, listener.BaseAddress);
    }

    // Not later: what functions need is still there. Each is stopped, whatever becomes of the others.
    public Task StoppingAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_hosts.Select(host => host.StopAsync(cancellationToken)));

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Also when the start failed, which no stop follows.
    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
    }

    private ITriggerHost HostOf(DiscoveredFunction function) =>
        Array.Find(_hosts, host => host.TriggerType.IsInstanceOfType(function.Trigger))
        ?? throw new InvalidOperationException($"Function {function.Name} waits for {function.Trigger.GetType().Name}, which this host does not run.");
}
