namespace Accounts.Emulator;

/// <summary>
/// A part of the emulator that has work due at points in time: timer functions, durable timers, the vendor's callbacks.
/// When virtual time is moved, <c>POST /dev/clock</c> goes from one due time to the next and lets every
/// part finish its work before it answers. While time passes normally, a part wakes itself with a timer of the
/// <see cref="TimeProvider"/> that it gets.
/// </summary>
public interface IVirtualTime
{
    /// <summary>When this part next has work to do, in UTC; null when nothing waits for a time.</summary>
    DateTimeOffset? NextDue { get; }

    /// <summary>Runs what is due at the clock's present time, and everything that follows from it, to its end.</summary>
    Task SettleAsync(CancellationToken cancellationToken);
}
