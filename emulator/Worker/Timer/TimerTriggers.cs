using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Accounts.Emulator.Worker.Timer;

/// <summary>Runs timer functions when they are due. A function that still runs is not started again.</summary>
internal sealed partial class TimerTriggers(
    WorkerChannel worker,
    IConfiguration configuration,
    TimerMonitor monitor,
    TimeProvider time,
    ILogger<TimerTriggers> logger) : ITriggerSource, IVirtualTime, IDisposable
{
    private readonly SemaphoreSlim _running = new(1, 1);
    private readonly CancellationTokenSource _stopping = new();
    private List<ScheduledFunction> _timers = [];
    private ITimer? _alarm;

    public DateTimeOffset? NextDue => _timers.Count == 0 ? null : _timers.Min(timer => timer.Due);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        _timers = [.. worker.Functions.Where(function => function.Trigger.Is("timerTrigger") && !IsDisabled(function.Name))
            .Select(function => new ScheduledFunction(function, configuration, monitor, now))];
        _alarm = time.CreateTimer(_ => _ = RunDueAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Rearm();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        if (_alarm is not null)
            await _alarm.DisposeAsync();
        await _running.WaitAsync(cancellationToken);
        _running.Release();
    }

    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        await _running.WaitAsync(cancellationToken);
        try
        {
            while (!_stopping.IsCancellationRequested && Due() is { Length: > 0 } due)
                await Task.WhenAll(due.Select(RunAsync));
        }
        finally
        {
            Rearm();
            _running.Release();
        }
    }

    /// <summary>Runs a timer function now, outside its schedule.</summary>
    /// <returns>Null when there is no timer function of that name.</returns>
    public async Task<InvocationResult?> RunNowAsync(string name, CancellationToken cancellationToken)
    {
        if (_timers.Find(timer => timer.Function.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } timer)
            return null;
        return await InvokeAsync(timer, timer.Peek(time.GetUtcNow()), cancellationToken);
    }

    public void Dispose()
    {
        _alarm?.Dispose();
        _stopping.Dispose();
        _running.Dispose();
    }

    private async Task RunDueAsync()
    {
        try
        {
            await SettleAsync(_stopping.Token);
        }
        catch (OperationCanceledException)
        {
            // The host stops. The next start detects what was due.
        }
        catch (IOException exception)
        {
            MonitorFailed(logger, exception);
        }
    }

    private ScheduledFunction[] Due()
    {
        var now = time.GetUtcNow();
        return [.. _timers.Where(timer => timer.Due <= now)];
    }

    // The real host's setting, in both of its spellings.
    private bool IsDisabled(string function) =>
        (configuration[$"AzureWebJobs.{function}.Disabled"] ?? configuration[$"AzureWebJobs:{function}:Disabled"]) is { } setting
        && (setting == "1" || setting.Equals("true", StringComparison.OrdinalIgnoreCase));

    // If the function fails, the worker logs why. It runs again as scheduled.
    private async Task RunAsync(ScheduledFunction timer)
    {
        try
        {
            await InvokeAsync(timer, timer.Take(time.GetUtcNow()), _stopping.Token);
        }
        catch (IOException)
        {
            // The worker has stopped. Nothing is stored, as if the process had ended.
            return;
        }

        if (!_stopping.IsCancellationRequested)
            timer.Remember(time.GetUtcNow());
    }

    private Task<InvocationResult> InvokeAsync(ScheduledFunction timer, string input, CancellationToken cancellationToken) =>
        worker.InvokeAsync(
            timer.Function.Name, new Dictionary<string, string> { [timer.Function.Trigger.Name] = input }, null, null, cancellationToken);

    private void Rearm()
    {
        if (NextDue is not { } due || _stopping.IsCancellationRequested)
            return;
        var wait = due - time.GetUtcNow();
        _alarm?.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait, Timeout.InfiniteTimeSpan);
    }

    [LoggerMessage(LogLevel.Error, "A timer's last run could not be written to the data folder. The timers continue.")]
    private static partial void MonitorFailed(ILogger logger, Exception exception);
}
