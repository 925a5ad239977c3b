namespace Accounts.Emulator.Durable;

/// <summary>What the engine does on its own from time to time: ended instances are forgotten, and no message is left behind.</summary>
public sealed partial class DurableEngine
{
    private const int MostForgottenAtOnce = 500;

    private DateTimeOffset _forgottenAt = DateTimeOffset.MinValue;

    /// <summary>Only what has ended is forgotten; the number of instances that were.</summary>
    internal int Purge(IReadOnlyCollection<string> ids, bool recursive) => Change(_ =>
        ids.SelectMany(id => recursive ? Family(id) : [id]).Distinct().Count(Forget));

    private bool Forget(string id)
    {
        var ended = _store.Find(id) is { IsEnded: true };
        if (ended)
            _store.Delete(id);
        return ended;
    }

    /// <summary>At the start, once a day, and when there is space again.</summary>
    private void KeepHouse()
    {
        if (!_started)
            return;
        try
        {
            var now = Now();
            RescueStranded(now);
            ForgetEnded(now);
        }
        catch (StoreFullException e)
        {
            AwaitSpace(e);
        }
    }

    private void ForgetEnded(DateTimeOffset now)
    {
        if (_options.KeepEndedFor is not { } age || now - _forgottenAt < LongestSleep)
            return;
        while (_store.EndedBefore(now - age, MostForgottenAtOnce) is { Count: > 0 } old)
            _store.Commit(() => old.Count(Forget));
        _forgottenAt = now;
    }

    /// <summary>Events and answers that came while the clock was ahead of now must not wait until it is there again.</summary>
    private void RescueStranded(DateTimeOffset now)
    {
        if (_store.Stranded(now) is not { Count: > 0 } stranded)
            return;
        _store.Commit(() =>
        {
            stranded.ForEach(message => _store.MakeDue(message.Id, now));
            return true;
        });
        stranded.ForEach(message => Ready(message.Instance));
    }
}
