namespace Accounts.Emulator.Worker;

/// <summary>Starts the functions of one kind of trigger: HTTP requests, schedules, orchestrations, activities.</summary>
public interface ITriggerHost
{
    /// <summary>The trigger attribute's type; every function of the app must have a host for its trigger.</summary>
    Type TriggerType { get; }

    /// <summary>What the dashboard calls functions of this kind.</summary>
    string Title { get; }

    /// <summary>What the list of functions at start says after the name, such as <c>[GET] http://localhost:7071/api/me</c> or <c>timerTrigger</c>.</summary>
    string Describe(DiscoveredFunction function);

    /// <summary>Refuses functions that cannot run and begins to start the others. Requests are taken already, and what the app made at its start is there.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Starts no further function and waits for those that run. Requests are still taken then.</summary>
    Task StopAsync(CancellationToken cancellationToken);
}
