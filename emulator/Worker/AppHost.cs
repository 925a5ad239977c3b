using System.Reflection;
using Accounts.Emulator.Host;
using Azure.Core.Pipeline;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Accounts.Emulator.Worker;

/// <summary>Runs the app on the real worker in this process. The host gives it settings, clock and web server.</summary>
internal sealed class AppHost(
    HostSettings settings, Listener listener, TimeProvider clock, IEnumerable<HttpPipelineTransport> transports) : IAsyncDisposable
{
    private IHost? _host;
    private bool _started;

    public AppServer Server { get; } = new();

    public IServiceProvider Services => _host?.Services ?? throw new InvalidOperationException("The app has not been built yet.");

    /// <exception cref="OptionsValidationException">A setting is missing or wrong. Several come in an AggregateException.</exception>
    public void Build(Func<string[], FunctionsApplicationBuilder> createBuilder)
    {
        Prepare();
        var values = new Dictionary<string, string?>(settings.App)
        {
            ["Functions:Worker:HostEndpoint"] = listener.RpcAddress,
            ["Functions:Worker:WorkerId"] = "local",
            ["Functions:Worker:RequestId"] = "local",
            ["Functions:Worker:GrpcMaxMessageLength"] = $"{int.MaxValue}",
            ["hostBuilder:reloadConfigOnChange"] = bool.FalseString,
        };
        var builder = createBuilder([.. values.Where(pair => pair.Value is not null).Select(pair => $"--{pair.Key}={pair.Value}")]);
        // Added again, because the worker puts the environment and the process's own command line on top.
        builder.Configuration.AddInMemoryCollection(values);
        builder.Services.Replace(ServiceDescriptor.Singleton(clock));
        builder.Services.Replace(ServiceDescriptor.Singleton<IServer>(Server));
        builder.Services.Replace(ServiceDescriptor.Singleton<IHostLifetime, NoLifetime>());
        foreach (var transport in transports)
            builder.Services.AddSingleton(transport);
        // The caller reports what stops the start, in one sentence.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        _host = builder.Build();
        _host.Services.GetService<IStartupValidator>()?.Validate();
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _host!.StartAsync(cancellationToken);
        _started = true;
    }

    // A host that has not started cannot be stopped, only disposed.
    public Task StopAsync(CancellationToken cancellationToken) => _started ? _host!.StopAsync(cancellationToken) : Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_host is IAsyncDisposable host)
            await host.DisposeAsync();
    }

    // The real host sets the same for the worker's process. Generated code is found only through the entry assembly.
    private static void Prepare()
    {
        Environment.SetEnvironmentVariable("FUNCTIONS_APPLICATION_DIRECTORY", AppContext.BaseDirectory);
        Assembly.SetEntryAssembly(typeof(Accounts.Program).Assembly);
    }
}
