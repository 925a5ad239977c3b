using Microsoft.DurableTask.Protobuf;

namespace Accounts.Emulator.Durable;

/// <summary>The functions of the app that the engine runs. The host decides how to find and call them.</summary>
/// <param name="RunOrchestrator">
/// Replays the orchestrator of that name on a history and returns the actions that it requests. An exception fails the
/// instance, unless the engine is stopping: then the step runs again at the next start.
/// </param>
/// <param name="RunActivity">Runs an activity. Called again when the process was killed before the result was stored.</param>
public sealed record EngineFunctions(
    Func<string, OrchestratorRequest, CancellationToken, Task<OrchestratorResponse>> RunOrchestrator,
    Func<ActivityCall, CancellationToken, Task<ActivityResult>> RunActivity);

/// <summary>One call of an activity.</summary>
/// <param name="Name">The activity's function name.</param>
/// <param name="InstanceId">The orchestration that called.</param>
/// <param name="TaskId">The number of the call within the orchestration; stays the same when it is run again after a crash.</param>
/// <param name="Input">What the orchestrator passed, as JSON; null when it passed nothing.</param>
public sealed record ActivityCall(string Name, string InstanceId, int TaskId, string? Input);

/// <summary>How an activity ended.</summary>
/// <param name="Output">Its result as JSON; null when it has none.</param>
/// <param name="Failure">Set when it failed.</param>
public sealed record ActivityResult(string? Output, TaskFailureDetails? Failure = null);
