namespace Microsoft.DurableTask.Client;

/// <param name="Recursive">Whether sub-orchestrations are forgotten too.</param>
public record PurgeInstanceOptions(bool Recursive = false);
