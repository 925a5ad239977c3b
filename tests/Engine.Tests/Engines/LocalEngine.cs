using Accounts.Emulator;
using Accounts.Emulator.Durable;
using Microsoft.DurableTask.Protobuf;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Engines;

/// <summary>The engine of the local host.</summary>
internal sealed class LocalEngine : IEngine
{
    public string Name => "local";

    public IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>();

    public void AddTo(IServiceCollection services)
    {
        // The host already has it.
    }

    public Task<IReadOnlyList<(OrchestrationState State, IReadOnlyList<HistoryEvent> History)>> ReadAsync(
        EmulatorHost host, string prefix)
    {
        var engine = host.Emulator.GetRequiredService<DurableEngine>();
        var rows = engine.Read(store => store.List(new InstanceFilter(prefix, []), null, 100));
        return Task.FromResult<IReadOnlyList<(OrchestrationState, IReadOnlyList<HistoryEvent>)>>(
            [.. rows.Select(row => (States.Of(row, withData: true), engine.FindProcess(row.Id)!.Value.History))]);
    }
}
