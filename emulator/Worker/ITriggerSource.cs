namespace Accounts.Emulator.Worker;

/// <summary>Starts functions by itself, as time or processes want it.</summary>
internal interface ITriggerSource
{
    /// <summary>Begins. The worker has loaded its functions, and what the app made at its start is there.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Starts no further function and waits for those that run. Requests are still taken then.</summary>
    Task StopAsync(CancellationToken cancellationToken);
}
