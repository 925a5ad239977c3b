using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Microsoft.DurableTask.Protobuf;

namespace Accounts.Emulator.Durable;

/// <summary>A history as readable text, one line per event.</summary>
internal static class HistoryText
{
    public static IEnumerable<(DateTimeOffset At, string What, string? Data)> Lines(IReadOnlyList<HistoryEvent> history)
    {
        var asked = history.Where(line => line.EventId >= 0).ToDictionary(line => line.EventId);
        return history.Where(line => line.OrchestratorStarted is null).Select(line =>
        {
            var (what, data) = Describe(line, asked);
            return (line.At(), what, data);
        });
    }

    private static (string What, string? Data) Describe(HistoryEvent line, Dictionary<int, HistoryEvent> asked) => line switch
    {
        { ExecutionStarted: { } e } => ($"{e.Name} started", e.Input),
        { TaskScheduled: { } e } => ($"{Name(line.EventId, asked)} scheduled", Events.Argument(e.Input)),
        { TimerCreated: { } e } => ($"#{line.EventId} timer set to {Time(e.FireAt)}", null),
        { SubOrchestrationInstanceCreated: { } e } => ($"{Name(line.EventId, asked)} {e.InstanceId} scheduled", e.Input),
        { EventSent: { } e } => ($"#{line.EventId} event {e.Name} sent to {e.InstanceId}", e.Input),
        { TaskCompleted: { } e } => ($"{Name(e.TaskScheduledId, asked)} completed", e.Result),
        { TaskFailed: { } e } => ($"{Name(e.TaskScheduledId, asked)} failed with {Text(e.FailureDetails)}", null),
        { SubOrchestrationInstanceCompleted: { } e } => ($"{Name(e.TaskScheduledId, asked)} completed", e.Result),
        { SubOrchestrationInstanceFailed: { } e } =>
            ($"{Name(e.TaskScheduledId, asked)} failed with {Text(e.FailureDetails)}", null),
        { TimerFired: { } e } => ($"#{e.TimerId} timer fired", null),
        { EventRaised: { } e } => ($"event {e.Name} received", e.Input),
        { ExecutionSuspended: { } e } => (Because("suspended", e.Input), null),
        { ExecutionResumed: { } e } => (Because("resumed", e.Input), null),
        { ExecutionTerminated: { } e } => ("terminated", e.Input),
        { ExecutionCompleted: { OrchestrationStatus: OrchestrationStatus.Failed } e } =>
            ($"failed with {Text(e.FailureDetails)}", null),
        { ExecutionCompleted: { OrchestrationStatus: OrchestrationStatus.Terminated } } => ("ended", null),
        { ExecutionCompleted: { } e } => ("completed", e.Result),
        _ => (line.EventTypeCase.ToString(), null),
    };

    private static string Name(int id, Dictionary<int, HistoryEvent> asked) => asked.GetValueOrDefault(id) switch
    {
        { TaskScheduled: { } task } => $"#{id} activity {task.Name}",
        { SubOrchestrationInstanceCreated: { } child } => $"#{id} sub-orchestration {child.Name}",
        _ => $"#{id}",
    };

    private static string Time(Timestamp time) =>
        time.ToDateTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Text(TaskFailureDetails? failure) =>
        failure is null ? "no reason" : $"{failure.ErrorType}: {failure.ErrorMessage}";

    private static string Because(string what, string? reason) => string.IsNullOrEmpty(reason) ? what : $"{what}: {reason}";
}
