using Accounts.Platform.Mail;
using Accounts.Platform.Processes;
using Microsoft.DurableTask;

namespace Accounts.Tests.Platform.Processes;

public sealed class ProcessRunTests : IDisposable
{
    private static readonly MailingStep<string, string> Send = new("Send");

    private readonly ScriptedContext _context = new();
    private readonly ProcessRun _process;

    public ProcessRunTests() => _process = new ProcessRun(_context);

    public void Dispose() => _process.Dispose();

    [Fact]
    public async Task A_mail_that_is_sent_leaves_no_error()
    {
        _context.Activity = (name, input) =>
        {
            Assert.Equal(("Send", new Mailing<string>("order", "process-1")), (name, input));
            return new Mailed<string>("done");
        };
        Assert.Equal("done", await _process.CallAsync(Send, "order"));
        Assert.Null(_context.Status);
    }

    [Fact]
    public async Task A_refused_mail_ends_nothing_and_stays_visible()
    {
        _context.Activity = (_, _) => new Mailed<string>("done", IsRefused: true);
        _process.Show("sending");
        Assert.Equal("done", await _process.CallAsync(Send, "order"));
        Assert.Equal(("sending", "mailRefused"), (_context.Status!.Step, _context.Status.LastError));
        Assert.Equal("ended", _process.End("ended"));
        Assert.Equal(("ended", "mailRefused"), (_context.Status.Step, _context.Status.LastError));
    }

    [Fact]
    public async Task A_mail_that_is_delayed_for_a_day_is_given_up_and_the_rest_is_done()
    {
        var given = new List<bool>();
        _context.Activity = (_, input) =>
        {
            var mailing = (Mailing<string>)input!;
            given.Add(mailing.IsGivenUp);
            return mailing.IsGivenUp ? new Mailed<string>("done") : throw Failed(new MailDelayed("busy"));
        };
        Assert.Equal("done", await _process.CallAsync(Send, "order"));
        Assert.Equal([false, true], given);
        Assert.Equal("mailDelayed", _context.Status!.LastError);
    }

    [Fact]
    public async Task A_fault_that_is_not_the_mails_is_one()
    {
        _context.Activity = (_, _) => throw Failed(new InvalidOperationException());
        await Assert.ThrowsAsync<TaskFailedException>(() => _process.CallAsync(Send, "order"));
    }

    [Fact]
    public async Task Pages_are_taken_to_the_last_one()
    {
        var pages = new List<object?>();
        _context.Activity = (_, page) =>
        {
            pages.Add(page);
            return pages.Count < 3 ? $"{pages.Count}" : null;
        };
        await _process.CallPagesAsync(new Step<string, string?>("Page"), after => "after " + after);
        Assert.Equal(["after ", "after 1", "after 2"], pages);
    }

    [Fact]
    public void A_step_that_is_shown_again_has_begun_before()
    {
        _process.Show("waiting", _process.Now.AddDays(1));
        _context.Advance(TimeSpan.FromHours(1));
        _process.Show("waiting", _process.Now.AddDays(1));
        Assert.Equal(new ProcessStatus("waiting", App.Start, App.Start.AddHours(25)), _context.Status);
        _process.Show("ended");
        Assert.Equal(new ProcessStatus("ended", App.Start.AddHours(1)), _context.Status);
    }

    [Theory]
    [InlineData(true, false, 1)]
    [InlineData(true, true, 2)]
    [InlineData(false, false, 2)]
    public void What_follows_a_request_that_died_is_done_once_more_later(bool notifies, bool twice, int expected)
    {
        var done = 0;
        var following = _process.FollowAsync(
            () =>
            {
                done++;
                return Task.CompletedTask;
            },
            twice);
        if (notifies)
            _context.Raise(Change.Made);
        _context.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, done);
        _context.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal((expected, true), (done, following.IsCompletedSuccessfully));
    }

    private static TaskFailedException Failed(Exception cause) => new("Send", 0, TaskFailureDetails.FromException(cause));
}
