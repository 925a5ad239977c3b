namespace Accounts.Emulator;

/// <summary>
/// A part of the emulator that has work due at points in time: timer functions and durable timers.
/// When virtual time is moved, <c>POST /dev/clock</c> goes from due point to due point and lets every
/// part finish its work before it answers. While time just passes a part wakes itself, by a timer of the
/// <see cref="TimeProvider"/> it is given.
/// </summary>
public interface IVirtualTime
{
    /// <summary>When this part next has something to do, in UTC; null when nothing is waiting for time.</summary>
    DateTimeOffset? NextDue { get; }

    /// <summary>Runs what is due at the clock's present time, and everything that follows from it, to rest.</summary>
    Task SettleAsync(CancellationToken cancellationToken);
}
