using Microsoft.DurableTask;

namespace Accounts.Tests.DurableTask;

public sealed class ReplayRulesTests
{
    private const string NonDeterministic = "DurableTask.Core.Exceptions.NonDeterministicOrchestrationException";

    [Fact]
    public async Task Another_kind_of_step_is_named_with_its_number()
    {
        var failure = await ChangeCodeAsync(
            before: context => context.CallActivityAsync("Work"),
            after: context => context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None));
        Assert.Contains("at step #1 the history has activity 'Work', but the code asked for a timer", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_activity_is_named()
    {
        var failure = await ChangeCodeAsync(
            before: context => context.CallActivityAsync("Work"), after: context => context.CallActivityAsync("Other"));
        Assert.Contains("the history has activity 'Work', but the code asked for activity 'Other'", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_that_is_no_longer_asked_for_is_named()
    {
        var failure = await ChangeCodeAsync(before: context => context.CallActivityAsync("Work"), after: _ => Task.CompletedTask);
        Assert.Contains("at step #1 the history has activity 'Work', but the code asked for a timer", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_that_was_added_is_named()
    {
        var failure = await ChangeCodeAsync(
            before: context => context.CallActivityAsync("Work"),
            after: async context =>
            {
                await context.CallActivityAsync("Work");
                await context.CallActivityAsync("Other");
            });
        Assert.Contains("at step #2 the history has a timer, but the code asked for activity 'Other'", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Swallowing_the_exception_does_not_save_the_instance()
    {
        var failure = await ChangeCodeAsync(
            before: context => context.CallActivityAsync("Work"),
            after: async context =>
            {
                try
                {
                    await context.CallActivityAsync("Other");
                }
                catch (InvalidOperationException)
                {
                    await context.WaitForExternalEvent<object>("never");
                }
            });
        Assert.Contains("activity 'Other'", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_that_ends_during_the_replay_is_refused()
    {
        await using var hub = new TestHub();
        var shorter = false;
        hub.Orchestrator("Changed", async context =>
        {
            if (!shorter)
            {
                await context.WaitForExternalEvent<object>("a");
                await context.WaitForExternalEvent<object>("b");
            }

            return null;
        });
        var id = await hub.StartAsync("Changed");
        await hub.Client.RaiseEventAsync(id, "a");
        await hub.SettleAsync();
        shorter = true;
        await hub.Client.RaiseEventAsync(id, "b");
        Assert.Contains("the code ended while it replayed", (await hub.FailureAsync(id)).ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_timer_that_the_replay_alone_cancels_is_named_and_the_status_stays()
    {
        await using var hub = new TestHub();
        var cancels = false;
        hub.Orchestrator("Changed", async context =>
        {
            using var over = new CancellationTokenSource();
            _ = context.CreateTimer(TimeSpan.FromDays(1), over.Token);
            await context.WaitForExternalEvent<object>("a");
            if (cancels)
            {
                over.Cancel();
            }

            context.SetCustomStatus(cancels ? "changed" : "as it was");
            await context.WaitForExternalEvent<object>("b");
            return null;
        });
        var id = await hub.StartAsync("Changed");
        await hub.Client.RaiseEventAsync(id, "a");
        await hub.SettleAsync();
        cancels = true;
        await hub.Client.RaiseEventAsync(id, "b");

        var failure = await hub.FailureAsync(id);

        Assert.Equal(NonDeterministic, failure.ErrorType);
        Assert.Contains("the code cancelled a timer of step #0 while it replayed", failure.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal("as it was", (await hub.GetAsync(id)).ReadCustomStatusAs<string>());
    }

    [Theory]
    [InlineData("never")]
    [InlineData("off-thread")]
    [InlineData("unconfigured")]
    [InlineData("beside a timer")]
    public async Task Awaiting_what_is_not_from_the_context_is_refused(string what)
    {
        await using var hub = new TestHub();
        var foreign = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        hub.Activity("Work", _ => null).Orchestrator("Foreign", async context =>
        {
            if (what == "beside a timer")
            {
                _ = context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            }

            if (what == "off-thread")
            {
                await Task.Run(() => context.CallActivityAsync("Work"));
            }

            await foreign.Task.ConfigureAwait(what != "unconfigured");
            await context.CallActivityAsync("Work");
            return null;
        });
        var id = await hub.StartAsync("Foreign");
        await hub.SettleAsync();
        foreign.SetResult();
        var ended = await hub.Client.WaitForInstanceCompletionAsync(id, true);
        Assert.Contains("not from its context", ended.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
        Assert.Empty(hub.Ran);
    }

    /// <summary>Runs an orchestrator up to a timer, changes its code, and returns the message with which it then fails.</summary>
    private static async Task<string> ChangeCodeAsync(Func<TaskOrchestrationContext, Task> before, Func<TaskOrchestrationContext, Task> after)
    {
        await using var hub = new TestHub();
        var code = before;
        hub.Activity("First", _ => null).Activity("Work", _ => null).Activity("Other", (string? _) => null)
            .Orchestrator("Changed", async context =>
            {
                await context.CallActivityAsync("First");
                await code(context);
                await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
                return null;
            });
        var id = await hub.StartAsync("Changed");
        await hub.SettleAsync();
        await hub.RestartAsync();
        code = after;
        await hub.AdvanceAsync(TimeSpan.FromDays(1));
        var failure = await hub.FailureAsync(id);
        Assert.Equal(NonDeterministic, failure.ErrorType);
        return failure.ErrorMessage;
    }
}
