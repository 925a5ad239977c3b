namespace Microsoft.DurableTask.Client;

/// <summary>Which ended instances to forget, by the time they were created and how they ended.</summary>
public record PurgeInstancesFilter(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null);
