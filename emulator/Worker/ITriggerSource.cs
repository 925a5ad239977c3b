namespace Accounts.Emulator.Worker;

/// <summary>Starts functions without a request: by time, or for processes.</summary>
internal interface ITriggerSource
{
    /// <summary>Begins to start functions. Called after the worker has loaded its functions and the app has started.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Starts no further function and waits for those that run. Requests are still accepted.</summary>
    Task StopAsync(CancellationToken cancellationToken);
}
