using Accounts.Emulator.Host;
using Accounts.Emulator.Worker;
using Accounts.Emulator.Worker.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Accounts.Emulator;

/// <summary>An app that runs in this process under the emulator. Any number may run side by side.</summary>
public sealed class EmulatorHost : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly AppHost _app;
    private IDisposable[] _driven = [];
    private ITriggerSource[] _triggers = [];
    private bool _disposed;

    private EmulatorHost(WebApplication web)
    {
        _web = web;
        _app = web.Services.GetRequiredService<AppHost>();
        BaseAddress = new Uri(web.Services.GetRequiredService<Listener>().BaseAddress);
        DataFolder = web.Services.GetRequiredService<DataFolder>().FullPath;
    }

    /// <summary>Such as <c>http://localhost:40123/</c>; functions are below host.json's route prefix.</summary>
    public Uri BaseAddress { get; }

    /// <summary>The app's own services.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>The services of the emulator's parts.</summary>
    public IServiceProvider Emulator => _web.Services;

    public VirtualClock Clock => Emulator.GetRequiredService<VirtualClock>();

    public string DataFolder { get; }

    /// <summary>Starts the app that <paramref name="createBuilder"/> describes; it accepts requests when the task completes.</summary>
    /// <exception cref="IOException">The port or the data folder is not available.</exception>
    public static Task<EmulatorHost> StartAsync(
        Func<string[], FunctionsApplicationBuilder> createBuilder,
        EmulatorOptions? options = null,
        CancellationToken cancellationToken = default) =>
        StartAsync(new EmulatorStart(options ?? new(), InProcess: true), createBuilder, cancellationToken);

    internal static async Task<EmulatorHost> StartAsync(
        EmulatorStart start, Func<string[], FunctionsApplicationBuilder> createBuilder, CancellationToken cancellationToken)
    {
        var host = new EmulatorHost(EmulatorSetup.Build(start));
        try
        {
            host._app.Build(createBuilder);
            await host.StartAsync(cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the process is asked to end, or the app stops itself.</summary>
    internal async Task WaitForEndAsync()
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var asked = _web.Lifetime.ApplicationStopping.Register(() => end.TrySetResult());
        using var ended = Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() => end.TrySetResult());
        await end.Task;
    }

    /// <summary>Stops in order: nothing new is started, running work ends, the app stops, files are closed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        try
        {
            await StopAsync();
        }
        finally
        {
            foreach (var driven in _driven)
                driven.Dispose();
            await _app.DisposeAsync();
            await _web.DisposeAsync();
        }
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        await _web.StartAsync(cancellationToken);
        await _app.StartAsync(cancellationToken);
        var worker = Emulator.GetRequiredService<WorkerChannel>();
        await worker.ReadyAsync(cancellationToken);
        Emulator.GetRequiredService<FunctionRoutes>().Set(worker.Functions);
        Emulator.GetRequiredService<ReadyGate>().Open();
        _driven = [.. Emulator.GetServices<IVirtualTime>().Select(Clock.Drive)];
        _triggers = [.. Emulator.GetServices<ITriggerSource>()];
        foreach (var source in _triggers)
            await source.StartAsync(cancellationToken);
    }

    // Each part is stopped even if another one fails to stop.
    private async Task StopAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var worker = Emulator.GetRequiredService<WorkerChannel>();
        try
        {
            await Task.WhenAll(_triggers.Select(source => source.StopAsync(patience.Token)));
            await worker.DrainAsync(patience.Token);
        }
        finally
        {
            await _app.StopAsync(patience.Token);
            worker.Close();
            await _web.StopAsync(patience.Token);
        }
    }
}
