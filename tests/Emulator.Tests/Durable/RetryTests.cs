using Microsoft.DurableTask;

namespace Accounts.Tests.Durable;

public sealed class RetryTests
{
    [Fact]
    public async Task Waits_grow_by_the_coefficient_up_to_the_longest()
    {
        var (attempts, _) = await RunAsync(new RetryPolicy(6, TimeSpan.FromMinutes(1), 3, TimeSpan.FromMinutes(10)), failures: 5);
        Assert.Equal([0, 1, 4, 13, 23, 33], attempts);
    }

    [Fact]
    public async Task It_gives_up_after_the_last_attempt_and_the_failure_surfaces()
    {
        var (attempts, result) = await RunAsync(new RetryPolicy(3, TimeSpan.FromMinutes(1)), failures: 100);
        Assert.Equal([0, 1, 2], attempts);
        Assert.Equal("System.TimeoutException", result);
    }

    [Fact]
    public async Task It_gives_up_when_the_time_for_retries_has_passed()
    {
        var policy = new RetryPolicy(100, TimeSpan.FromMinutes(2), retryTimeout: TimeSpan.FromMinutes(5));
        var (attempts, result) = await RunAsync(policy, failures: 100);
        Assert.Equal([0, 2, 4, 6], attempts);
        Assert.Equal("System.TimeoutException", result);
    }

    [Fact]
    public async Task Only_failures_that_the_policy_names_are_retried()
    {
        var policy = new RetryPolicy(5, TimeSpan.FromMinutes(1)) { HandleFailure = failure => failure.IsCausedBy<FormatException>() };
        var (attempts, _) = await RunAsync(policy, failures: 100);
        Assert.Equal([0], attempts);
    }

    [Fact]
    public async Task A_policy_whose_rule_throws_gives_up_with_the_failure_itself()
    {
        var policy = new RetryPolicy(5, TimeSpan.FromMinutes(1)) { HandleFailure = _ => throw new FormatException() };
        var (attempts, result) = await RunAsync(policy, failures: 100);
        Assert.Equal([0], attempts);
        Assert.Equal("System.TimeoutException", result);
    }

    [Fact]
    public async Task A_handler_decides_about_each_attempt_and_may_wait()
    {
        var options = TaskOptions.FromRetryHandler(async retry =>
        {
            await retry.OrchestrationContext.CreateTimer(TimeSpan.FromMinutes(retry.LastAttemptNumber), CancellationToken.None);
            return retry.LastAttemptNumber < 3 && retry.LastFailure.IsCausedBy<TimeoutException>();
        });
        var (attempts, result) = await RunAsync(options, failures: 100);
        Assert.Equal([0, 1, 3], attempts);
        Assert.Equal("System.TimeoutException", result);
    }

    [Fact]
    public async Task A_failed_sub_orchestration_is_retried_under_the_same_id()
    {
        await using var hub = new TestHub();
        var ids = new List<string>();
        hub.Orchestrator("Child", context =>
            {
                ids.Add(context.InstanceId);
                return ids.Count < 3 ? throw new TimeoutException() : Task.FromResult<object?>("ok");
            })
            .Orchestrator("Parent", async context =>
                await context.CallSubOrchestratorAsync<string>("Child", TaskOptions.FromRetryPolicy(new(3, TimeSpan.FromMinutes(1)))));
        var id = await hub.StartAsync("Parent");
        await hub.AdvanceAsync(TimeSpan.FromMinutes(5));
        Assert.Equal("ok", await hub.ResultAsync<string>(id));
        Assert.Equal(3, ids.Count);
        Assert.Single(ids.Distinct());
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 0.5)]
    public void A_policy_refuses_impossible_values(int attempts, int seconds, double coefficient) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(attempts, TimeSpan.FromSeconds(seconds), coefficient));

    private static Task<(int[] Attempts, string? Result)> RunAsync(RetryPolicy policy, int failures) =>
        RunAsync(TaskOptions.FromRetryPolicy(policy), failures);

    /// <summary>Minutes after the start at which the activity was attempted, and how the call ended.</summary>
    private static async Task<(int[] Attempts, string? Result)> RunAsync(TaskOptions options, int failures)
    {
        await using var hub = new TestHub();
        var start = hub.Clock.Now;
        var attempts = new List<int>();
        hub.Activity("Shaky", _ =>
            {
                attempts.Add((int)(hub.Clock.Now - start).TotalMinutes);
                return attempts.Count > failures ? "ok" : throw new TimeoutException();
            })
            .Orchestrator("Retry", async context =>
            {
                try
                {
                    return await context.CallActivityAsync<string>("Shaky", options);
                }
                catch (TaskFailedException e)
                {
                    return e.FailureDetails.ErrorType;
                }
            });
        var id = await hub.StartAsync("Retry");
        await hub.AdvanceAsync(TimeSpan.FromHours(2));
        return ([.. attempts], await hub.ResultAsync<string>(id));
    }
}
