using Microsoft.Extensions.Hosting;

namespace Accounts.Emulator.Host;

/// <summary>For a host that another program starts and stops. The default lifetime waits for Ctrl+C.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
