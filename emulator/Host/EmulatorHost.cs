using Accounts.Emulator.Host;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Accounts.Emulator;

/// <summary>An app that runs in this process, for tests and benchmarks. Any number may run side by side.</summary>
public sealed class EmulatorHost : IAsyncDisposable
{
    private readonly IHost _host;
    private bool _disposed;

    private EmulatorHost(IHost host)
    {
        _host = host;
        BaseAddress = new Uri(host.Services.GetRequiredService<Listener>().BaseAddress);
        DataFolder = host.Services.GetRequiredService<DataFolder>().FullPath;
    }

    /// <summary>Such as <c>http://localhost:40123/</c>; functions are below host.json's route prefix.</summary>
    public Uri BaseAddress { get; }

    public IServiceProvider Services => _host.Services;

    public VirtualClock Clock => Services.GetRequiredService<VirtualClock>();

    public string DataFolder { get; }

    /// <summary>Starts the app that <paramref name="createBuilder"/> describes; it takes requests when the task ends.</summary>
    /// <exception cref="IOException">Port or data folder cannot be had.</exception>
    public static async Task<EmulatorHost> StartAsync(
        Func<string[], FunctionsApplicationBuilder> createBuilder, EmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new EmulatorOptions();
        options = options with { FunctionsAssembly = options.FunctionsAssembly ?? createBuilder.Method.Module.Assembly };
        var host = new EmulatorStart(options, InProcess: true).Around(() => createBuilder([]).Build());
        try
        {
            await host.StartAsync(cancellationToken);
            return new EmulatorHost(host);
        }
        catch
        {
            await DisposeAsync(host);
            throw;
        }
    }

    /// <summary>Stops in order: no new work, running work ends, files are closed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        try
        {
            await _host.StopAsync();
        }
        finally
        {
            await DisposeAsync(_host);
        }
    }

    private static ValueTask DisposeAsync(IHost host) => ((IAsyncDisposable)host).DisposeAsync();
}
