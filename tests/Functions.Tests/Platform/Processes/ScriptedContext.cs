using Accounts.Platform.Processes;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Accounts.Tests.Platform.Processes;

/// <summary>The context of an orchestrator, driven by a test: time, change events and activities. It does not replay.</summary>
internal sealed class ScriptedContext : TaskOrchestrationContext
{
    private readonly List<(DateTime At, TaskCompletionSource Fired)> _timers = [];
    private readonly Queue<Change> _unread = new();
    private DateTime _now = App.Start.UtcDateTime;
    private TaskCompletionSource<Change>? _wait;

    public override TaskName Name => "Scripted";

    public override string InstanceId => "process-1";

    public override ParentOrchestrationInstance? Parent => null;

    public override DateTime CurrentUtcDateTime => _now;

    public override bool IsReplaying => false;

    /// <summary>Stands in for all activities: takes name and input, returns the result.</summary>
    public Func<string, object?, object?> Activity { get; set; } = (_, _) => null;

    public int TimersSet { get; private set; }

    public int TimersOpen => _timers.Count(timer => !timer.Fired.Task.IsCompleted);

    public ProcessStatus? Status { get; private set; }

    protected override ILoggerFactory LoggerFactory => NullLoggerFactory.Instance;

    public void Raise(Change change)
    {
        if (_wait is { } wait)
        {
            _wait = null;
            wait.SetResult(change);
        }
        else
        {
            _unread.Enqueue(change);
        }
    }

    public void Advance(TimeSpan by)
    {
        var end = _now + by;
        while (_timers.Where(timer => timer.At <= end && !timer.Fired.Task.IsCompleted)
            .OrderBy(timer => timer.At)
            .FirstOrDefault() is { Fired: not null } next)
        {
            _now = next.At > _now ? next.At : _now;
            next.Fired.TrySetResult();
        }

        _now = end;
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        TimersSet++;
        var fired = new TaskCompletionSource();
        cancellationToken.Register(() => fired.TrySetCanceled(cancellationToken));
        _timers.Add((fireAt, fired));
        return fired.Task;
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        Assert.Equal(ChangeEvents.Name, eventName);
        Assert.Null(_wait);
        var wait = new TaskCompletionSource<Change>();
        if (_unread.TryDequeue(out var change))
            wait.SetResult(change);
        else
            _wait = wait;
        return (Task<T>)(object)wait.Task;
    }

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        Assert.NotNull(options?.Retry);
        try
        {
            return Task.FromResult((TResult)Activity(name.Name, input)!);
        }
        catch (TaskFailedException e)
        {
            return Task.FromException<TResult>(e);
        }
    }

    public override void SetCustomStatus(object? customStatus) => Status = Assert.IsType<ProcessStatus>(customStatus);

    public override T GetInput<T>() => throw new NotSupportedException();

    public override void SendEvent(string instanceId, string eventName, object payload) => throw new NotSupportedException();

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
        throw new NotSupportedException();

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) => throw new NotSupportedException();

    public override Guid NewGuid() => throw new NotSupportedException();
}
