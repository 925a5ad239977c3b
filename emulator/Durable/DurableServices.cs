using Accounts.Emulator.Dashboard;
using Accounts.Emulator.Host;
using Accounts.Emulator.Tables;
using Accounts.Emulator.Worker;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Accounts.Emulator.Durable;

internal static class DurableServices
{
    private static readonly TimeSpan KeepEndedFor = TimeSpan.FromDays(90);

    public static void AddDurable(this IServiceCollection services)
    {
        services.AddSingleton(Options);
        services.AddSingleton<WorkerFunctions>();
        services.AddSingleton(provider => new DurableEngine(
            provider.GetRequiredService<EngineOptions>(),
            provider.GetRequiredService<WorkerFunctions>().Functions,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<DurableEngine>>()));
        services.AddSingleton<IVirtualTime>(provider => provider.GetRequiredService<DurableEngine>());
        services.AddSingleton<SidecarService>();
        services.AddSingleton(provider =>
            DurableClients.Create(provider.GetRequiredService<DurableEngine>(), provider.GetRequiredService<EngineOptions>()));
        services.AddSingleton<ITriggerSource, DurableTriggers>();
        services.AddSingleton<IEndpoints, SidecarEndpoint>();
        services.AddSingleton<IEndpoints, ProcessEndpoints>();
        services.AddSingleton<IDashboardPage, ProcessesPage>();
    }

    private static EngineOptions Options(IServiceProvider provider)
    {
        var hostJson = provider.GetRequiredService<HostJson>().DurableTask;
        var options = new EngineOptions
        {
            Folder = provider.GetRequiredService<DataFolder>().FullPath,
            Watch = provider.GetService<WriteWatch>(),
            IsProcessKilled = () => provider.GetRequiredService<EmbeddedTables>().Faults.IsDead,
            KeepEndedFor = provider.GetRequiredService<IConfiguration>().GetValue("Emulator:KeepEndedInstancesFor", KeepEndedFor),
        };
        return options with
        {
            MaxConcurrentActivities = hostJson.MaxConcurrentActivityFunctions ?? options.MaxConcurrentActivities,
            MaxConcurrentOrchestrators = hostJson.MaxConcurrentOrchestratorFunctions ?? options.MaxConcurrentOrchestrators,
            ThrowStatusExceptionsOnRaiseEvent = hostJson.ThrowStatusExceptionsOnRaiseEvent ?? options.ThrowStatusExceptionsOnRaiseEvent,
        };
    }

    private sealed class SidecarEndpoint : IEndpoints
    {
        public void Map(IEndpointRouteBuilder routes) => routes.MapSidecar();
    }
}
