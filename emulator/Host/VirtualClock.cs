using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Accounts.Emulator;

/// <summary>
/// The clock of everything in the emulator. It runs with real time or is frozen, and can be moved forward;
/// timers, delays and timeouts created with it follow.
/// </summary>
/// <remarks>
/// A move waits until the parts (<see cref="IVirtualTime"/>) have done what is due. Code that continues after a plain delay
/// is started, but not waited for. If a function itself waits for time to pass while the clock is frozen, the move never
/// ends.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore's wait handle is never made; nothing is held that needs disposing.")]
public sealed class VirtualClock : TimeProvider
{
    // Parts may wake each other at the same instant. More rounds than this are an endless loop.
    private const int MostRounds = 1000;

    private readonly VirtualTimers _timers;
    private readonly List<IVirtualTime> _parts = [];
    private readonly SemaphoreSlim _moving = new(1, 1);
    private readonly bool _frozen;
    private readonly string? _file;

    // Ticks: the present UTC time if the clock is frozen, else the lead over real time.
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
    /// A clock that runs with real time and stores its lead in a file. Otherwise, data stored in virtual time would be in the
    /// future for the next process.
    /// </summary>
    /// <exception cref="InvalidDataException">The file has other content.</exception>
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

    /// <summary>Includes a part in moves until the result is disposed.</summary>
    public IDisposable Drive(IVirtualTime part)
    {
        lock (_parts)
            _parts.Add(part);
        return new Registration(this, part);
    }

    /// <summary>
    /// Moves forward by <paramref name="by"/>, in steps from one due time to the next. At each step all parts finish their work.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The duration is negative.</exception>
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

        throw new InvalidOperationException($"After {MostRounds} rounds, the emulator still has work that is due at {GetUtcNow():O}.");
    }

    private DateTimeOffset? NextDue() => Parts().Select(part => part.NextDue).Append(_timers.NextDue).Min();

    // Callers settle next. So what became due is fired at this exact instant, and not by the real timer.
    private void MoveTo(DateTimeOffset instant)
    {
        var ahead = (instant - GetUtcNow()).Ticks;
        if (ahead <= 0)
            return;
        // Saved before anything can be stored at the new time.
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
