using Accounts.Emulator.Durable;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Accounts.Tests.Durable;

/// <summary>
/// Each scenario runs once to count its fault points, then once per point: the engine is killed there and opened again.
/// </summary>
public sealed class CrashTests
{
    [Fact]
    public Task A_chain_of_activities_ends_the_same_wherever_it_is_killed() => EveryPointAsync(
        hub => hub.Activity("Step", input => input + "!").Orchestrator("Main", async context =>
        {
            var first = await context.CallActivityAsync<string>("Step", 1);
            var second = await context.CallActivityAsync<string>("Step", 2);
            return first + second;
        }),
        expected: "\"1!2!\"",
        activities: 2);

    [Fact]
    public Task Parallel_activities_end_the_same_wherever_it_is_killed() => EveryPointAsync(
        hub => hub.Activity("Step", input => input + "!").Orchestrator("Main", async context =>
            string.Concat(await Task.WhenAll(Enumerable.Range(0, 4).Select(n => context.CallActivityAsync<string>("Step", n))))),
        expected: "\"0!1!2!3!\"",
        activities: 4,
        // All may be in flight at the crash, and the number of results that one step takes depends on the threads.
        inFlight: 4);

    [Fact]
    public Task An_invitation_ends_the_same_wherever_it_is_killed() => EveryPointAsync(
        hub => hub.Activity("Mail", _ => "sent").Activity("Join", _ => "joined").Orchestrator("Main", async context =>
        {
            await context.CallActivityAsync("Mail", "invitation");
            using var over = new CancellationTokenSource();
            var answer = context.WaitForExternalEvent<string>("Answer");
            foreach (var days in Enumerable.Range(1, 3).Select(n => n * 4))
            {
                var reminder = context.CreateTimer(TimeSpan.FromDays(days), over.Token);
                if (await Task.WhenAny(answer, reminder) == answer)
                {
                    break;
                }

                context.SetCustomStatus($"reminded after {days} days");
                await context.CallActivityAsync("Mail", $"reminder {days}");
            }

            over.Cancel();
            return $"{await answer} {await context.CallActivityAsync<string>("Join", context.NewGuid())}";
        }),
        expected: "\"yes joined\"",
        activities: 3,
        async hub =>
        {
            await hub.AdvanceAsync(TimeSpan.FromDays(5));
            await Answered(hub);
        });

    [Fact]
    public Task Retries_end_the_same_wherever_it_is_killed() => EveryPointAsync(
        hub => hub
            .Activity("Shaky", _ => hub.Clock.Now.Hour < 11 ? throw new TimeoutException() : "ok")
            .Orchestrator("Main", async context =>
                await context.CallActivityAsync<string>("Shaky", TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromHours(1))))),
        expected: "\"ok\"",
        activities: 3,
        hub => hub.AdvanceAsync(TimeSpan.FromHours(6)));

    [Fact]
    public Task Sub_orchestrations_and_events_between_them_end_the_same_wherever_it_is_killed() => EveryPointAsync(
        hub => hub.Activity("Step", input => input)
            .Orchestrator<int>("Child", async context =>
            {
                context.SendEvent("main", "from-child", await context.CallActivityAsync<string>("Step", 7));
                return context.GetInput<int>() > 0 ? "good" : throw new FormatException();
            })
            .Orchestrator("Main", async context =>
            {
                var good = await context.CallSubOrchestratorAsync<string>("Child", 1);
                var heard = await context.WaitForExternalEvent<string>("from-child");
                try
                {
                    await context.CallSubOrchestratorAsync("Child", 0);
                    return null;
                }
                catch (TaskFailedException e)
                {
                    return $"{good} {heard} {e.FailureDetails.ErrorType}";
                }
            }),
        expected: "\"good 7 System.FormatException\"",
        activities: 2);

    [Fact]
    public Task Continue_as_new_ends_the_same_wherever_it_is_killed() => EveryPointAsync(
        hub => hub.Activity("Step", input => int.Parse(input!, null) + 1).Orchestrator<int>("Main", async context =>
        {
            var n = await context.CallActivityAsync<int>("Step", context.GetInput<int>());
            await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
            if (n < 3)
            {
                context.ContinueAsNew(n);
            }

            return n;
        }),
        expected: "3",
        activities: 3,
        hub => hub.AdvanceAsync(TimeSpan.FromHours(1)));

    [Fact]
    public Task Suspend_and_resume_end_the_same_wherever_it_is_killed() => EveryPointAsync(
        hub => hub.Activity("Step", input => input).Orchestrator("Main", async context =>
        {
            await context.CallActivityAsync("Step", 1);
            return await context.WaitForExternalEvent<string>("Answer");
        }),
        expected: "\"yes\"",
        activities: 1,
        async hub =>
        {
            await hub.SettleAsync();
            if ((await hub.GetAsync("main")).IsRunning)
            {
                await hub.Client.SuspendInstanceAsync("main");
            }

            await hub.SettleAsync();
            await Answered(hub);
            await hub.SettleAsync();
            if (!(await hub.GetAsync("main")).IsCompleted)
            {
                await hub.Client.ResumeInstanceAsync("main");
            }
        });

    private static async Task EveryPointAsync(
        Action<TestHub> define, string expected, int activities, Func<TestHub, Task>? play = null, int inFlight = 1)
    {
        var points = await RunAsync(define, expected, activities, inFlight, play, FaultPoints.None());
        Assert.InRange(points, 5, 500);
        for (var point = 1; point <= points; point++)
        {
            var reached = await RunAsync(define, expected, activities, inFlight, play, FaultPoints.DieAt(point));
            Assert.True(reached >= point || inFlight > 1, $"Point {point} was not reached.");
        }
    }

    /// <summary>Plays the scenario. After a crash, plays it again on a new engine, like callers who got no answer.</summary>
    private static async Task<int> RunAsync(
        Action<TestHub> define, string expected, int activities, int inFlight, Func<TestHub, Task>? play, FaultPoints faults)
    {
        await using var hub = new TestHub();
        hub.Options = hub.Options with { FaultPoints = faults };
        define(hub);
        var died = false;
        try
        {
            await PlayAsync(hub, play);
        }
        catch (Exception e) when (e is EngineDiedException or RpcException { StatusCode: StatusCode.Aborted })
        {
            died = true;
            await hub.RestartAsync();
            await PlayAsync(hub, play);
        }

        var instance = await hub.GetAsync("main");
        Assert.Equal((OrchestrationRuntimeStatus.Completed, expected), (instance.RuntimeStatus, instance.SerializedOutput));
        Assert.InRange(hub.Ran.Count, activities, died ? activities + inFlight : activities);
        Assert.Null(hub.Engine.NextDue);
        await foreach (var left in hub.Client.GetAllInstancesAsync())
        {
            Assert.True(left.IsCompleted);
        }

        return faults.Reached;
    }

    private static async Task PlayAsync(TestHub hub, Func<TestHub, Task>? play)
    {
        if (await hub.Client.GetInstanceAsync("main") is null)
        {
            await hub.StartAsync("Main", 0, "main");
        }

        await hub.SettleAsync();
        if (play is not null)
        {
            await play(hub);
        }

        await hub.SettleAsync();
    }

    /// <summary>Sends the answer, and again after a crash. A second answer stays unused or finds the instance ended.</summary>
    private static async Task Answered(TestHub hub)
    {
        if (!(await hub.GetAsync("main")).IsCompleted)
        {
            await hub.Client.RaiseEventAsync("main", "Answer", "yes");
        }
    }
}
