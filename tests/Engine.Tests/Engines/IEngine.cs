using Accounts.Emulator;
using Microsoft.DurableTask.Protobuf;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Engines;

/// <summary>A durable engine behind the app.</summary>
internal interface IEngine
{
    string Name { get; }

    /// <summary>Settings with which the local host leaves the processes to this engine.</summary>
    IReadOnlyDictionary<string, string?> Settings { get; }

    /// <summary>Adds this engine to the local host.</summary>
    void AddTo(IServiceCollection services);

    /// <summary>The processes whose ids begin with <paramref name="prefix"/>, with their histories.</summary>
    Task<IReadOnlyList<(OrchestrationState State, IReadOnlyList<HistoryEvent> History)>> ReadAsync(EmulatorHost host, string prefix);
}
