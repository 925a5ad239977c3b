namespace Accounts.Platform.Processes;

/// <summary>A step of a process failed for a temporary reason and must be retried. See <see cref="Retries"/>.</summary>
public abstract class RetriableException(string message) : Exception(message);
