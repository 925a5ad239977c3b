using System.Text.Json;
using Accounts.Emulator.Dashboard;
using Accounts.Emulator.Host;
using Azure.Core.Serialization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.DurableTask;
using Microsoft.DurableTask;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Accounts.Emulator.DurableTask;

/// <summary>Durable Functions as a part of the emulator.</summary>
internal static class DurableServices
{
    private static readonly TimeSpan KeepEndedFor = TimeSpan.FromDays(90);

    public static void AddDurableTask(this IServiceCollection services)
    {
        services.AddSingleton(Converter);
        services.AddSingleton<DurableFunctions>();
        services.AddSingleton(provider => new DurableEngine(
            Options(provider),
            provider.GetRequiredService<DurableFunctions>().Functions,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<IVirtualTime>(provider => provider.GetRequiredService<DurableEngine>());
        services.AddTrigger<OrchestrationTriggerHost>();
        services.AddTrigger<ActivityTriggerHost>();
        services.AddSingleton<IEndpoints, ProcessEndpoints>();
        services.AddSingleton<IDashboardPage, ProcessesPage>();
        services.Configure<WorkerOptions>(options => options.InputConverters.RegisterAt<OrchestrationInputConverter>(0));
    }

    private static DataConverter Converter(IServiceProvider provider)
    {
        var json = new JsonSerializerOptions(provider.GetRequiredService<IOptions<JsonSerializerOptions>>().Value) { PropertyNameCaseInsensitive = true };
        return new SerializerDataConverter(provider.GetRequiredService<IOptions<WorkerOptions>>().Value.Serializer ?? new JsonObjectSerializer(json));
    }

    private static EngineOptions Options(IServiceProvider provider)
    {
        var hostJson = provider.GetRequiredService<HostJson>().DurableTask;
        var options = new EngineOptions
        {
            Folder = provider.GetRequiredService<DataFolder>().FullPath,
            FaultPoints = provider.GetRequiredService<FaultPoints>(),
            KeepEndedFor = provider.GetRequiredService<IConfiguration>().GetValue("Emulator:KeepEndedInstancesFor", KeepEndedFor),
        };
        return options with
        {
            MaxConcurrentActivities = hostJson.MaxConcurrentActivityFunctions ?? options.MaxConcurrentActivities,
            MaxConcurrentOrchestrators = hostJson.MaxConcurrentOrchestratorFunctions ?? options.MaxConcurrentOrchestrators,
            ThrowStatusExceptionsOnRaiseEvent = hostJson.ThrowStatusExceptionsOnRaiseEvent ?? options.ThrowStatusExceptionsOnRaiseEvent,
        };
    }
}
