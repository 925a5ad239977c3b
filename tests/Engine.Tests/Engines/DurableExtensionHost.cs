using System.Text.Json.Nodes;
using Accounts.Emulator.Host;
using Accounts.Emulator.Worker;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;
using Microsoft.Azure.WebJobs.Host.Config;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Accounts.Tests.Engines;

/// <summary>
/// The part of the Functions host that runs processes: the WebJobs host with the Durable extension, configured by host.json.
/// It has a stub function for each orchestrator and activity of the app, which passes its invocations on to the worker.
/// </summary>
internal sealed class DurableExtensionHost(
    string storage, WorkerChannel worker, DurableClientBinding clients, HostJson hostJson, Listener listener) : ITriggerSource, IDisposable
{
    private IHost? _host;

    /// <summary>The address where its task hub accepts clients.</summary>
    public string RpcAddress { get; private set; } = "";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var binding = new ClientBinding();
        var webHooks = new Uri(listener.BaseAddress + "runtime/webhooks/durabletask?code=local");
        var host = new HostBuilder()
            .ConfigureWebJobs(builder => builder.AddDurableTask())
            .ConfigureAppConfiguration(configuration => configuration.AddInMemoryCollection(Settings()))
            .ConfigureServices(services =>
            {
                services.AddSingleton<IHostLifetime, NoLifetime>();
                services.AddSingleton(new WorkerLink(worker));
                services.AddSingleton(binding);
                services.AddSingleton<ITypeLocator>(new Types(StubFunctions.Make(worker.Functions), typeof(ClientFunction)));
#pragma warning disable CS0618 // Marked as not for everybody; without it the extension fails.
                services.AddSingleton<IWebHookProvider>(new WebHooks(webHooks));
#pragma warning restore CS0618
            })
            .Build();
        await host.StartAsync(cancellationToken);
        _host = host;
        var functions = host.Services.GetRequiredService<IJobHost>();
        await functions.CallAsync(nameof(ClientFunction), new Dictionary<string, object>(), cancellationToken);
        clients.Text = binding.Text;
        RpcAddress = JsonNode.Parse(binding.Text)!["rpcBaseUrl"]!.GetValue<string>();
    }

    public Task StopAsync(CancellationToken cancellationToken) => _host?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public void Dispose() => _host?.Dispose();

    // The settings of host.json, as the Functions host passes them to the extension.
    private Dictionary<string, string?> Settings()
    {
        const string Extension = "AzureWebJobs:extensions:durableTask:";
        const string InHostJson = "extensions:durableTask:";
        var settings = hostJson.Settings.AsEnumerable()
            .Where(setting => setting.Value is not null && setting.Key.StartsWith(InHostJson, StringComparison.OrdinalIgnoreCase))
            .ToDictionary(setting => Extension + setting.Key[InHostJson.Length..], setting => setting.Value);
        settings[Extension + "hubName"] = RealEngine.NewHub();
        // The default of half a minute between reads of an idle queue saves money, but is too slow for tests.
        settings[Extension + "storageProvider:maxQueuePollingInterval"] = "00:00:00.500";
        settings["AzureWebJobsStorage"] = storage;
        settings["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";
        return settings;
    }

    private sealed class Types(params Type[] types) : ITypeLocator
    {
        public IReadOnlyList<Type> GetTypes() => types;
    }

#pragma warning disable CS0618
    private sealed class WebHooks(Uri address) : IWebHookProvider
#pragma warning restore CS0618
    {
        public Uri GetUrl(IExtensionConfigProvider extension) => address;
    }
}
