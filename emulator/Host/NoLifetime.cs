using Microsoft.Extensions.Hosting;

namespace Accounts.Emulator.Host;

/// <summary>For a host that somebody else starts and stops; the usual one waits for Ctrl+C.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
