using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Accounts.Tests.Durable;

public sealed class RestartTests
{
    [Fact]
    public async Task Thousands_of_waiting_instances_go_on_after_a_restart()
    {
        const int Count = 3000;
        await using var hub = new TestHub();
        hub.Activity("Remind", _ => null).Orchestrator<int>("Wait", async context =>
        {
            using var lost = new CancellationTokenSource();
            var answer = context.WaitForExternalEvent<int>("Answer");
            var timer = context.CreateTimer(TimeSpan.FromDays(3 + context.GetInput<int>() % 3), lost.Token);
            if (await Task.WhenAny(answer, timer) == timer)
            {
                await context.CallActivityAsync("Remind");
                return "reminded";
            }

            lost.Cancel();
            return "answered";
        });
        for (var n = 0; n < Count; n++)
        {
            await hub.StartAsync("Wait", n, $"i-{n:0000}");
        }

        await hub.SettleAsync();
        var due = hub.Engine.NextDue;
        await hub.RestartAsync();
        await hub.SettleAsync();
        Assert.Equal(due, hub.Engine.NextDue);
        for (var n = 0; n < Count; n += 10)
        {
            await hub.Client.RaiseEventAsync($"i-{n:0000}", "Answer", n);
        }

        await hub.AdvanceAsync(TimeSpan.FromDays(6));
        var outcomes = new Dictionary<string, int>();
        await foreach (var instance in hub.Client.GetAllInstancesAsync(new(FetchInputsAndOutputs: true)))
        {
            var outcome = instance.ReadOutputAs<string>()!;
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
        }

        Assert.Equal(new Dictionary<string, int> { ["answered"] = Count / 10, ["reminded"] = Count - (Count / 10) }, outcomes);
        Assert.Equal(Count - (Count / 10), hub.Ran.Count);
    }

    [Fact]
    public async Task What_fell_due_while_nothing_ran_is_taken_up_at_the_start()
    {
        await using var hub = new TestHub();
        hub.Orchestrator("Wait", async context =>
        {
            await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            return "fired";
        });
        var id = await hub.StartAsync("Wait");
        await hub.SettleAsync();
        hub.Clock.Now = hub.Clock.Now.AddDays(2);
        await hub.RestartAsync();
        Assert.Equal("fired", await hub.ResultAsync<string>(id));
    }

    [Fact]
    public async Task A_clock_that_was_set_back_delays_timers_but_loses_none()
    {
        await using var hub = new TestHub();
        hub.Activity("Work", _ => null).Orchestrator("Wait", async context =>
        {
            var before = context.CurrentUtcDateTime;
            await context.WaitForExternalEvent<object>("go");
            await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            return context.CurrentUtcDateTime >= before.AddDays(1);
        });
        var id = await hub.StartAsync("Wait");
        await hub.SettleAsync();
        hub.Clock.Now = hub.Clock.Now.AddHours(-5);
        await hub.RestartAsync();
        await hub.Client.RaiseEventAsync(id, "go");
        await hub.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.True(await hub.ResultAsync<bool>(id));
    }

    [Fact]
    public async Task What_came_before_the_clock_was_set_back_is_taken_up_at_the_start_but_not_what_waits_on_purpose()
    {
        await using var hub = new TestHub();
        hub.Orchestrator("Wait", context => context.WaitForExternalEvent<object?>("go"))
            .Orchestrator("Sleep", async context =>
            {
                await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                return null;
            })
            .Orchestrator("Later", _ => Task.FromResult<object?>(null));
        var waiting = await hub.StartAsync("Wait");
        var sleeping = await hub.StartAsync("Sleep");
        await hub.SettleAsync();
        await hub.Engine.StopAsync();
        await hub.Client.RaiseEventAsync(waiting, "go", "came");
        var begun = await hub.StartAsync("Later");
        var later = await hub.Client.ScheduleNewOrchestrationInstanceAsync(
            "Later", null, new StartOrchestrationOptions(null, hub.Clock.Now.AddHours(1)));

        hub.Clock.Now = hub.Clock.Now.AddDays(-14);
        await hub.RestartAsync();

        Assert.Equal("came", await hub.ResultAsync<string>(waiting));
        await hub.ResultAsync<object>(begun);
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await hub.GetAsync(sleeping)).RuntimeStatus);
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await hub.GetAsync(later)).RuntimeStatus);
    }

    [Fact]
    public async Task A_file_that_is_no_store_is_refused_in_one_sentence()
    {
        await using var hub = new TestHub();
        var text = string.Concat(Enumerable.Repeat("This is no database. ", 100));
        await File.WriteAllTextAsync(Path.Combine(hub.Folder, "durable.db"), text);

        var refusal = Assert.Throws<IOException>(hub.Open);

        Assert.Contains("cannot be opened", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_activity_that_fails_because_of_the_shutdown_runs_again_whatever_it_throws()
    {
        await using var hub = new TestHub();
        var started = new TaskCompletionSource();
        var attempts = 0;
        hub.Activity("Call", async (_, stopping) =>
            {
                if (++attempts == 1)
                {
                    var broken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    var closed = new IOException("The connection was closed.");
                    await using var registration = stopping.Register(() => broken.SetException(closed));
                    started.TrySetResult();
                    await broken.Task;
                }

                return attempts;
            })
            .Orchestrator("Main", async context => await context.CallActivityAsync<int>("Call"));
        var id = await hub.StartAsync("Main");
        await started.Task;
        await hub.RestartAsync();
        Assert.Equal(2, await hub.ResultAsync<int>(id));
    }

    [Fact]
    public async Task An_activity_that_was_running_at_the_end_runs_again()
    {
        await using var hub = new TestHub();
        var started = new TaskCompletionSource();
        var attempts = 0;
        hub.Activity("Long", async (_, stopping) =>
            {
                started.TrySetResult();
                if (++attempts == 1)
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, stopping);
                }

                return attempts;
            })
            .Orchestrator("Main", async context => await context.CallActivityAsync<int>("Long"));
        var id = await hub.StartAsync("Main");
        await started.Task;
        await hub.RestartAsync();
        Assert.Equal(2, await hub.ResultAsync<int>(id));
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await hub.GetAsync(id)).RuntimeStatus);
    }

    [Fact]
    public async Task No_more_activities_run_at_once_than_allowed()
    {
        await using var hub = new TestHub();
        hub.Options = hub.Options with { MaxConcurrentActivities = 3 };
        var (running, most) = (0, 0);
        var gate = new TaskCompletionSource();
        var three = new TaskCompletionSource();
        hub.Activity("Hold", async (_, _) =>
            {
                var now = Interlocked.Increment(ref running);
                InterlockedMax(ref most, now);
                if (now == 3)
                {
                    three.TrySetResult();
                }

                await gate.Task;
                Interlocked.Decrement(ref running);
                return null;
            })
            .Orchestrator("Main", async context =>
            {
                await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => context.CallActivityAsync("Hold")));
                return null;
            });
        var id = await hub.StartAsync("Main");
        await three.Task;
        gate.SetResult();
        await hub.ResultAsync<object>(id);
        Assert.Equal(3, most);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }
}
