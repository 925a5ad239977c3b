using Microsoft.Extensions.Logging;

namespace Accounts.Emulator.Durable;

/// <summary>Log lines of the engine. Failures are named by type only: their messages may quote personal data.</summary>
internal static partial class EngineLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Activity {Name} of {InstanceId} failed: {ErrorType}.")]
    public static partial void ActivityFailed(ILogger logger, string name, string instanceId, string errorType);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Orchestration {Name} {InstanceId} failed: {ErrorType}.")]
    public static partial void OrchestrationFailed(ILogger logger, string name, string instanceId, string errorType);

    [LoggerMessage(Level = LogLevel.Error, Message = "Orchestrations cannot be stored, and wait for space: {Reason}")]
    public static partial void NoSpace(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Orchestrations can be stored again.")]
    public static partial void SpaceAgain(ILogger logger);

    [LoggerMessage(Level = LogLevel.Critical, Message = "Orchestrations have stopped. Restart the host to continue.")]
    public static partial void Stopped(ILogger logger, Exception exception);
}
