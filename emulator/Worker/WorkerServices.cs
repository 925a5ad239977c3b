using Accounts.Emulator.Host;
using Accounts.Emulator.Worker.Http;
using Accounts.Emulator.Worker.Timer;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Emulator.Worker;

/// <summary>Registers the worker, and what starts its functions by HTTP and by time.</summary>
internal static class WorkerServices
{
    public static void AddWorker(this IServiceCollection services)
    {
        services.AddSingleton<ReadyGate>();
        services.AddSingleton<WorkerLog>();
        services.AddSingleton<DurableClientBinding>();
        services.AddSingleton<WorkerChannel>();
        services.AddSingleton<FunctionRpcService>();
        services.AddSingleton<AppHost>();
        services.AddSingleton<FunctionRequests>();
        services.AddSingleton<FunctionRoutes>();
        services.AddSingleton<FunctionList>();
        services.AddSingleton<TimerMonitor>();
        services.AddSingleton<TimerTriggers>();
        services.AddSingleton<ITriggerSource>(provider => provider.GetRequiredService<TimerTriggers>());
        services.AddSingleton<IVirtualTime>(provider => provider.GetRequiredService<TimerTriggers>());
        services.AddSingleton<IEndpoints, TimerEndpoints>();
    }
}
