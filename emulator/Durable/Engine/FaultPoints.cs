namespace Accounts.Emulator.Durable;

/// <summary>
/// Lets a test kill the engine at an exact point: before a commit, after a commit, or between an activity and the commit
/// of its result. From then on the engine writes nothing, like a killed process. A new engine on the same folder continues.
/// </summary>
public sealed class FaultPoints
{
    private readonly int _dieAt;
    private int _reached;

    private FaultPoints(int dieAt) => _dieAt = dieAt;

    /// <summary>How many points have been passed so far.</summary>
    public int Reached => Volatile.Read(ref _reached);

    /// <summary>Only counts the points.</summary>
    public static FaultPoints None() => new(0);

    /// <summary>Kills the engine at the n-th point, counted from 1 in the order in which points are reached.</summary>
    public static FaultPoints DieAt(int point) => new(point);

    /// <summary>True when the engine is killed here.</summary>
    internal bool Reach() => Interlocked.Increment(ref _reached) == _dieAt;
}
