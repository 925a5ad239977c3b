using System.Globalization;
using Accounts.Emulator;
using Accounts.Emulator.Durable;
using Accounts.Emulator.Worker;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.DurableTask.Protobuf;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Engines;

/// <summary>The Durable extension as in the Functions host, with the Azure Storage provider.</summary>
internal sealed class RealEngine(string storage) : IEngine
{
    public string Name => "real";

    // Our own engine still accepts clients, but runs nothing. ReadAsync asserts that it got no instances.
    public IReadOnlyDictionary<string, string?> Settings { get; } =
        new Dictionary<string, string?> { ["Emulator:RunProcesses"] = bool.FalseString };

    public void AddTo(IServiceCollection services)
    {
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<DurableExtensionHost>(provider, storage));
        // It starts before the timers, which may need it at once.
        services.Insert(0, ServiceDescriptor.Singleton<ITriggerSource>(provider => provider.GetRequiredService<DurableExtensionHost>()));
    }

    public async Task<IReadOnlyList<(OrchestrationState State, IReadOnlyList<HistoryEvent> History)>> ReadAsync(
        EmulatorHost host, string prefix)
    {
        Assert.Empty(host.Emulator.GetRequiredService<DurableEngine>().Read(store => store.List(new InstanceFilter(null, []), null, 1)));
        using var channel = GrpcChannel.ForAddress(host.Emulator.GetRequiredService<DurableExtensionHost>().RpcAddress);
        var hub = new TaskHubSidecarService.TaskHubSidecarServiceClient(channel);
        var query = new InstanceQuery { InstanceIdPrefix = prefix, FetchInputsAndOutputs = true, MaxInstanceCount = 100 };
        var found = await hub.QueryInstancesAsync(new QueryInstancesRequest { Query = query });
        var processes = new List<(OrchestrationState, IReadOnlyList<HistoryEvent>)>();
        foreach (var state in found.OrchestrationState.OrderBy(state => state.InstanceId, StringComparer.Ordinal))
        {
            using var stream = hub.StreamInstanceHistory(new StreamInstanceHistoryRequest { InstanceId = state.InstanceId });
            var history = new List<HistoryEvent>();
            while (await stream.ResponseStream.MoveNext(CancellationToken.None))
                history.AddRange(stream.ResponseStream.Current.Events);
            processes.Add((state, history));
        }

        return processes;
    }

    /// <summary>A task hub that no other host uses.</summary>
    public static string NewHub() => string.Create(CultureInfo.InvariantCulture, $"Stories{Guid.NewGuid():N}");
}
