namespace Accounts.Emulator.Durable;

/// <summary>Settings of the engine; the host takes them from host.json, <c>extensions.durableTask</c>.</summary>
public sealed record EngineOptions
{
    /// <summary>The folder of <c>durable.db</c>; created when it is missing.</summary>
    public required string Folder { get; init; }

    public int MaxConcurrentOrchestrators { get; init; } = 10 * Environment.ProcessorCount;

    public int MaxConcurrentActivities { get; init; } = 10 * Environment.ProcessorCount;

    /// <summary>
    /// Whether raising an event to an unknown or ended instance throws, as the real host does unless
    /// <c>throwStatusExceptionsOnRaiseEvent</c> is false in host.json; otherwise such events are dropped.
    /// </summary>
    public bool ThrowStatusExceptionsOnRaiseEvent { get; init; } = true;

    /// <summary>Ended instances are deleted, with their history, this long after their end; null keeps them.</summary>
    public TimeSpan? KeepEndedFor { get; init; }

    public FaultPoints FaultPoints { get; init; } = FaultPoints.None();

    /// <summary>Null: no snapshots are taken.</summary>
    public WriteWatch? Watch { get; init; }

    /// <summary>
    /// Whether another part of the process counts as killed. A real crash stops the whole process, so the failure of an activity
    /// is then not stored, and the engine is killed too.
    /// </summary>
    public Func<bool> IsProcessKilled { get; init; } = () => false;
}
