namespace Microsoft.DurableTask.Client;

/// <summary>How many instances were forgotten.</summary>
public class PurgeResult
{
    public PurgeResult(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        PurgedInstanceCount = count;
    }

    public int PurgedInstanceCount { get; }
}
