using Accounts.Platform.Http;
using Accounts.Platform.Storage;

namespace Accounts.Tests.Platform.Storage;

public sealed class RoundsTests
{
    private static readonly ChangeSet Change = new ChangeSet("1000000").Add("named", "", ifThere: new NotFound()).Add("plain", "");

    private int _rounds;
    private bool _finished;

    [Fact]
    public async Task What_is_written_at_once_takes_one_round()
    {
        var outcome = await RunAsync(_ => null);
        Assert.True(outcome.Succeeded(out var result, out var _));
        Assert.Equal(("result", 1, true), (result, _rounds, _finished));
    }

    [Fact]
    public async Task A_conflict_of_a_row_that_names_a_failure_ends_with_it()
    {
        var outcome = await RunAsync(_ => Change.Writes[0]);
        Assert.Equal((new NotFound(), 1, false), (outcome.Failure, _rounds, _finished));
    }

    [Fact]
    public async Task Any_other_conflict_has_it_decided_again()
    {
        var outcome = await RunAsync(round => round < 4 ? Change.Writes[1] : null);
        Assert.Equal((null, 4, true), (outcome.Failure, _rounds, _finished));
    }

    [Fact]
    public async Task A_decision_without_changes_writes_nothing()
    {
        var outcome = await Rounds.RunAsync<string>(
            () => Task.FromResult<Decision<string>>("as it is"), _ => throw new InvalidOperationException(), default);
        Assert.True(outcome.Succeeded(out var result, out var _));
        Assert.Equal("as it is", result);
    }

    [Fact]
    public async Task There_is_a_limit_of_rounds()
    {
        var outcome = await RunAsync(_ => Change.Writes[1]);
        Assert.Equal((new TemporarilyUnavailable(), Rounds.Limit, false), (outcome.Failure, _rounds, _finished));
    }

    private Task<Outcome<string>> RunAsync(Func<int, RowWrite?> conflict) => Rounds.RunAsync(
        () =>
        {
            _rounds++;
            var change = new ChangeSet("1000000").Then(() =>
            {
                _finished = true;
                return Task.CompletedTask;
            });
            return Task.FromResult(change.Gives("result"));
        },
        _ => Task.FromResult(conflict(_rounds)),
        default);
}
