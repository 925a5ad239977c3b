using Accounts.Emulator.Worker.Binding;
using Accounts.Emulator.Worker.Http;
using Accounts.Emulator.Worker.Timer;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Accounts.Emulator.Worker;

/// <summary>What every worker has, whatever its triggers.</summary>
internal static class WorkerServices
{
    /// <param name="services">Where to add.</param>
    /// <param name="functionTypes">Where to look for functions.</param>
    /// <param name="middleware">The app's middleware; it is filled until the host is built.</param>
    public static void AddWorker(
        this IServiceCollection services,
        IEnumerable<Type> functionTypes,
        IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware)
    {
        services.AddSingleton(_ => new FunctionCatalog(functionTypes));
        services.AddSingleton<ParameterBinder>();
        services.AddSingleton<FunctionExecutor>();
        services.AddSingleton(provider => new FunctionInvoker(
            new FunctionPipeline(middleware, provider.GetRequiredService<FunctionExecutor>()),
            provider.GetRequiredService<IServiceScopeFactory>(),
            new InvocationSpans(provider.GetRequiredService<IOptions<WorkerOptions>>().Value)));
        services.Configure<WorkerOptions>(options =>
        {
            options.InputConverters.Register<PlainConverter>();
            options.InputConverters.Register<TextConverter>();
            options.InputConverters.Register<JsonConverter>();
        });
    }

    /// <summary>HTTP functions on ASP.NET Core; without this they get no request, as with the real worker.</summary>
    public static void AddHttpTriggers(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(HttpTriggerHost)))
            return;
        services.AddTrigger<HttpTriggerHost>();
        services.AddSingleton<IEndpoints>(provider => provider.GetRequiredService<HttpTriggerHost>());
        // Results and [FromBody] are MVC's; controllers there are none.
        services.AddMvcCore();
        services.Configure<WorkerOptions>(options => options.InputConverters.RegisterAt<HttpRequestConverter>(0));
    }

    /// <summary>Timer functions, and the door that runs one by hand.</summary>
    public static void AddTimerTriggers(this IServiceCollection services)
    {
        services.AddTrigger<TimerTriggerHost>();
        services.AddSingleton<TimerMonitor>();
        services.AddSingleton<IEndpoints, TimerEndpoints>();
        services.AddSingleton<IVirtualTime>(provider => provider.GetRequiredService<TimerTriggerHost>());
    }

    /// <summary>Adds the host of a kind of trigger, as itself and as <see cref="ITriggerHost"/>.</summary>
    public static void AddTrigger<T>(this IServiceCollection services) where T : class, ITriggerHost
    {
        services.AddSingleton<T>();
        services.AddSingleton<ITriggerHost>(provider => provider.GetRequiredService<T>());
    }
}
