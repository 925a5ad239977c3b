using DurableTask.Core.Exceptions;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Accounts.Tests.Durable;

public sealed class ControlTests
{
    private static readonly Func<TaskOrchestrationContext, Task<object?>> WaitForGo =
        async context => await context.WaitForExternalEvent<string>("go");

    [Fact]
    public async Task A_suspended_instance_keeps_events_until_it_is_resumed_also_over_a_restart()
    {
        await using var hub = new TestHub();
        hub.Orchestrator("Wait", WaitForGo);
        var id = await hub.StartAsync("Wait");
        await hub.SettleAsync();
        await hub.Client.SuspendInstanceAsync(id, "pause");
        await hub.Client.RaiseEventAsync(id, "go", "kept");
        await hub.SettleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await hub.GetAsync(id)).RuntimeStatus);
        await Assert.ThrowsAsync<RpcException>(() => hub.Client.SuspendInstanceAsync(id));
        await hub.RestartAsync();
        await hub.SettleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await hub.GetAsync(id)).RuntimeStatus);
        await hub.Client.ResumeInstanceAsync(id);
        Assert.Equal("kept", await hub.ResultAsync<string>(id));
    }

    [Fact]
    public async Task Events_kept_while_suspended_outlive_a_continue_as_new()
    {
        await using var hub = new TestHub();
        hub.Orchestrator<int>("Loop", async context =>
        {
            var sum = context.GetInput<int>() + await context.WaitForExternalEvent<int>("n");
            if (sum < 6)
            {
                context.ContinueAsNew(sum);
            }

            return sum;
        });
        var id = await hub.StartAsync("Loop", 0);
        await hub.SettleAsync();
        await hub.Client.SuspendInstanceAsync(id);
        await hub.SettleAsync();
        foreach (var n in Enumerable.Range(1, 3))
        {
            await hub.Client.RaiseEventAsync(id, "n", n);
        }

        await hub.SettleAsync();
        await hub.Client.ResumeInstanceAsync(id);
        Assert.Equal(6, await hub.ResultAsync<int>(id));
    }

    [Fact]
    public async Task A_timer_that_fires_while_suspended_counts_after_the_resume()
    {
        await using var hub = new TestHub();
        hub.Orchestrator("Timer", async context =>
        {
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            return context.CurrentUtcDateTime.Hour;
        });
        var id = await hub.StartAsync("Timer");
        await hub.SettleAsync();
        await hub.Client.SuspendInstanceAsync(id);
        await hub.AdvanceAsync(TimeSpan.FromHours(5));
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await hub.GetAsync(id)).RuntimeStatus);
        await hub.Client.ResumeInstanceAsync(id);
        Assert.Equal(14, await hub.ResultAsync<int>(id));
    }

    [Fact]
    public async Task Terminating_ends_an_instance_with_the_given_output_even_when_suspended_and_nothing_stays_due()
    {
        await using var hub = new TestHub();
        hub.Orchestrator("Timer", async context =>
        {
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            return null;
        });
        var id = await hub.StartAsync("Timer");
        await hub.SettleAsync();
        await hub.Client.SuspendInstanceAsync(id);
        await hub.Client.TerminateInstanceAsync(id, "enough");
        await hub.SettleAsync();
        var ended = await hub.GetAsync(id);
        Assert.Equal((OrchestrationRuntimeStatus.Terminated, "enough"), (ended.RuntimeStatus, ended.ReadOutputAs<string>()));
        Assert.Null(hub.Engine.NextDue);
        var refusal = await Assert.ThrowsAsync<RpcException>(() => hub.Client.TerminateInstanceAsync(id));
        Assert.Equal(StatusCode.FailedPrecondition, refusal.StatusCode);
    }

    [Fact]
    public async Task An_instance_can_be_terminated_before_its_delayed_start()
    {
        await using var hub = new TestHub();
        hub.Orchestrator("Wait", WaitForGo);
        var tomorrow = new StartOrchestrationOptions(StartAt: hub.Clock.Now.AddDays(1));
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", tomorrow);
        await hub.Client.TerminateInstanceAsync(id);
        await hub.SettleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await hub.GetAsync(id)).RuntimeStatus);
        Assert.Null(hub.Engine.NextDue);
    }

    [Theory]
    [InlineData(true, OrchestrationRuntimeStatus.Terminated)]
    [InlineData(false, OrchestrationRuntimeStatus.Running)]
    public async Task Terminating_takes_sub_orchestrations_along_when_asked(bool recursive, OrchestrationRuntimeStatus child)
    {
        await using var hub = new TestHub();
        hub.Orchestrator("Wait", WaitForGo).Orchestrator("Parent", async context =>
            await context.CallSubOrchestratorAsync<string>("Wait", options: new SubOrchestrationOptions(instanceId: "child")));
        await hub.StartAsync("Parent", id: "parent");
        await hub.SettleAsync();
        await hub.Client.TerminateInstanceAsync("parent", new TerminateInstanceOptions(Recursive: recursive));
        await hub.SettleAsync();
        Assert.Equal(child, (await hub.GetAsync("child")).RuntimeStatus);
    }

    [Fact]
    public async Task A_terminated_sub_orchestration_fails_the_call()
    {
        await using var hub = new TestHub();
        hub.Orchestrator("Wait", WaitForGo).Orchestrator("Parent", async context =>
            await context.CallSubOrchestratorAsync<string>("Wait", options: new SubOrchestrationOptions(instanceId: "child")));
        var id = await hub.StartAsync("Parent");
        await hub.SettleAsync();
        await hub.Client.TerminateInstanceAsync("child");
        Assert.Contains("was terminated", (await hub.FailureAsync(id)).ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ended_instance_is_replaced_by_a_new_start_and_a_running_one_is_not_unless_asked()
    {
        await using var hub = new TestHub();
        hub.Orchestrator("Wait", WaitForGo);
        await hub.StartAsync("Wait", id: "x");
        await hub.SettleAsync();
        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => hub.StartAsync("Wait", id: "x"));
        var replacing = new StartOrchestrationOptions("x") { DedupeStatuses = [] };
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", "second", replacing);
        await hub.Client.RaiseEventAsync("x", "go", "1");
        Assert.Equal("1", await hub.ResultAsync<string>("x"));
        Assert.Equal("second", (await hub.GetAsync("x")).ReadInputAs<string>());
        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => hub.Client.ScheduleNewOrchestrationInstanceAsync(
            "Wait", new StartOrchestrationOptions("x").WithDedupeStatuses(OrchestrationRuntimeStatus.Completed)));
        await hub.StartAsync("Wait", id: "x");
        await hub.SettleAsync();
        Assert.True((await hub.GetAsync("x")).IsRunning);
    }

    [Fact]
    public async Task Only_ended_instances_are_purged()
    {
        await using var hub = new TestHub();
        hub.Orchestrator("Wait", WaitForGo);
        await hub.StartAsync("Wait", id: "open");
        await hub.StartAsync("Wait", id: "done");
        await hub.Client.RaiseEventAsync("done", "go", "");
        await hub.SettleAsync();
        Assert.Equal(0, (await hub.Client.PurgeInstanceAsync("open")).PurgedInstanceCount);
        Assert.Equal(1, (await hub.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter())).PurgedInstanceCount);
        Assert.Null(await hub.Client.GetInstanceAsync("done"));
        Assert.NotNull(await hub.Client.GetInstanceAsync("open"));
    }

    [Fact]
    public async Task Ended_instances_are_forgotten_by_age()
    {
        await using var hub = new TestHub();
        hub.Options = hub.Options with { KeepEndedFor = TimeSpan.FromDays(30) };
        hub.Orchestrator("Wait", WaitForGo);
        await hub.StartAsync("Wait", id: "open");
        await hub.StartAsync("Wait", id: "done");
        await hub.Client.RaiseEventAsync("done", "go", "");
        await hub.AdvanceAsync(TimeSpan.FromDays(29));
        await hub.RestartAsync();
        Assert.NotNull(await hub.Client.GetInstanceAsync("done"));
        await hub.AdvanceAsync(TimeSpan.FromDays(2));
        await hub.RestartAsync();
        Assert.Null(await hub.Client.GetInstanceAsync("done"));
        Assert.NotNull(await hub.Client.GetInstanceAsync("open"));
    }

    [Fact]
    public async Task Queries_filter_by_prefix_status_and_time_and_go_page_by_page()
    {
        await using var hub = new TestHub();
        hub.Orchestrator("Wait", WaitForGo);
        for (var i = 0; i < 25; i++)
        {
            await hub.StartAsync("Wait", id: $"a-{i:00}");
        }

        await hub.AdvanceAsync(TimeSpan.FromHours(1));
        await hub.StartAsync("Wait", id: "b-1");
        await hub.Client.RaiseEventAsync("a-07", "go", "x");
        await hub.SettleAsync();
        var pages = new List<Page<OrchestrationMetadata>>();
        await foreach (var page in hub.Client.GetAllInstancesAsync(new(InstanceIdPrefix: "a-", PageSize: 10)).AsPages())
        {
            pages.Add(page);
        }

        Assert.Equal([10, 10, 5], pages.Select(page => page.Values.Count));
        var listed = pages.SelectMany(page => page.Values).Select(instance => instance.InstanceId);
        Assert.Equal(Enumerable.Range(0, 25).Select(i => $"a-{i:00}"), listed);
        Assert.Null(pages[^1].ContinuationToken);
        Assert.Equal(["a-07"], await IdsAsync(new(Statuses: [OrchestrationRuntimeStatus.Completed])));
        Assert.Equal(["b-1"], await IdsAsync(new(CreatedFrom: hub.Clock.Now)));
        Assert.Equal(["a-24", "b-1"], await IdsAsync(new(ContinuationToken: "a-23")));

        async Task<List<string>> IdsAsync(OrchestrationQuery query)
        {
            var ids = new List<string>();
            await foreach (var instance in hub.Client.GetAllInstancesAsync(query))
            {
                ids.Add(instance.InstanceId);
            }

            return ids;
        }
    }

    [Fact]
    public async Task Inputs_are_read_only_when_they_were_asked_for()
    {
        await using var hub = new TestHub();
        hub.Orchestrator("Wait", WaitForGo);
        var id = await hub.StartAsync("Wait", "in");
        var bare = await hub.Client.WaitForInstanceStartAsync(id);
        Assert.Null(bare.SerializedInput);
        Assert.Throws<InvalidOperationException>(() => bare.ReadInputAs<string>());
        Assert.Equal("in", (await hub.GetAsync(id)).ReadInputAs<string>());
        Assert.Null(await hub.Client.GetInstanceAsync("nobody"));
    }

    [Fact]
    public async Task A_folder_has_one_engine_at_a_time()
    {
        await using var hub = new TestHub();
        Assert.Null(hub.Engine.NextDue);
        Assert.Contains("in use by another process", Assert.Throws<IOException>(hub.Open).Message, StringComparison.Ordinal);
    }
}
