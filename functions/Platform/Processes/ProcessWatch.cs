using Accounts.Platform.Http;
using Accounts.Platform.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Accounts.Platform.Processes;

/// <summary>
/// Checks four times a day whether processes make progress. It logs the processes that failed since the last check, and how long
/// the oldest process of each step is overdue. Waiting for a future time or for a person, as most processes do, is no delay.
/// </summary>
/// <remarks>
/// Stuck processes are listed among the <see cref="WorkItems"/> until a later check finds that they are fine again. It reads the
/// states of all running processes, up to <see cref="MaxProcesses"/>. For that, the storage of Durable Functions also reads the
/// rows of all other processes, a thousand per operation. Therefore it runs rarely, and never in a request.
/// </remarks>
public sealed partial class ProcessWatch(WorkItems items, Counters counters, TimeProvider time, ILogger<ProcessWatch> logger)
{
    /// <summary>The most processes of one check. If there are more, the others are not checked, and the log says so.</summary>
    public const int MaxProcesses = 50_000;

    /// <summary>The most failed processes, and the most late processes, that are listed.</summary>
    public const int MaxListed = 1000;

    private static readonly TimeSpan Interval = TimeSpan.FromHours(6);

    /// <summary>Longer than any automatic step takes, including some retries.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(2);

    /// <summary>Runs at 00:07, 06:07, 12:07 and 18:07 (UTC).</summary>
    [Function(nameof(ProcessWatch))]
    public async Task Run(
        [TimerTrigger("0 7 */6 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient processes, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        List<StuckProcess> stuck =
        [
            .. await LogFailedAsync(processes, now - Interval, cancellationToken),
            .. await LogOverdueAsync(processes, now, cancellationToken),
        ];
        await ListAsync(stuck, cancellationToken);
    }

    private async Task<List<StuckProcess>> LogFailedAsync(
        DurableTaskClient processes, DateTimeOffset since, CancellationToken cancellationToken)
    {
        List<StuckProcess> stuck = [];
        var failed = new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Failed]);
        await foreach (var process in processes.GetAllInstancesAsync(failed).WithCancellation(cancellationToken))
        {
            if (stuck.Count < MaxListed)
                stuck.Add(new(process.InstanceId, process.Name, null, process.LastUpdatedAt));
            if (process.LastUpdatedAt < since)
                continue;
            counters.ProcessFailed(process.Name);
            LogFailed(logger, process.Name, process.InstanceId);
        }

        return stuck;
    }

    private async Task<List<StuckProcess>> LogOverdueAsync(
        DurableTaskClient processes, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<StuckProcess> stuck = [];
        var running = new OrchestrationQuery(
            Statuses: [OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Pending],
            PageSize: 1000,
            FetchInputsAndOutputs: true);
        var oldest = new Dictionary<(string Process, string Step), (TimeSpan Age, string Id)>();
        var checkedSoFar = 0;
        await foreach (var process in processes.GetAllInstancesAsync(running).WithCancellation(cancellationToken))
        {
            if (++checkedSoFar > MaxProcesses)
            {
                LogMore(logger, MaxProcesses);
                break;
            }

            var status = process.SerializedCustomStatus is null ? null : process.ReadCustomStatusAs<ProcessStatus>();
            if (status is { IsForPerson: true })
                continue;
            var age = now - (status?.NextAt ?? status?.Since ?? process.LastUpdatedAt);
            var key = (process.Name, status?.Step ?? "begun");
            if (age > Patience && stuck.Count < MaxListed)
                stuck.Add(new(process.InstanceId, process.Name, key.Item2, now - age));
            if (age > TimeSpan.Zero && age > oldest.GetValueOrDefault(key).Age)
                oldest[key] = (age, process.InstanceId);
        }

        foreach (var ((process, step), (age, id)) in oldest)
        {
            counters.Overdue(process, step, age);
            if (age > Patience)
                LogOverdue(logger, process, step, id, age);
        }

        return stuck;
    }

    /// <summary>Makes the work items equal to what was found now. If this is interrupted, the next check completes it.</summary>
    private async Task ListAsync(List<StuckProcess> stuck, CancellationToken cancellationToken)
    {
        List<StuckProcess> listed = [];
        for (string? after = ""; after is not null;)
        {
            var page = await items.ListAsync<StuckProcess>(
                StuckProcess.Kind, new PageRequest(PageRequest.MaxLimit, after), cancellationToken);
            listed.AddRange(page.Items.Select(item => item.Value));
            after = page.Next;
        }

        foreach (var gone in listed.Except(stuck))
            await items.RemoveAsync(StuckProcess.Kind, gone.Since, gone.Id, cancellationToken);
        foreach (var found in stuck.Except(listed))
            await items.PutAsync(StuckProcess.Kind, found.Since, found.Id, found, cancellationToken);
    }

    [LoggerMessage(LogLevel.Error, "Process {Process} {InstanceId} failed")]
    private static partial void LogFailed(ILogger logger, string process, string instanceId);

    [LoggerMessage(LogLevel.Warning, "Process {Process} is overdue at step {Step}: {InstanceId} for {Age}")]
    private static partial void LogOverdue(ILogger logger, string process, string step, string instanceId, TimeSpan age);

    [LoggerMessage(LogLevel.Warning, "More than {Count} processes are running; the others were not checked")]
    private static partial void LogMore(ILogger logger, int count);
}
