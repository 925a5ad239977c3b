using System.Text.Json.Nodes;
using Microsoft.DurableTask.Protobuf;

namespace Accounts.Tests.Stories;

/// <summary>
/// A process as text that must be equal on both engines: its state, and its steps in order. How often a step ran is left out,
/// because it depends on whether a request's event or the process's own first read came first. Mails and logs would show if
/// anything was done twice.
/// </summary>
internal static class ProcessText
{
    public static string Of((OrchestrationState State, IReadOnlyList<HistoryEvent> History) process)
    {
        var (state, history) = process;
        var status = string.IsNullOrEmpty(state.CustomStatus) ? null : JsonNode.Parse(state.CustomStatus);
        string?[] parts =
        [
            $"{state.Name} {state.OrchestrationStatus}",
            status is null ? null : $"at {status["Step"]}{(status["LastError"] is { } error ? " with " + error : "")}",
            string.IsNullOrEmpty(state.Output) ? null : "returned " + state.Output,
            string.Join(" > ", Steps(history).Distinct()),
        ];
        return string.Join(", ", parts.Where(part => part is not null));
    }

    private static IEnumerable<string> Steps(IReadOnlyList<HistoryEvent> history)
    {
        var names = history.Where(line => line.TaskScheduled is not null)
            .ToDictionary(line => line.EventId, line => line.TaskScheduled.Name);
        foreach (var line in history)
        {
            if (line.TaskScheduled is { } scheduled)
                yield return scheduled.Name;
            else if (line.TaskFailed is { } failed)
                yield return $"{names[failed.TaskScheduledId]} failed with {Failure(failed.FailureDetails)}";
        }
    }

    private static string Failure(TaskFailureDetails failure)
    {
        var cause = failure.InnerFailure is null ? "" : " because of " + Failure(failure.InnerFailure);
        return $"{failure.ErrorType}: {failure.ErrorMessage}{cause}";
    }
}
