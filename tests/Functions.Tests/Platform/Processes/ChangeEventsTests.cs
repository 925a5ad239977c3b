using Accounts.Platform.Processes;

namespace Accounts.Tests.Platform.Processes;

/// <summary>When a process reads its subject. The tests check whether each wait has completed, so they await nothing.</summary>
public sealed class ChangeEventsTests : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly ScriptedContext _context = new();
    private readonly ChangeEvents _changes;
    private int _reads;

    public ChangeEventsTests() => _changes = new ChangeEvents(_context);

    public void Dispose() => _changes.Dispose();

    // Nothing runs on another thread: all work is done when the context's method returns.
    private static T ResultOf<T>(Task<T> task)
    {
        Assert.True(task.IsCompletedSuccessfully);
        return task.Result;
    }

    [Fact]
    public void A_started_process_waits_for_its_request_before_it_reads()
    {
        var isWritten = true;
        var written = _changes.WrittenAsync(() => ReadAsync(isWritten));
        _context.Advance(Minute - TimeSpan.FromSeconds(1));
        Assert.Equal((0, false), (_reads, written.IsCompleted));
        _context.Raise(Change.Made);
        Assert.Equal((1, true), (_reads, ResultOf(written)));
    }

    [Fact]
    public void A_request_that_died_after_writing_is_found_within_a_minute()
    {
        var written = _changes.WrittenAsync(() => ReadAsync(true));
        _context.Advance(Minute);
        Assert.Equal((1, true), (_reads, ResultOf(written)));
    }

    [Fact]
    public void A_process_without_its_subject_ends_within_the_hour()
    {
        var written = _changes.WrittenAsync(() => ReadAsync(false));
        _context.Raise(Change.Made);
        _context.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal((3, false), (_reads, written.IsCompleted));
        _context.Advance(Minute);
        Assert.Equal((4, false), (_reads, ResultOf(written)));
    }

    [Fact]
    public void A_wait_ends_with_its_time_or_with_a_change()
    {
        var first = _changes.BeforeAsync(App.Start.UtcDateTime + Day);
        _context.Advance(Day - Minute);
        Assert.False(first.IsCompleted);
        _context.Advance(Minute);
        Assert.False(ResultOf(first));
        var second = _changes.BeforeAsync(App.Start.UtcDateTime + 2 * Day);
        _context.Raise(Change.Made);
        Assert.True(ResultOf(second));
    }

    [Fact]
    public void A_change_that_comes_while_nobody_waits_is_not_lost()
    {
        Assert.False(_changes.BeforeAsync(App.Start.UtcDateTime + Minute).IsCompleted);
        _context.Advance(Minute);
        _context.Raise(Change.Made);
        Assert.True(ResultOf(_changes.BeforeAsync(App.Start.UtcDateTime + Day)));
    }

    [Fact]
    public void After_an_announcement_it_reads_only_when_nothing_follows()
    {
        var due = App.Start.UtcDateTime + Day;
        var told = _changes.BeforeAsync(due);
        _context.Raise(Change.Announced);
        Assert.False(told.IsCompleted);
        _context.Raise(Change.Made);
        Assert.True(ResultOf(told));

        // Another request, which crashes.
        var alone = _changes.BeforeAsync(due);
        _context.Raise(Change.Announced);
        foreach (var wait in (TimeSpan[])[Minute, TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(50)])
        {
            _context.Advance(wait - TimeSpan.FromSeconds(1));
            Assert.False(alone.IsCompleted);
            _context.Advance(TimeSpan.FromSeconds(1));
            Assert.True(ResultOf(alone));
            alone = _changes.BeforeAsync(due);
        }

        _context.Advance(TimeSpan.FromHours(22));
        Assert.False(alone.IsCompleted);
    }

    [Fact]
    public void A_process_that_was_started_again_reads_at_once_and_again_when_nothing_follows()
    {
        var written = _changes.WrittenAsync(() => ReadAsync(true));
        _context.Raise(Change.Announced);
        Assert.True(ResultOf(written));
        var next = _changes.BeforeAsync(App.Start.UtcDateTime + Day);
        _context.Advance(Minute);
        Assert.True(ResultOf(next));
    }

    [Fact]
    public void A_timer_serves_later_waits_and_none_is_left()
    {
        for (var n = 0; n < 5; n++)
        {
            Assert.False(_changes.BeforeAsync(App.Start.UtcDateTime + Day).IsCompleted);
            _context.Raise(Change.Made);
        }

        Assert.Equal((1, 1), (_context.TimersSet, _context.TimersOpen));
        _changes.Dispose();
        Assert.Equal(0, _context.TimersOpen);
    }

    [Fact]
    public void A_timer_that_rings_for_an_earlier_wait_ends_none()
    {
        Assert.False(_changes.BeforeAsync(App.Start.UtcDateTime + Minute).IsCompleted);
        _context.Raise(Change.Made);
        var later = _changes.BeforeAsync(App.Start.UtcDateTime + Day);
        _context.Advance(Day - Minute);
        Assert.False(later.IsCompleted);
        _context.Advance(Minute);
        Assert.False(ResultOf(later));
    }

    private Task<bool> ReadAsync(bool isWritten)
    {
        _reads++;
        return Task.FromResult(isWritten);
    }
}
