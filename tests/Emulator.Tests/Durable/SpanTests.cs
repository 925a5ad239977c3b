using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.DurableTask;

namespace Accounts.Tests.Durable;

/// <summary>The engine's spans have the names, kinds and parents of Durable Functions.</summary>
public sealed class SpanTests
{
    [Fact]
    public async Task A_story_is_one_tree_also_over_children_failures_retries_and_a_restart()
    {
        using var heard = new Listener();
        await using var hub = new TestHub();
        var attempts = 0;
        hub.Activity("Ask", _ => ++attempts == 1 ? throw new InvalidOperationException("secret") : null)
            .Orchestrator("Child", async context =>
            {
                await context.CallActivityAsync("Ask", options: TaskOptions.FromRetryPolicy(new RetryPolicy(2, TimeSpan.FromHours(1))));
                return null;
            })
            .Orchestrator("Parent", async context =>
            {
                await context.CallSubOrchestratorAsync("Child");
                context.SendEvent("nobody", "Hello", 1);
                return null;
            });

        await heard.RunAsync(() => hub.StartAsync("Parent", id: "p"));
        await hub.SettleAsync();
        await hub.RestartAsync();
        await hub.AdvanceAsync(TimeSpan.FromHours(2));

        Assert.Equal(
            """
            request internal
              create_orchestration:Parent producer
                orchestration:Parent server Completed
                  orchestration:Child client
                    orchestration:Child server Completed
                      activity:Ask client Error
                        activity:Ask server Error
                      orchestration:Child:timer internal
                      activity:Ask client
                        activity:Ask server
                  orchestration_event:Hello producer
            """.ReplaceLineEndings("\n"),
            heard.Tree());
    }

    [Fact]
    public async Task An_orchestration_that_continues_as_new_stays_in_its_trace()
    {
        using var heard = new Listener();
        await using var hub = new TestHub();
        hub.Orchestrator<int>("Count", context =>
        {
            if (context.GetInput<int>() < 2)
                context.ContinueAsNew(context.GetInput<int>() + 1);
            return Task.FromResult<object?>(null);
        });
        await heard.RunAsync(() => hub.StartAsync("Count", 1, "c"));
        await hub.SettleAsync();
        Assert.Equal(
            """
            request internal
              create_orchestration:Count producer
                orchestration:Count server Completed
                orchestration:Count server Completed
            """.ReplaceLineEndings("\n"),
            heard.Tree());
    }

    [Fact]
    public async Task A_start_that_nobody_traced_makes_no_spans_later()
    {
        await using var hub = new TestHub();
        hub.Orchestrator("Wait", async context =>
        {
            await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            return null;
        });
        // Like a sampler, the listener refuses spans that are not below its own request.
        using var heard = new Listener();
        await hub.StartAsync("Wait", id: "w");
        await hub.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Equal("", heard.Tree());
    }

    /// <summary>Collects the spans below its own request, because other tests run at the same time.</summary>
    private sealed class Listener : IDisposable
    {
        private readonly ActivitySource _source = new("Tests." + Guid.NewGuid());
        private readonly ActivityTraceId _trace = ActivityTraceId.CreateRandom();
        private readonly ActivitySpanId _caller = ActivitySpanId.CreateRandom();
        private readonly ConcurrentQueue<Activity> _ended = new();
        private readonly ActivityListener _listener;

        public Listener()
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source == _source || source.Name == "Microsoft.DurableTask",
                Sample = (ref ActivityCreationOptions<ActivityContext> span) =>
                    span.TraceId == _trace ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
                ActivityStopped = span =>
                {
                    if (span.TraceId == _trace)
                        _ended.Enqueue(span);
                },
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public async Task RunAsync(Func<Task> request)
        {
            var caller = new ActivityContext(_trace, _caller, ActivityTraceFlags.Recorded);
            using var span = _source.StartActivity("request", ActivityKind.Internal, caller);
            await request();
        }

        public string Tree() => string.Join('\n', Below(_caller, 0));

        public void Dispose()
        {
            _listener.Dispose();
            _source.Dispose();
        }

        private IEnumerable<string> Below(ActivitySpanId parent, int depth) =>
            from span in _ended
            where span.ParentSpanId == parent
            orderby span.StartTimeUtc, span.GetTagItem("durabletask.task.task_id") as int?
            let status = span.GetTagItem("durabletask.task.status") as string
            let error = span.Status == ActivityStatusCode.Error ? "Error" : null
            let facts = new[] { span.OperationName, span.Kind.ToString().ToLowerInvariant(), status, error }
            from line in Below(span.SpanId, depth + 1).Prepend(new string(' ', 2 * depth) + string.Join(' ', facts.OfType<string>()))
            select line;
    }
}
