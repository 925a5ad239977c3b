using System.Diagnostics.CodeAnalysis;

namespace Microsoft.DurableTask;

/// <summary>Thrown in an orchestrator by the await of an activity or sub-orchestration that failed for good.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "Surface of the real type.")]
public sealed class TaskFailedException : Exception
{
    public TaskFailedException(string taskName, int taskId, TaskFailureDetails failureDetails)
        : base($"Task '{taskName}' (#{taskId}) failed with an unhandled exception: {failureDetails?.ErrorMessage}")
    {
        ArgumentNullException.ThrowIfNull(failureDetails);
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = failureDetails;
    }

    public string TaskName { get; }

    /// <summary>The number of the call within its orchestration, counted from 0.</summary>
    public int TaskId { get; }

    public TaskFailureDetails FailureDetails { get; }
}
