namespace Microsoft.Azure.Functions.Worker;

/// <summary>Which attempt this is, where a function has a retry policy.</summary>
public abstract class RetryContext
{
    public abstract int RetryCount { get; }

    public abstract int MaxRetryCount { get; }
}
