using Accounts.Emulator.Host;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace Accounts.Emulator.DurableTask;

/// <summary>Orchestrators; starts and stops the engine for activities too.</summary>
internal sealed class OrchestrationTriggerHost(DurableEngine engine, IConfiguration configuration) : ITriggerHost
{
    public Type TriggerType => typeof(OrchestrationTriggerAttribute);

    public string Title => "Orchestrations";

    public string Describe(DiscoveredFunction function) => "orchestrationTrigger";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // A test that counts what a request does can hold what goes on behind it.
        if (configuration.GetValue("Emulator:RunProcesses", true))
            engine.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => engine.StopAsync(cancellationToken);
}

/// <summary>Activities: the engine runs them.</summary>
internal sealed class ActivityTriggerHost : ITriggerHost
{
    public Type TriggerType => typeof(ActivityTriggerAttribute);

    public string Title => "Activities";

    public string Describe(DiscoveredFunction function) => "activityTrigger";

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
