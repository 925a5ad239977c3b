using Accounts.Emulator.Durable;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Accounts.Tests.Durable;

/// <summary>A store without space: SQLite itself refuses to add pages.</summary>
public sealed class SpaceTests
{
    private const long Full = 1;
    private const long Ample = int.MaxValue;

    // More than the existing pages can take.
    private static readonly string Large = new('x', 200_000);

    [Fact]
    public async Task A_client_is_refused_for_the_time_being_and_nothing_of_it_happened()
    {
        await using var hub = new TestHub();
        hub.Orchestrator<string>("Keep", context => Task.FromResult<object?>(context.GetInput<string>()));
        hub.Engine.LimitStorage(Full);

        var refusal = await Assert.ThrowsAsync<RpcException>(() => hub.StartAsync("Keep", Large, "one"));

        Assert.Equal(StatusCode.Unavailable, refusal.StatusCode);
        Assert.False(hub.Engine.CanWrite);
        // So the app's health check, which reads an instance that never exists, detects the lack of space.
        var unknown = await Assert.ThrowsAsync<RpcException>(() => hub.Client.GetInstanceAsync("never"));
        Assert.Equal(StatusCode.Aborted, unknown.StatusCode);
        hub.Engine.LimitStorage(Ample);
        // If the refused start had stored anything, this start would fail because the id exists.
        await hub.StartAsync("Keep", Large, "one");
        Assert.Equal(Large, await hub.ResultAsync<string>("one"));
        Assert.True(hub.Engine.CanWrite);
    }

    [Fact]
    public async Task What_an_activity_gave_waits_for_space_and_the_activity_is_not_run_again()
    {
        var log = new SpaceLog();
        await using var hub = new TestHub { Log = log };
        hub.Activity("Give", _ =>
            {
                hub.Engine.LimitStorage(Full);
                return Large;
            })
            .Orchestrator("Main", async context => await context.CallActivityAsync<string>("Give"));
        await hub.StartAsync("Main", id: "main");

        await log.NoSpace.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await hub.GetAsync("main")).RuntimeStatus);
        hub.Engine.LimitStorage(Ample);

        Assert.Equal(Large, await hub.ResultAsync<string>("main"));
        Assert.Single(hub.Ran);
    }

    [Fact]
    public async Task Space_is_noticed_although_nothing_needs_it()
    {
        var log = new SpaceLog();
        await using var hub = new TestHub { Log = log };
        hub.Engine.LimitStorage(Full);
        await Assert.ThrowsAsync<RpcException>(() => hub.StartAsync("Nobody", Large));
        hub.Engine.LimitStorage(Ample);

        await log.SpaceAgain.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.True(hub.Engine.CanWrite);
    }

    [Fact]
    public async Task Processes_under_way_all_come_to_their_end_however_often_space_runs_out()
    {
        const int Count = 8;
        await using var hub = new TestHub();
        hub.Activity("Give", _ =>
            {
                hub.Engine.LimitStorage(Full);
                return Large;
            })
            .Orchestrator("Main", async context =>
            {
                var first = await context.CallActivityAsync<string>("Give", 1);
                var both = await Task.WhenAll(context.CallActivityAsync<string>("Give", 2), context.CallActivityAsync<string>("Give", 3));
                return first.Length + both.Sum(part => part.Length);
            });
        await hub.Engine.StopAsync();
        for (var n = 0; n < Count; n++)
            await hub.StartAsync("Main", id: $"i-{n}");

        await hub.RestartAsync();
        using var over = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var cleaner = MakeSpaceAsync(hub, over);
        await hub.SettleAsync();
        over.Dispose();
        await cleaner;

        for (var n = 0; n < Count; n++)
            Assert.Equal(3 * Large.Length, await hub.ResultAsync<int>($"i-{n}"));
        Assert.Equal(3 * Count, hub.Ran.Count);
    }

    [Fact]
    public async Task An_engine_that_is_closed_without_space_takes_up_what_it_could_not_store()
    {
        var log = new SpaceLog();
        await using var hub = new TestHub { Log = log };
        var runs = 0;
        hub.Activity("Give", _ =>
            {
                if (++runs == 1)
                    hub.Engine.LimitStorage(Full);
                return Large;
            })
            .Orchestrator("Main", async context => await context.CallActivityAsync<string>("Give"));
        await hub.StartAsync("Main", id: "main");
        await log.NoSpace.WaitAsync(TimeSpan.FromSeconds(30));

        await hub.RestartAsync();

        Assert.Equal(Large, await hub.ResultAsync<string>("main"));
        Assert.Equal(2, runs);
    }

    /// <summary>Makes space again and again, like a person who deletes files.</summary>
    private static async Task MakeSpaceAsync(TestHub hub, PeriodicTimer timer)
    {
        while (await timer.WaitForNextTickAsync())
            hub.Engine.LimitStorage(Ample);
    }

    /// <summary>Waits for the engine's log messages about space.</summary>
    private sealed class SpaceLog : ILogger<DurableEngine>
    {
        private readonly TaskCompletionSource _noSpace = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _spaceAgain = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task NoSpace => _noSpace.Task;

        public Task SpaceAgain => _spaceAgain.Task;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Name == "NoSpace")
                _noSpace.TrySetResult();
            else if (eventId.Name == "SpaceAgain")
                _spaceAgain.TrySetResult();
        }
    }
}
