using DurableTask.Core.Exceptions;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Accounts.Tests.Durable;

public sealed class EventTests
{
    [Fact]
    public async Task An_event_beats_the_timer_when_it_comes_first_and_the_timer_wins_otherwise()
    {
        await using var hub = new TestHub();
        hub.Orchestrator("Race", context => Race(context, days: 14));
        var answered = await hub.StartAsync("Race");
        var silent = await hub.StartAsync("Race");
        await hub.AdvanceAsync(TimeSpan.FromDays(13));
        await hub.Client.RaiseEventAsync(answered, "Answer", "yes");
        await hub.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Equal("yes", await hub.ResultAsync<string>(answered));
        Assert.Equal("expired", await hub.ResultAsync<string>(silent));
        Assert.Null(hub.Engine.NextDue);
    }

    [Fact]
    public async Task Events_and_the_timer_that_fall_due_together_are_decided_by_their_order_in_time()
    {
        await using var hub = new TestHub();
        hub.Orchestrator("Race", context => Race(context, days: 2));
        var early = await hub.StartAsync("Race");
        var late = await hub.StartAsync("Race");
        await hub.SettleAsync();
        hub.Clock.Now = hub.Clock.Now.AddDays(2).AddSeconds(1);
        await hub.Client.RaiseEventAsync(late, "Answer", "too late");
        Assert.Equal("expired", await hub.ResultAsync<string>(late));
        Assert.Equal("expired", await hub.ResultAsync<string>(early));
    }

    [Fact]
    public async Task An_event_raised_twice_is_taken_once()
    {
        await using var hub = new TestHub();
        hub.Orchestrator("Twice", async context =>
        {
            var first = await context.WaitForExternalEvent<int>("Answer");
            using var lost = new CancellationTokenSource();
            var second = context.WaitForExternalEvent<int>("Answer", lost.Token);
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            return second.IsCompleted ? first + await second : first;
        });
        var once = await hub.StartAsync("Twice");
        var twice = await hub.StartAsync("Twice");
        await hub.Client.RaiseEventAsync(once, "Answer", 1);
        await hub.Client.RaiseEventAsync(twice, "Answer", 1);
        await hub.Client.RaiseEventAsync(twice, "Answer", 10);
        await hub.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(1, await hub.ResultAsync<int>(once));
        Assert.Equal(11, await hub.ResultAsync<int>(twice));
    }

    [Fact]
    public async Task Waiting_with_a_timeout_gives_the_event_or_is_cancelled()
    {
        await using var hub = new TestHub();
        hub.Orchestrator("Timeout", async context =>
        {
            try
            {
                return await context.WaitForExternalEvent<string>("Answer", TimeSpan.FromDays(1));
            }
            catch (OperationCanceledException)
            {
                return "nothing";
            }
        });
        var (heard, silent) = (await hub.StartAsync("Timeout"), await hub.StartAsync("Timeout"));
        await hub.Client.RaiseEventAsync(heard, "answer", "yes");
        await hub.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal("yes", await hub.ResultAsync<string>(heard));
        Assert.Equal("nothing", await hub.ResultAsync<string>(silent));
    }

    [Fact]
    public async Task Parallel_events_from_many_threads_are_all_taken_exactly_once()
    {
        await using var hub = new TestHub();
        hub.Orchestrator("Collect", async context =>
        {
            var sum = 0;
            for (var i = 0; i < 100; i++)
            {
                sum += await context.WaitForExternalEvent<int>("n");
            }

            return sum;
        });
        var id = await hub.StartAsync("Collect");
        await Parallel.ForEachAsync(Enumerable.Range(1, 100), async (n, ct) => await hub.Client.RaiseEventAsync(id, "n", n, ct));
        Assert.Equal(5050, await hub.ResultAsync<int>(id));
    }

    [Fact]
    public async Task Of_parallel_starts_of_one_id_exactly_one_wins()
    {
        await using var hub = new TestHub();
        hub.Orchestrator("Wait", async context => await context.WaitForExternalEvent<object>("go"));
        var refused = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 50), async (_, _) =>
        {
            try
            {
                await hub.StartAsync("Wait", id: "one");
            }
            catch (OrchestrationAlreadyExistsException)
            {
                Interlocked.Increment(ref refused);
            }
        });
        Assert.Equal(49, refused);
    }

    [Fact]
    public async Task Raising_to_an_unknown_or_ended_instance_throws_unless_that_is_switched_off()
    {
        await using var hub = new TestHub();
        hub.Orchestrator("End", _ => Task.FromResult<object?>(null));
        var id = await hub.StartAsync("End");
        await hub.SettleAsync();
        var unknown = await Assert.ThrowsAsync<RpcException>(() => hub.Client.RaiseEventAsync("nobody", "e"));
        var ended = await Assert.ThrowsAsync<RpcException>(() => hub.Client.RaiseEventAsync(id, "e"));
        Assert.Equal((StatusCode.NotFound, StatusCode.FailedPrecondition), (unknown.StatusCode, ended.StatusCode));
        hub.Options = hub.Options with { ThrowStatusExceptionsOnRaiseEvent = false };
        await hub.RestartAsync();
        await hub.Client.RaiseEventAsync("nobody", "e");
        await hub.Client.RaiseEventAsync(id, "e");
    }

    private static async Task<object?> Race(TaskOrchestrationContext context, int days)
    {
        using var timerLost = new CancellationTokenSource();
        var answer = context.WaitForExternalEvent<string>("Answer");
        var timer = context.CreateTimer(TimeSpan.FromDays(days), timerLost.Token);
        if (await Task.WhenAny(answer, timer) == timer)
        {
            return "expired";
        }

        timerLost.Cancel();
        return await answer;
    }
}
