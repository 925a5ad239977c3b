namespace Microsoft.DurableTask;

/// <summary>Declarative retry of an activity or sub-orchestration: exponential back-off between attempts.</summary>
public class RetryPolicy
{
    /// <param name="maxNumberOfAttempts">Counts the first one too; at least 1.</param>
    /// <param name="firstRetryInterval">Wait before the second attempt; above zero.</param>
    /// <param name="backoffCoefficient">Factor by which each further wait grows; at least 1.</param>
    /// <param name="maxRetryInterval">Longest wait; one hour when null.</param>
    /// <param name="retryTimeout">No further attempt once this has passed since the first; unlimited when null.</param>
    public RetryPolicy(
        int maxNumberOfAttempts,
        TimeSpan firstRetryInterval,
        double backoffCoefficient = 1.0,
        TimeSpan? maxRetryInterval = null,
        TimeSpan? retryTimeout = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxNumberOfAttempts);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(firstRetryInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(backoffCoefficient, 1.0);
        ThrowIfShorter(maxRetryInterval, firstRetryInterval, nameof(maxRetryInterval));
        ThrowIfShorter(retryTimeout, firstRetryInterval, nameof(retryTimeout));
        MaxNumberOfAttempts = maxNumberOfAttempts;
        FirstRetryInterval = firstRetryInterval;
        BackoffCoefficient = backoffCoefficient;
        MaxRetryInterval = maxRetryInterval ?? TimeSpan.FromHours(1);
        RetryTimeout = retryTimeout ?? Timeout.InfiniteTimeSpan;
    }

    public int MaxNumberOfAttempts { get; }

    public TimeSpan FirstRetryInterval { get; }

    public double BackoffCoefficient { get; }

    public TimeSpan MaxRetryInterval { get; }

    public TimeSpan RetryTimeout { get; }

    /// <summary>Says which failures are worth another attempt; all, when it is not set.</summary>
    public Func<TaskFailureDetails, bool> HandleFailure
    {
        internal get;
        init;
    } = _ => true;

    /// <summary>The wait after a failed attempt, or null when the policy gives up.</summary>
    /// <param name="attempt">The attempt that failed, counted from 1.</param>
    /// <param name="elapsed">Time since the first attempt was asked for.</param>
    /// <param name="failure">Why it failed.</param>
    internal TimeSpan? NextDelay(int attempt, TimeSpan elapsed, TaskFailureDetails failure)
    {
        if (attempt >= MaxNumberOfAttempts || (RetryTimeout != Timeout.InfiniteTimeSpan && elapsed >= RetryTimeout) || !Handles(failure))
        {
            return null;
        }

        var milliseconds = FirstRetryInterval.TotalMilliseconds * Math.Pow(BackoffCoefficient, attempt - 1);
        var longest = MaxRetryInterval == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : MaxRetryInterval;
        return milliseconds < longest.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : longest;
    }

    // As in the real engine: a rule that throws gives up, and the failure that it was asked about surfaces.
    private bool Handles(TaskFailureDetails failure)
    {
        try
        {
            return HandleFailure(failure);
        }
#pragma warning disable CA1031
        catch
#pragma warning restore CA1031
        {
            return false;
        }
    }

    private static void ThrowIfShorter(TimeSpan? value, TimeSpan firstRetryInterval, string name)
    {
        if (value < firstRetryInterval && value != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(name, value, "Must not be shorter than the first retry interval.");
        }
    }
}
