using System.Globalization;

namespace Accounts.Emulator.DurableTask;

/// <summary>A history as a person reads it: what ran, waited, came, failed, and was tried again.</summary>
internal static class HistoryText
{
    public static IEnumerable<(DateTimeOffset At, string What, string? Data)> Lines(IReadOnlyList<HistoryEvent> history)
    {
        var asked = history.OfType<RequestedStep>().ToDictionary(step => step.Id);
        return history.Where(line => line is not StepStarted).Select(line =>
        {
            var (what, data) = Describe(line, asked);
            return (line.At, what, data);
        });
    }

    private static (string What, string? Data) Describe(HistoryEvent line, Dictionary<int, RequestedStep> asked) => line switch
    {
        ExecutionStarted e => ($"{e.Name} started", e.Input),
        ActivityScheduled e => ($"#{e.Id} activity {e.Name} asked for", e.Input),
        TimerCreated e => ($"#{e.Id} timer set to {e.FireAt.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)}", null),
        ChildScheduled e => ($"#{e.Id} sub-orchestration {e.Name} {e.InstanceId} asked for", e.Input),
        EventSent e => ($"#{e.Id} event {e.Name} sent to {e.InstanceId}", e.Payload),
        ActivityCompleted e => ($"{Name(e.Id, asked)} completed", e.Result),
        ActivityFailed e => ($"{Name(e.Id, asked)} failed with {e.Failure}", null),
        ChildCompleted e => ($"{Name(e.Id, asked)} completed", e.Result),
        ChildFailed e => ($"{Name(e.Id, asked)} failed with {e.Failure}", null),
        TimerFired e => ($"#{e.Id} timer fired", null),
        TimerCanceled e => ($"#{e.Id} timer cancelled", null),
        EventRaised e => ($"event {e.Name} came", e.Payload),
        ExecutionSuspended e => (Because("suspended", e.Reason), null),
        ExecutionResumed e => (Because("resumed", e.Reason), null),
        ExecutionTerminated e => ("terminated", e.Output),
        ExecutionCompleted e => ("completed", e.Output),
        ExecutionFailed e => ($"failed with {e.Failure}", null),
        ExecutionAborted e => ($"aborted: {e.Failure}", null),
        _ => (line.GetType().Name, null),
    };

    private static string Name(int id, Dictionary<int, RequestedStep> asked) => asked.GetValueOrDefault(id) switch
    {
        ActivityScheduled step => $"#{id} activity {step.Name}",
        ChildScheduled step => $"#{id} sub-orchestration {step.Name}",
        _ => $"#{id}",
    };

    private static string Because(string what, string? reason) => string.IsNullOrEmpty(reason) ? what : $"{what}: {reason}";
}
