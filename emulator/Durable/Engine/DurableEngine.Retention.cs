namespace Accounts.Emulator.Durable;

/// <summary>Deletes ended instances: when a client asks for it, and after the retention time.</summary>
public sealed partial class DurableEngine
{
    private const int MostForgottenAtOnce = 500;

    private DateTimeOffset _forgottenAt = DateTimeOffset.MinValue;

    /// <summary>Deletes those instances that have ended, and returns their number.</summary>
    internal int Purge(IReadOnlyCollection<string> ids, bool recursive) => Change(_ =>
        ids.SelectMany(id => recursive ? Family(id) : [id]).Distinct().Count(Forget));

    private bool Forget(string id)
    {
        var ended = _store.Find(id) is { IsEnded: true };
        if (ended)
            _store.Delete(id);
        return ended;
    }

    /// <summary>Called at the start, once a day, and when there is space again.</summary>
    private void ForgetEnded()
    {
        var now = Now();
        if (!_started || _options.KeepEndedFor is not { } age || now - _forgottenAt < LongestSleep)
            return;
        try
        {
            while (_store.EndedBefore(now - age, MostForgottenAtOnce) is { Count: > 0 } old)
                _store.Commit(() => old.Count(Forget));
            _forgottenAt = now;
        }
        catch (StoreFullException e)
        {
            AwaitSpace(e);
        }
    }
}
