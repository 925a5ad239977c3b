namespace Accounts.Platform.Processes;

/// <summary>A step of a process failed for a reason that passes; it is to be tried again. See <see cref="Retries"/>.</summary>
public abstract class RetriableException(string message) : Exception(message);
