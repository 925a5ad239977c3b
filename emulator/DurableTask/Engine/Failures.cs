using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;

namespace Accounts.Emulator.DurableTask;

/// <summary>Failures of sub-orchestrations that no code threw.</summary>
internal static class Failures
{
    public static TaskFailureDetails AlreadyExists(string instanceId) => new(
        typeof(OrchestrationAlreadyExistsException).FullName!, $"An orchestration with the ID {instanceId} is already running.", null, null, null);

    public static TaskFailureDetails Terminated(string instanceId) => new(
        "Terminated", $"The orchestration {instanceId} was terminated.", null, null, null);
}
