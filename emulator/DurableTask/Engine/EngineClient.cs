using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Accounts.Emulator.DurableTask;

/// <summary>The client that functions get: every call is one commit of the engine in this process.</summary>
internal sealed class EngineClient(DurableEngine engine, DataConverter converter) : DurableTaskClient("default")
{
    public override Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(orchestratorName.Name, nameof(orchestratorName));
        cancellation.ThrowIfCancellationRequested();
        var id = string.IsNullOrEmpty(options?.InstanceId) ? Guid.NewGuid().ToString("N") : options.InstanceId;
        foreach (var status in options?.DedupeStatuses ?? [])
        {
            if (!Enum.TryParse<OrchestrationRuntimeStatus>(status, ignoreCase: true, out _))
            {
                throw new ArgumentException($"Invalid orchestration runtime status: '{status}' for deduplication.", nameof(options));
            }
        }

        using var span = EngineSpans.Scheduling(orchestratorName, id);
        engine.Schedule(id, orchestratorName, converter.Serialize(input), options?.StartAt, options?.DedupeStatuses, span?.Id);
        return Task.FromResult(id);
    }

    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        cancellation.ThrowIfCancellationRequested();
        using var span = EngineSpans.Raising(eventName, instanceId);
        engine.Raise(instanceId, eventName, converter.Serialize(eventPayload));
        return Task.CompletedTask;
    }

    public override async Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        var row = await engine.WaitAsync(instanceId, row => row.Status != OrchestrationRuntimeStatus.Pending, cancellation);
        return row.ToMetadata(converter, getInputsAndOutputs);
    }

    public override async Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        var row = await engine.WaitAsync(instanceId, row => row.IsEnded, cancellation);
        return row.ToMetadata(converter, getInputsAndOutputs);
    }

    public override Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        engine.Terminate(instanceId, converter.Serialize(options?.Output), options?.Recursive ?? false);
        return Task.CompletedTask;
    }

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        engine.Suspend(instanceId, reason);
        return Task.CompletedTask;
    }

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        engine.Resume(instanceId, reason);
        return Task.CompletedTask;
    }

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(engine.Find(instanceId)?.ToMetadata(converter, getInputsAndOutputs));
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
        new InstancePages(engine, converter, filter ?? new());

    public override Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(new PurgeResult(engine.Purge([instanceId], options?.Recursive ?? false)));
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var purged = 0;
        var query = new OrchestrationQuery(filter.CreatedFrom, filter.CreatedTo, filter.Statuses);
        await foreach (var page in GetAllInstancesAsync(query).AsPages().WithCancellation(cancellation))
        {
            purged += engine.Purge([.. page.Values.Select(instance => instance.InstanceId)], options?.Recursive ?? false);
        }

        return new(purged);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class InstancePages(DurableEngine engine, DataConverter converter, OrchestrationQuery filter) : AsyncPageable<OrchestrationMetadata>
    {
        public override IAsyncEnumerable<Page<OrchestrationMetadata>> AsPages(string? continuationToken = default, int? pageSizeHint = default) =>
            Pages(continuationToken ?? filter.ContinuationToken, pageSizeHint ?? filter.PageSize).ToAsyncEnumerable();

        private IEnumerable<Page<OrchestrationMetadata>> Pages(string? after, int size)
        {
            do
            {
                var rows = engine.Read(store =>
                    store.List(filter.InstanceIdPrefix, filter.Statuses, filter.CreatedFrom, filter.CreatedTo, after, size + 1));
                after = rows.Count > size ? rows[size - 1].Id : null;
                yield return new([.. rows.Take(size).Select(row => row.ToMetadata(converter, filter.FetchInputsAndOutputs))], after);
            }
            while (after is not null);
        }
    }
}
