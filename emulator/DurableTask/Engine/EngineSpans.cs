using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace Accounts.Emulator.DurableTask;

/// <summary>
/// Spans with the names, kinds and tags that Durable Functions gives them. Most of them outlive the process that began
/// them, so nothing of them is kept in memory: each is made when it ends, from the history, and its id follows from what it
/// is about, so that what lies below it could name it before.
/// </summary>
internal static class EngineSpans
{
    private const string OrchestrationType = "orchestration";
    private const string ActivityType = "activity";

    private static readonly ActivitySource Source = new("Microsoft.DurableTask");

    public static bool AreWanted => Source.HasListeners();

    /// <summary>While a client starts an instance; its id goes with the start.</summary>
    public static Activity? Scheduling(string name, string instance) => Tag(
        Source.StartActivity($"create_orchestration:{name}", ActivityKind.Producer), OrchestrationType, name, instance);

    /// <summary>While a client raises an event.</summary>
    public static Activity? Raising(string name, string target) => Tag(
        Source.StartActivity($"orchestration_event:{name}", ActivityKind.Producer), "event", name)?.SetTag("durabletask.event.target_instance_id", target);

    /// <summary>From the start of an execution to its end.</summary>
    /// <returns>Null when nobody listens, or nobody did when it was started.</returns>
    public static Activity? Running(InstanceRow row, ExecutionStarted start) =>
        ActivityContext.TryParse(start.TraceParent, null, out var parent)
            ? Tag(Begin($"orchestration:{start.Name}", ActivityKind.Server, parent, start.At, IdOf(row.Execution)), OrchestrationType, start.Name, row.Id)
            : null;

    /// <summary>While an activity runs.</summary>
    public static Activity? Running(QueuedActivity activity, ExecutionStarted? start) =>
        ActivityContext.TryParse(start?.TraceParent, null, out var trace)
            ? Tag(
                Source.StartActivity(
                    $"activity:{activity.Name}",
                    ActivityKind.Server,
                    new ActivityContext(trace.TraceId, IdOf(activity.Execution, activity.Step), trace.TraceFlags)),
                ActivityType,
                activity.Name,
                activity.Instance)?.SetTag("durabletask.task.task_id", activity.Step)
            : null;

    /// <summary>Which span a sub-orchestration lies below.</summary>
    public static string? ParentOfChild(ExecutionStarted? start, string execution, int step) =>
        ActivityContext.TryParse(start?.TraceParent, null, out var trace)
            ? string.Create(CultureInfo.InvariantCulture, $"00-{trace.TraceId}-{IdOf(execution, step)}-{(byte)trace.TraceFlags:x2}")
            : null;

    /// <summary>What an orchestration waited for, made when it has come.</summary>
    public static void Came(Activity orchestration, InstanceRow row, RequestedStep asked, StepOutcome outcome)
    {
        var span = asked switch
        {
            ActivityScheduled e => Tag(Below($"activity:{e.Name}", ActivityKind.Client, IdOf(row.Execution, e.Id)), ActivityType, e.Name, row.Id),
            ChildScheduled e => Tag(Below($"orchestration:{e.Name}", ActivityKind.Client, IdOf(row.Execution, e.Id)), OrchestrationType, e.Name, row.Id),
            TimerCreated e => Tag(Below($"orchestration:{row.Name}:timer", ActivityKind.Internal, null), "timer", row.Name, row.Id)
                ?.SetTag("durabletask.fire_at", e.FireAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),
            _ => null,
        };
        span?.SetTag("durabletask.task.task_id", asked.Id);
        if (outcome is ActivityFailed { Failure: var failure })
            span?.SetStatus(ActivityStatusCode.Error, failure.ErrorMessage);
        else if (outcome is ChildFailed { Failure: var childFailure })
            span?.SetStatus(ActivityStatusCode.Error, childFailure.ErrorMessage);
        End(span, outcome.At);

        Activity? Below(string name, ActivityKind kind, ActivitySpanId? id) => Begin(name, kind, orchestration.Context, asked.At, id);
    }

    /// <summary>An event that an orchestration sent.</summary>
    public static void Sent(Activity orchestration, InstanceRow row, EventSent sent) => End(
        Tag(Begin($"orchestration_event:{sent.Name}", ActivityKind.Producer, orchestration.Context, sent.At, null), "event", sent.Name, row.Id)
            ?.SetTag("durabletask.event.target_instance_id", sent.InstanceId),
        sent.At);

    public static void End(Activity? span, DateTimeOffset at) => span?.SetEndTime(at.UtcDateTime).Dispose();

    private static Activity? Begin(string name, ActivityKind kind, ActivityContext parent, DateTimeOffset at, ActivitySpanId? id)
    {
        var span = Source.StartActivity(name, kind, parent, startTime: at);
        if (span is not null && id is { } wanted)
        {
            SpanId(span) = wanted.ToHexString();
            Id(span) = null;
        }

        return span;
    }

    private static Activity? Tag(Activity? span, string type, string name, string? instance = null) =>
        span?.SetTag("durabletask.type", type).SetTag("durabletask.task.name", name).SetTag("durabletask.task.instance_id", instance);

    private static ActivitySpanId IdOf(string execution, int? step = null) => ActivitySpanId.CreateFromBytes(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{execution} {step}"))).AsSpan(0, 8));

    // There is no other way to say which id a span has; the real framework does it like this, too.
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_spanId")]
    private static extern ref string? SpanId(Activity span);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_id")]
    private static extern ref string? Id(Activity span);
}
