using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Accounts.Emulator;

/// <summary>
/// Time as everything in the emulator sees it. It runs with real time or stands still, and can be moved forward;
/// timers, delays and timeouts made with it follow.
/// </summary>
/// <remarks>
/// Moving waits for the parts (<see cref="IVirtualTime"/>) to do what falls due; what continues after a plain delay
/// is started, not waited for. A function that itself waits for time to pass while the clock stands still is waited
/// for in vain.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore's wait handle is never made; nothing is held that needs disposing.")]
public sealed class VirtualClock : TimeProvider
{
    // Parts may wake each other at one instant; that many times is not work but a loop.
    private const int MostRounds = 1000;

    private readonly VirtualTimers _timers;
    private readonly List<IVirtualTime> _parts = [];
    private readonly SemaphoreSlim _moving = new(1, 1);
    private readonly bool _frozen;
    private readonly string? _file;

    // UTC ticks: the present where the clock stands still, else the lead over real time.
    private long _ticks;

    /// <summary>A clock that runs with real time.</summary>
    public VirtualClock() : this(false, 0)
    {
    }

    private VirtualClock(bool frozen, long ticks, string? file = null)
    {
        _frozen = frozen;
        _ticks = ticks;
        _file = file;
        _timers = new VirtualTimers(this, frozen);
    }

    /// <summary>A clock that shows <paramref name="instant"/> until it is moved.</summary>
    public static VirtualClock FrozenAt(DateTimeOffset instant) => new(true, instant.UtcTicks);

    /// <summary>
    /// A clock that runs with real time and keeps its lead in a file: what was stored in virtual time would lie in the
    /// future of a next process that began in real time.
    /// </summary>
    /// <exception cref="InvalidDataException">There is something else in the file.</exception>
    internal static VirtualClock KeptIn(string file)
    {
        var lead = TimeSpan.Zero;
        if (File.Exists(file) && !TimeSpan.TryParseExact(File.ReadAllText(file).Trim(), "c", CultureInfo.InvariantCulture, out lead))
            throw new InvalidDataException($"{file} is not the clock's lead, such as 14.00:00:00. Delete it to go back to real time.");
        return new VirtualClock(false, lead.Ticks, file);
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        var ticks = Interlocked.Read(ref _ticks);
        return _frozen ? new DateTimeOffset(ticks, TimeSpan.Zero) : System.GetUtcNow().AddTicks(ticks);
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _timers.Create(callback, state, dueTime, period);

    /// <summary>Makes a part take part in moves until the answer is disposed.</summary>
    public IDisposable Drive(IVirtualTime part)
    {
        lock (_parts)
            _parts.Add(part);
        return new Registration(this, part);
    }

    /// <summary>Goes to <paramref name="by"/> from now, from due point to due point, and lets all parts come to rest at each.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Time does not go back.</exception>
    public async Task AdvanceAsync(TimeSpan by, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        await _moving.WaitAsync(cancellationToken);
        try
        {
            var target = GetUtcNow() + by;
            await SettleAsync(cancellationToken);
            while (NextDue() is { } due && due <= target)
            {
                MoveTo(due);
                await SettleAsync(cancellationToken);
            }

            MoveTo(target);
            await SettleAsync(cancellationToken);
        }
        finally
        {
            _moving.Release();
        }
    }

    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            _timers.FireDue();
            foreach (var part in Parts())
                await part.SettleAsync(cancellationToken);
            if (NextDue() is not { } due || due > GetUtcNow())
                return;
        }

        throw new InvalidOperationException($"The parts of the emulator do not come to rest at {GetUtcNow():O}.");
    }

    private DateTimeOffset? NextDue() => Parts().Select(part => part.NextDue).Append(_timers.NextDue).Min();

    // Always settled next: what became due is fired there, at this very instant, and not by the timers' alarm.
    private void MoveTo(DateTimeOffset instant)
    {
        var ahead = (instant - GetUtcNow()).Ticks;
        if (ahead <= 0)
            return;
        // Before anything can be stored at the new time.
        Keep(_ticks + ahead);
        Interlocked.Add(ref _ticks, ahead);
    }

    private void Keep(long lead)
    {
        if (_file is not null)
            WholeFile.Write(_file, new TimeSpan(lead).ToString("c", CultureInfo.InvariantCulture));
    }

    private IVirtualTime[] Parts()
    {
        lock (_parts)
            return [.. _parts];
    }

    private sealed class Registration(VirtualClock clock, IVirtualTime part) : IDisposable
    {
        public void Dispose()
        {
            lock (clock._parts)
                clock._parts.Remove(part);
        }
    }
}
