using SQLitePCL;

namespace Accounts.Emulator.Tables;

/// <summary>
/// Issues the versions of entities. They are counted in memory. The file has a version ahead of them all, from which a new
/// start continues, so that most writes do not update it.
/// </summary>
internal sealed class VersionCounter : IDisposable
{
    private const long Ahead = TimeSpan.TicksPerMinute;

    private readonly Statement _reserve;
    private long _last;
    private long _reserved;
    private long _reserving;

    public VersionCounter(sqlite3 database)
    {
        _reserve = new Statement(database, "UPDATE clock SET version = ?1");
        using var kept = new Statement(database, "SELECT version FROM clock");
        using var run = kept.Start();
        run.Read();
        _last = _reserved = _reserving = run.Number(0);
    }

    /// <summary>Takes versions within a transaction, and returns the first one.</summary>
    public long Next(DateTimeOffset now, int count)
    {
        var first = Math.Max(_last, now.UtcTicks) + 1;
        _last = first + count - 1;
        if (_last > _reserved)
            _reserve.Execute(_reserving = _last + Ahead);
        return first;
    }

    public void Commit() => _reserved = _reserving;

    public void RollBack() => _reserving = _reserved;

    public void Dispose() => _reserve.Dispose();
}
