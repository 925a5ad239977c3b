using Microsoft.DurableTask;

namespace Accounts.Emulator.DurableTask;

/// <summary>What the engine runs: the functions of the app, however the host finds and calls them.</summary>
/// <param name="RunOrchestrator">Runs the orchestrator of that name once, on the calling thread; its result is serialized by the engine.</param>
/// <param name="RunActivity">Runs an activity; its result is serialized by the engine. Called again when the process died before the result was stored.</param>
/// <param name="Converter">How inputs and results become text.</param>
public sealed record EngineFunctions(
    Func<string, TaskOrchestrationContext, Task<object?>> RunOrchestrator,
    Func<ActivityCall, CancellationToken, Task<object?>> RunActivity,
    DataConverter Converter)
{
    /// <summary>Whether an orchestrator of that name can be started.</summary>
    public Func<string, bool> IsOrchestrator { get; init; } = _ => true;
}

/// <summary>One call of an activity.</summary>
/// <param name="Name">The activity's function name.</param>
/// <param name="InstanceId">The orchestration that called.</param>
/// <param name="StepId">The number of the call within the orchestration; stays the same when it is run again after a crash.</param>
/// <param name="Input">JSON; null when the call had no input.</param>
public sealed record ActivityCall(string Name, string InstanceId, int StepId, string? Input);
