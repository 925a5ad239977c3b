using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.DurableTask.Protobuf;

namespace Accounts.Emulator.Durable;

/// <summary>
/// Spans with the names, kinds and tags that Durable Functions gives them. Most of them outlive the process that started
/// them, so they are not kept in memory: each span is created from the history when it ends. Its id is computed from its
/// subject, so that child spans can refer to it before it exists.
/// </summary>
internal static class EngineSpans
{
    private const string OrchestrationType = "orchestration";
    private const string ActivityType = "activity";

    private static readonly ActivitySource Source = new("Microsoft.DurableTask");

    public static bool AreWanted => Source.HasListeners();

    /// <summary>The span of an execution, from its start to its end.</summary>
    /// <returns>Null when there is no listener, or there was none when the execution started.</returns>
    public static Activity? Running(Step step) => TraceOf(step) is { } parent
        ? Tag(
            Begin($"orchestration:{step.Row.Name}", ActivityKind.Server, parent, StartOf(step), IdOf(step.Row.Execution)),
            OrchestrationType,
            step.Row.Name,
            step.Row.Id)
        : null;

    /// <summary>The span of an activity while it runs.</summary>
    public static Activity? Running(QueuedActivity activity)
    {
        if (!ActivityContext.TryParse(activity.TraceParent, null, out var parent))
            return null;
        var span = Source.StartActivity($"activity:{activity.Name}", ActivityKind.Server, parent);
        return Tag(span, ActivityType, activity.Name, activity.Instance)?.SetTag("durabletask.task.task_id", activity.Task);
    }

    /// <summary>The parent span of an activity or a sub-orchestration; null when it is not traced.</summary>
    public static string? Below(Step step, int task) => TraceOf(step) is { } trace
        ? string.Create(CultureInfo.InvariantCulture, $"00-{trace.TraceId}-{IdOf(step.Row.Execution, task)}-{(byte)trace.TraceFlags:x2}")
        : null;

    /// <summary>The span of something that an orchestration waited for, created when the result has arrived.</summary>
    public static void Came(Activity orchestration, InstanceRow row, HistoryEvent asked, HistoryEvent outcome)
    {
        var id = IdOf(row.Execution, asked.EventId);
        var span = asked switch
        {
            { TaskScheduled.Name: var name } =>
                Tag(Below($"activity:{name}", ActivityKind.Client, id), ActivityType, name, row.Id),
            { SubOrchestrationInstanceCreated.Name: var name } =>
                Tag(Below($"orchestration:{name}", ActivityKind.Client, id), OrchestrationType, name, row.Id),
            { TimerCreated.FireAt: var fireAt } =>
                Tag(Below($"orchestration:{row.Name}:timer", ActivityKind.Internal, null), "timer", row.Name, row.Id)
                    ?.SetTag("durabletask.fire_at", fireAt.ToDateTime().ToString("O", CultureInfo.InvariantCulture)),
            _ => null,
        };
        span?.SetTag("durabletask.task.task_id", asked.EventId);
        if (outcome.Failure() is { } failure)
            span?.SetStatus(ActivityStatusCode.Error, failure.ErrorMessage);
        End(span, outcome.At());

        Activity? Below(string name, ActivityKind kind, ActivitySpanId? given) =>
            Begin(name, kind, orchestration.Context, asked.At(), given);
    }

    public static void End(Activity? span, DateTimeOffset at) => span?.SetEndTime(at.UtcDateTime).Dispose();

    private static ActivityContext? TraceOf(Step step) =>
        ActivityContext.TryParse(step.Start?.ParentTraceContext?.TraceParent, null, out var parent) ? parent : null;

    private static DateTimeOffset StartOf(Step step) =>
        step.Past.Events.Concat(step.Added.Events).First(line => line.ExecutionStarted is not null).At();

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

    // There is no other way to set a span's id. The real framework does the same.
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_spanId")]
    private static extern ref string? SpanId(Activity span);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_id")]
    private static extern ref string? Id(Activity span);
}
