using Microsoft.DurableTask.Protobuf;

namespace Accounts.Emulator.Durable;

/// <summary>Failures in the protocol's format.</summary>
internal static class Failures
{
    public static TaskFailureDetails AlreadyExists(string instanceId) => new()
    {
        ErrorType = "DurableTask.Core.Exceptions.OrchestrationAlreadyExistsException",
        ErrorMessage = $"An orchestration with the ID {instanceId} is already running.",
    };

    public static TaskFailureDetails Terminated(string instanceId) => new()
    {
        ErrorType = "Terminated",
        ErrorMessage = $"The orchestration {instanceId} was terminated.",
    };

    public static TaskFailureDetails Unsupported(OrchestratorAction.OrchestratorActionTypeOneofCase action) => new()
    {
        ErrorType = typeof(NotSupportedException).FullName,
        ErrorMessage = $"{action} is not supported by the emulator.",
    };

    public static TaskFailureDetails Of(Exception exception) => new()
    {
        ErrorType = exception.GetType().FullName,
        ErrorMessage = exception.Message,
        StackTrace = exception.StackTrace,
        InnerFailure = exception.InnerException is { } inner ? Of(inner) : null,
    };
}
