using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Accounts.Tests.Durable;

public sealed class PrimitivesTests
{
    [Fact]
    public async Task Activities_run_once_each_and_their_results_come_back_in_order()
    {
        await using var hub = new TestHub();
        hub.Activity("Greet", input => $"hello {input!.Trim('"')}")
            .Orchestrator<string>("Chain", async context => new[]
            {
                await context.CallActivityAsync<string>("Greet", "a"),
                await context.CallActivityAsync<string>("Greet", context.GetInput<string>()),
            });
        var id = await hub.StartAsync("Chain", "b");
        Assert.Equal(["hello a", "hello b"], await hub.ResultAsync<string[]>(id) ?? []);
        Assert.Equal(["Greet:\"a\"", "Greet:\"b\""], hub.Ran);
    }

    [Fact]
    public async Task Fan_out_runs_every_activity_once()
    {
        await using var hub = new TestHub();
        hub.Activity("Square", input => int.Parse(input!, null) * int.Parse(input!, null))
            .Orchestrator("FanOut", async context =>
                (await Task.WhenAll(Enumerable.Range(1, 200).Select(n => context.CallActivityAsync<int>("Square", n)))).Sum());
        var id = await hub.StartAsync("FanOut");
        Assert.Equal(Enumerable.Range(1, 200).Sum(n => n * n), await hub.ResultAsync<int>(id));
        Assert.Equal(200, hub.Ran.Count);
    }

    [Fact]
    public async Task A_failed_activity_surfaces_with_the_full_name_of_its_exception()
    {
        await using var hub = new TestHub();
        hub.Activity("Break", _ => throw new FormatException("bad", new TimeoutException("slow")))
            .Orchestrator("Catch", async context =>
            {
                try
                {
                    await context.CallActivityAsync("Break");
                    return null;
                }
                catch (TaskFailedException e) when (e.FailureDetails.IsCausedBy<SystemException>())
                {
                    return $"{e.TaskName} #{e.TaskId} {e.FailureDetails.ErrorType} {e.FailureDetails.InnerFailure!.ErrorType}";
                }
            });
        var id = await hub.StartAsync("Catch");
        Assert.Equal("Break #0 System.FormatException System.TimeoutException", await hub.ResultAsync<string>(id));
    }

    [Fact]
    public async Task A_result_that_cannot_be_read_fails_its_await_alone()
    {
        await using var hub = new TestHub();
        hub.Activity("Give", _ => "2026-13-45").Orchestrator("Main", async context =>
        {
            try
            {
                return await context.CallActivityAsync<Picky>("Give");
            }
            catch (Exception e) when (e is NullReferenceException or ArgumentException)
            {
                return "unreadable";
            }
        });
        Assert.Equal("unreadable", await hub.ResultAsync<string>(await hub.StartAsync("Main")));
        Assert.Equal("unreadable", await hub.ResultAsync<string>(await hub.StartAsync("Main")));
    }

    [Fact]
    public async Task An_orchestrator_that_throws_fails_its_instance()
    {
        await using var hub = new TestHub();
        hub.Activity("Break", _ => throw new FormatException("bad"))
            .Orchestrator("Throws", _ => throw new InvalidOperationException("no"))
            .Orchestrator("Lets", async context =>
            {
                await context.CallActivityAsync("Break");
                return null;
            });
        var thrown = await hub.FailureAsync(await hub.StartAsync("Throws"));
        Assert.Equal(("System.InvalidOperationException", "no"), (thrown.ErrorType, thrown.ErrorMessage));
        var passed = await hub.FailureAsync(await hub.StartAsync("Lets"));
        Assert.Equal("Microsoft.DurableTask.TaskFailedException", passed.ErrorType);
        Assert.Contains("bad", passed.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_timer_of_14_days_fires_when_virtual_time_gets_there_and_not_before()
    {
        await using var hub = new TestHub();
        hub.Orchestrator("Wait", async context =>
        {
            await context.CreateTimer(TimeSpan.FromDays(14), CancellationToken.None);
            return context.CurrentUtcDateTime;
        });
        var start = hub.Clock.Now;
        var id = await hub.StartAsync("Wait");
        await hub.SettleAsync();
        // The SDK splits long timers.
        Assert.Equal(start.AddDays(3), hub.Engine.NextDue);
        await hub.AdvanceAsync(TimeSpan.FromDays(14) - TimeSpan.FromSeconds(1));
        Assert.True((await hub.GetAsync(id)).IsRunning);
        await hub.AdvanceAsync(TimeSpan.FromDays(30));
        Assert.Equal(start.AddDays(14).UtcDateTime, await hub.ResultAsync<DateTime>(id));
        Assert.Null(hub.Engine.NextDue);
    }

    [Fact]
    public async Task A_cancelled_timer_leaves_nothing_due()
    {
        await using var hub = new TestHub();
        hub.Orchestrator("Cancel", async context =>
        {
            using var cancel = new CancellationTokenSource();
            var timer = context.CreateTimer(TimeSpan.FromDays(1), cancel.Token);
            await context.WaitForExternalEvent<string>("go");
            cancel.Cancel();
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            return timer.IsCanceled;
        });
        var id = await hub.StartAsync("Cancel");
        await hub.SettleAsync();
        await hub.Client.RaiseEventAsync(id, "go");
        await hub.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.True(await hub.ResultAsync<bool>(id));
        Assert.Null(hub.Engine.NextDue);
    }

    [Fact]
    public async Task Time_and_ids_are_the_same_on_every_replay()
    {
        await using var hub = new TestHub();
        var seen = new List<(DateTime, Guid, Guid)>();
        hub.Activity("Nothing", _ => null)
            .Orchestrator("Ids", async context =>
            {
                seen.Add((context.CurrentUtcDateTime, context.NewGuid(), context.NewGuid()));
                await context.CallActivityAsync("Nothing");
                await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
                return context.IsReplaying;
            });
        var id = await hub.StartAsync("Ids");
        await hub.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.False(await hub.ResultAsync<bool>(id));
        Assert.Equal(3, seen.Count);
        Assert.Single(seen.Distinct());
        Assert.NotEqual(seen[0].Item2, seen[0].Item3);
    }

    [Fact]
    public async Task Sub_orchestrations_return_results_and_failures_and_know_their_parent()
    {
        await using var hub = new TestHub();
        hub.Orchestrator<int>("Child", context => context.GetInput<int>() > 0
                ? Task.FromResult<object?>($"{context.Parent!.Name} {context.Parent.InstanceId} {context.InstanceId}")
                : throw new ArgumentException("not positive"))
            .Orchestrator("Parent", async context =>
            {
                var good = await context.CallSubOrchestratorAsync<string>("Child", 1, new SubOrchestrationOptions(instanceId: "child-1"));
                try
                {
                    await context.CallSubOrchestratorAsync("Child", 0);
                    return null;
                }
                catch (TaskFailedException e)
                {
                    return $"{good} {e.FailureDetails.ErrorType}";
                }
            });
        var id = await hub.StartAsync("Parent", id: "p");
        Assert.Equal("Parent p child-1 System.ArgumentException", await hub.ResultAsync<string>(id));
    }

    [Fact]
    public async Task Custom_status_is_shown_while_it_runs()
    {
        await using var hub = new TestHub();
        hub.Orchestrator("Status", async context =>
        {
            context.SetCustomStatus(new { Step = "waiting" });
            await context.WaitForExternalEvent<object>("go");
            context.SetCustomStatus("done");
            return null;
        });
        var id = await hub.StartAsync("Status");
        await hub.SettleAsync();
        Assert.Equal("{\"Step\":\"waiting\"}", (await hub.GetAsync(id)).SerializedCustomStatus);
        await hub.Client.RaiseEventAsync(id, "go");
        await hub.ResultAsync<object>(id);
        Assert.Equal("done", (await hub.GetAsync(id)).ReadCustomStatusAs<string>());
    }

    [Fact]
    public async Task Continue_as_new_starts_over_and_keeps_unclaimed_events()
    {
        await using var hub = new TestHub();
        hub.Orchestrator<int>("Loop", async context =>
        {
            var round = context.GetInput<int>();
            var value = await context.WaitForExternalEvent<int>("add");
            if (round + value < 6)
            {
                context.ContinueAsNew(round + value);
                return null;
            }

            return round + value;
        });
        var id = await hub.StartAsync("Loop", 0);
        await hub.Client.RaiseEventAsync(id, "add", 1);
        await hub.Client.RaiseEventAsync(id, "add", 2);
        await hub.Client.RaiseEventAsync(id, "ADD", 3);
        Assert.Equal(6, await hub.ResultAsync<int>(id));
    }

    [Fact]
    public async Task Continue_as_new_without_preserving_drops_unclaimed_events()
    {
        await using var hub = new TestHub();
        hub.Orchestrator<int>("Loop", async context =>
        {
            if (context.GetInput<int>() == 0)
            {
                await context.WaitForExternalEvent<object>("last");
                context.ContinueAsNew(1, preserveUnprocessedEvents: false);
                return null;
            }

            using var lost = new CancellationTokenSource();
            var early = context.WaitForExternalEvent<object>("early", lost.Token);
            await Task.WhenAny(early, context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None));
            return early.IsCompleted;
        });
        var id = await hub.StartAsync("Loop", 0);
        await hub.Client.RaiseEventAsync(id, "early");
        await hub.Client.RaiseEventAsync(id, "last");
        await hub.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.False(await hub.ResultAsync<bool>(id));
    }

    [Fact]
    public async Task Orchestrations_send_events_to_each_other()
    {
        await using var hub = new TestHub();
        hub.Orchestrator("Listener", async context => await context.WaitForExternalEvent<string>("news"))
            .Orchestrator("Speaker", context =>
            {
                context.SendEvent("listener", "news", "hello");
                context.SendEvent("nobody", "news", "hello");
                return Task.FromResult<object?>(null);
            });
        var id = await hub.StartAsync("Listener", id: "listener");
        await hub.StartAsync("Speaker");
        Assert.Equal("hello", await hub.ResultAsync<string>(id));
    }

    [Fact]
    public async Task A_delayed_start_waits_and_keeps_events_that_come_before()
    {
        await using var hub = new TestHub();
        hub.Orchestrator("Later", async context => $"{await context.WaitForExternalEvent<string>("e")} {context.CurrentUtcDateTime:HH:mm}");
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync(
            "Later", new StartOrchestrationOptions("later", hub.Clock.Now.AddHours(2)));
        await hub.Client.RaiseEventAsync(id, "e", "early");
        await hub.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await hub.GetAsync(id)).RuntimeStatus);
        await hub.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal("early 11:00", await hub.ResultAsync<string>(id));
    }

    [Fact]
    public async Task Without_anybody_who_settles_it_the_engine_runs_by_itself_on_real_time()
    {
        await using var hub = new TestHub { Time = TimeProvider.System };
        hub.Activity("Nothing", _ => null).Orchestrator("Self", async context =>
        {
            await context.CreateTimer(TimeSpan.FromMilliseconds(20), CancellationToken.None);
            await context.CallActivityAsync("Nothing");
            return "done";
        });
        var ended = await hub.Client.WaitForInstanceCompletionAsync(await hub.StartAsync("Self"), getInputsAndOutputs: true);
        Assert.Equal("done", ended.ReadOutputAs<string>());
    }

    [JsonConverter(typeof(Converter))]
    private readonly record struct Picky
    {
        private sealed class Converter : JsonConverter<Picky>
        {
            public override Picky Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
                throw new ArgumentException("Not to my taste.");

            public override void Write(Utf8JsonWriter writer, Picky value, JsonSerializerOptions options) => writer.WriteNullValue();
        }
    }
}
