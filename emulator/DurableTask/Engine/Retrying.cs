using Microsoft.DurableTask;

namespace Accounts.Emulator.DurableTask;

/// <summary>Repeats failed calls inside the orchestration: every attempt and every wait between is a step of its history.</summary>
internal static class Retrying
{
    public static async Task<T> CallAsync<T>(TaskOrchestrationContext context, TaskOptions? options, Func<Task<T>> attempt)
    {
        var first = context.CurrentUtcDateTime;
        for (var attempts = 1; ; attempts++)
        {
            TimeSpan? delay = null;
            try
            {
                return await attempt();
            }
            catch (TaskFailedException e) when (options?.Retry is not null)
            {
                var elapsed = context.CurrentUtcDateTime - first;
                if (options.Retry.Policy is { } policy && (delay = policy.NextDelay(attempts, elapsed, e.FailureDetails)) is null)
                {
                    throw;
                }

                if (options.Retry.Handler is { } handler && !await handler(new(context, attempts, e.FailureDetails, elapsed, CancellationToken.None)))
                {
                    throw;
                }
            }

            if (delay is not null)
            {
                await context.CreateTimer(delay.Value, CancellationToken.None);
            }
        }
    }
}
