namespace Microsoft.DurableTask;

/// <summary>How a new orchestration instance is started.</summary>
public record StartOrchestrationOptions
{
    public StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null)
    {
        this.InstanceId = InstanceId;
        this.StartAt = StartAt;
    }

    public StartOrchestrationOptions(StartOrchestrationOptions options)
    {
        InstanceId = options.InstanceId;
        StartAt = options.StartAt;
        DedupeStatuses = options.DedupeStatuses;
    }

    /// <summary>Derived from the domain's id, so that a second start is visible; null takes a random one.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Not before this time; null or past: at once.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>
    /// Names of <c>OrchestrationRuntimeStatus</c> in which an existing instance of the same id is kept and the start refused.
    /// Null takes the storage's default: refused while the instance is pending, running or suspended.
    /// </summary>
    public IReadOnlyList<string>? DedupeStatuses { get; init; }
}
