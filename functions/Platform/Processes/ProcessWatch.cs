using Accounts.Platform.Http;
using Accounts.Platform.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Accounts.Platform.Processes;

/// <summary>
/// Checks four times a day whether processes get on: logs which have failed since the last check, and for how long the oldest
/// step has been at work, or should have gone on. Waiting for a time ahead or for a person, as most of them do, is no delay.
/// </summary>
/// <remarks>
/// What it finds is listed among the <see cref="WorkItems"/> until a later check finds it well again. Reads the states of all
/// running processes, up to <see cref="MaxProcesses"/>; the storage of Durable Functions reads
/// the rows of the others too, a thousand per operation. So seldom, and never in a request.
/// </remarks>
public sealed partial class ProcessWatch(WorkItems items, Counters counters, TimeProvider time, ILogger<ProcessWatch> logger)
{
    /// <summary>How many processes one check takes in. More are not checked, and the log says so.</summary>
    public const int MaxProcesses = 50_000;

    /// <summary>How many of the failed and of the late ones are listed.</summary>
    public const int MaxListed = 1000;

    private static readonly TimeSpan Interval = TimeSpan.FromHours(6);

    /// <summary>Longer than any step takes that goes on by itself, with some tries.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(2);

    /// <summary>The function, seven minutes past midnight, six, noon and eighteen o'clock (UTC).</summary>
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

    /// <summary>Has the list say what was found now. Stopped half way, the next check goes on.</summary>
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
