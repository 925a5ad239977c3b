namespace Accounts.Emulator.Durable;

/// <summary>Settings of the engine; the host takes them from host.json, <c>extensions.durableTask</c>.</summary>
public sealed record EngineOptions
{
    /// <summary>The folder of <c>durable.db</c>; made when it is missing.</summary>
    public required string Folder { get; init; }

    public int MaxConcurrentOrchestrators { get; init; } = 10 * Environment.ProcessorCount;

    public int MaxConcurrentActivities { get; init; } = 10 * Environment.ProcessorCount;

    /// <summary>
    /// Whether raising an event to an unknown or ended instance throws, as the real host does unless
    /// <c>throwStatusExceptionsOnRaiseEvent</c> is false in host.json; otherwise such events are dropped.
    /// </summary>
    public bool ThrowStatusExceptionsOnRaiseEvent { get; init; } = true;

    /// <summary>Ended instances are forgotten this long after their end, with their history; null keeps them.</summary>
    public TimeSpan? KeepEndedFor { get; init; }

    public FaultPoints FaultPoints { get; init; } = FaultPoints.None();

    /// <summary>Absent: no snapshots are taken.</summary>
    public WriteWatch? Watch { get; init; }

    /// <summary>
    /// Whether another part of the process counts as killed. Nobody kills half a process: an activity that fails then has not failed,
    /// and the engine is killed too.
    /// </summary>
    public Func<bool> IsProcessKilled { get; init; } = () => false;
}
