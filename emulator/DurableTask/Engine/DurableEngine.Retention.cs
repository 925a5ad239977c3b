namespace Accounts.Emulator.DurableTask;

/// <summary>How ended instances are forgotten: when a client says so, and after their time.</summary>
public sealed partial class DurableEngine
{
    private DateTimeOffset _forgottenAt = DateTimeOffset.MinValue;

    /// <summary>Only what has ended is forgotten; the number of instances that were.</summary>
    internal int Purge(IReadOnlyList<string> ids, bool recursive)
    {
        var purged = 0;
        Change(_ => purged = ids.SelectMany(id => recursive ? Family(id) : [id]).Distinct().Count(Forget));
        return purged;
    }

    private bool Forget(string id)
    {
        var ended = _store.Find(id) is { IsEnded: true };
        if (ended)
        {
            _store.Delete(id);
        }

        return ended;
    }

    private void ForgetEnded(DateTimeOffset now)
    {
        if (_options.KeepEndedFor is { } age && now - _forgottenAt >= LongestSleep)
        {
            _forgottenAt = now;
            while (_store.EndedBefore(now - age, 500) is { Count: > 0 } old)
            {
                _store.Commit(() => old.Count(Forget));
            }
        }
    }
}
