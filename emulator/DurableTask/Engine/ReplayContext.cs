using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Accounts.Emulator.DurableTask;

/// <summary>The context that orchestrator code sees: every wait it hands out is a step of the replay.</summary>
internal sealed class ReplayContext(OrchestrationReplay replay, string instanceId, DataConverter converter, ILoggerFactory loggers)
    : TaskOrchestrationContext
{
    private ExecutionStarted? _started;
    private Func<IReadOnlyList<EventRaised>, Restart>? _restart;
    private int _guids;

    public override TaskName Name => _started!.Name;

    public override string InstanceId => instanceId;

    public override ParentOrchestrationInstance? Parent =>
        _started!.Parent is { } parent ? new(parent.Name, parent.InstanceId) : null;

    public override DateTime CurrentUtcDateTime => replay.Now.UtcDateTime;

    public override bool IsReplaying => replay.IsReplaying;

    public string? CustomStatusJson { get; private set; }

    protected override ILoggerFactory LoggerFactory => loggers;

    public void Start(ExecutionStarted execution) => _started = execution;

    public Restart? Restart() => _restart?.Invoke(replay.Events.Unclaimed);

    /// <summary>The last line of the history, from what the code returned or threw.</summary>
    public HistoryEvent End(Task<object?> code, DateTimeOffset now)
    {
        try
        {
            return new ExecutionCompleted(now, converter.Serialize(code.GetAwaiter().GetResult()));
        }
#pragma warning disable CA1031 // Whatever the orchestrator throws is its failure, not the engine's.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new ExecutionFailed(now, TaskFailureDetails.FromException(e));
        }
    }

    public override T? GetInput<T>()
        where T : default => converter.Deserialize<T>(_started!.Input);

    public object? GetInput(Type type) => converter.Deserialize(_started!.Input, type);

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        if (input is TaskOptions && options is null)
        {
            throw new ArgumentException("Options were given as the input. Pass them by name: options:", nameof(input));
        }

        var json = converter.Serialize(input);
        return Retrying.CallAsync(this, options, () =>
        {
            var call = new PendingStep<TResult>();
            replay.Request(id => new ActivityScheduled(replay.Now, id, name, json), call);
            return call.Task;
        });
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        var json = converter.Serialize(input);
        var child = (options as SubOrchestrationOptions)?.InstanceId ?? NewGuid().ToString("N");
        return Retrying.CallAsync(this, options, () =>
        {
            var call = new PendingStep<TResult>();
            replay.Request(id => new ChildScheduled(replay.Now, id, orchestratorName, child, json), call);
            return call.Task;
        });
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        replay.CheckAccess();
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        var timer = new PendingStep<object>();
        var id = replay.Request(id => new TimerCreated(replay.Now, id, new(fireAt.ToUniversalTime())), timer);
        cancellationToken.Register(() =>
        {
            if (replay.CancelTimer(id))
            {
                timer.Cancel(cancellationToken);
            }
        });
        return timer.Task;
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        replay.CheckAccess();
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        return replay.Events.Wait<T>(eventName, cancellationToken);
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        var json = converter.Serialize(payload);
        replay.Request(id => new EventSent(replay.Now, id, instanceId, eventName, json), null);
    }

    public override void SetCustomStatus(object? customStatus)
    {
        replay.CheckAccess();
        CustomStatusJson = converter.Serialize(customStatus);
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        replay.CheckAccess();
        var input = converter.Serialize(newInput);
        _restart = unclaimed => new(input, preserveUnprocessedEvents ? [.. unclaimed] : []);
    }

    /// <summary>From instance, time and a counter, so that a replay gives the same; version 8 of RFC 9562 is for such schemes.</summary>
    public override Guid NewGuid()
    {
        replay.CheckAccess();
        var name = string.Create(CultureInfo.InvariantCulture, $"{InstanceId}|{CurrentUtcDateTime:O}|{_guids++}");
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new(bytes, bigEndian: true);
    }
}
