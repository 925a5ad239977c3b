using System.Collections.Concurrent;
using Accounts.Emulator.Durable;
using Google.Protobuf;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;
using Microsoft.DurableTask.Worker.Grpc;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Proto = Microsoft.DurableTask.Protobuf;

namespace Accounts.Tests.Durable;

/// <summary>
/// An engine with its own folder, which can be restarted. The test defines the orchestrators and activities. The real SDK
/// replays the orchestrators, and the real client calls the engine; there is no worker.
/// </summary>
internal sealed class TestHub : IAsyncDisposable
{
    private readonly Dictionary<string, Func<string, string>> _orchestrators = [];
    private readonly Dictionary<string, Func<ActivityCall, CancellationToken, Task<object?>>> _activities = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("durable-").FullName;
    private DurableEngine? _engine;
    private DurableTaskClient? _client;

    public string Folder => _folder;

    public ManualClock Clock { get; } = new();

    /// <summary>The activities that ran, in order, as "name:input".</summary>
    public ConcurrentQueue<string> Ran { get; } = new();

    public TimeProvider? Time { get; set; }

    public ILogger<DurableEngine> Log { get; set; } = NullLogger<DurableEngine>.Instance;

    public EngineOptions Options { get; set; } = new() { Folder = "" };

    public DurableEngine Engine
    {
        get
        {
            lock (Clock)
            {
                return _engine ??= Open();
            }
        }
    }

    public DurableTaskClient Client => _client ??= DurableClients.Create(Engine, Options);

    public TestHub Orchestrator(string name, Func<TaskOrchestrationContext, Task<object?>> code) => Orchestrator<object>(name, code);

    /// <typeparam name="TInput">What the code reads as its input.</typeparam>
    public TestHub Orchestrator<TInput>(string name, Func<TaskOrchestrationContext, Task<object?>> code)
    {
        _orchestrators[name] = request => GrpcOrchestrationRunner.LoadAndRun<TInput, object>(request, (context, _) => code(context));
        return this;
    }

    public TestHub Activity(string name, Func<string?, object?> code)
    {
        _activities[name] = (call, _) => Task.FromResult(code(call.Input));
        return this;
    }

    public TestHub Activity(string name, Func<ActivityCall, CancellationToken, Task<object?>> code)
    {
        _activities[name] = code;
        return this;
    }

    public async Task<string> StartAsync(string name, object? input = null, string? id = null) =>
        await Client.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions(id));

    public Task SettleAsync() => Engine.SettleAsync(new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);

    /// <summary>Moves time from one due time to the next, as the emulator's clock does.</summary>
    public async Task AdvanceAsync(TimeSpan by)
    {
        await SettleAsync();
        var target = Clock.Now + by;
        while (Engine.NextDue is { } next && next <= target)
        {
            Clock.Now = next > Clock.Now ? next : Clock.Now;
            await SettleAsync();
        }

        Clock.Now = target;
        await SettleAsync();
    }

    public async Task RestartAsync(FaultPoints? faults = null)
    {
        await CloseAsync();
        Options = Options with { FaultPoints = faults ?? FaultPoints.None() };
        _engine = Open();
    }

    public async Task<OrchestrationMetadata> GetAsync(string id) =>
        await Client.GetInstanceAsync(id, getInputsAndOutputs: true) ?? throw new InvalidOperationException($"No instance {id}.");

    /// <summary>Settles the engine, and expects that the instance has completed.</summary>
    public async Task<T?> ResultAsync<T>(string id)
    {
        await SettleAsync();
        var instance = await GetAsync(id);
        Assert.True(instance.RuntimeStatus == OrchestrationRuntimeStatus.Completed, $"{instance.RuntimeStatus}: {instance.FailureDetails}");
        return instance.ReadOutputAs<T>();
    }

    /// <summary>Settles the engine, and expects that the instance has failed.</summary>
    public async Task<TaskFailureDetails> FailureAsync(string id)
    {
        await SettleAsync();
        var instance = await GetAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, instance.RuntimeStatus);
        return instance.FailureDetails!;
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Opens another engine on the folder.</summary>
    public DurableEngine Open()
    {
        var opened = new DurableEngine(
            Options with { Folder = _folder },
            new EngineFunctions(RunOrchestratorAsync, RunActivityAsync),
            Time ?? Clock,
            Log);
        opened.Start();
        return opened;
    }

    /// <summary>Runs an orchestrator as the host and the worker do.</summary>
    public static Proto.OrchestratorResponse Run(Func<string, string> orchestrator, Proto.OrchestratorRequest request) =>
        Proto.OrchestratorResponse.Parser.ParseFrom(Convert.FromBase64String(orchestrator(Convert.ToBase64String(request.ToByteArray()))));

    private Task<Proto.OrchestratorResponse> RunOrchestratorAsync(
        string name, Proto.OrchestratorRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(Run(_orchestrators[name], request));

    private async Task<ActivityResult> RunActivityAsync(ActivityCall call, CancellationToken cancellationToken)
    {
        Ran.Enqueue($"{call.Name}:{call.Input}");
        return new(JsonDataConverter.Default.Serialize(await _activities[call.Name](call, cancellationToken)));
    }

    private async Task CloseAsync()
    {
        if (_engine is null)
            return;
        await _engine.DisposeAsync();
        (_engine, _client) = (null, null);
    }
}
