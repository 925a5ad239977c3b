using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Accounts.Emulator.DurableTask;

/// <summary>The stored state of an instance, without its history.</summary>
/// <param name="Execution">Changes with each continue-as-new and each replacement, so that late answers to an old one are recognized.</param>
internal sealed record InstanceRow(
    long Sequence,
    string Id,
    string Execution,
    string Name,
    OrchestrationRuntimeStatus Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string? Input,
    string? Output,
    string? CustomStatus,
    TaskFailureDetails? Failure,
    ParentLink? Parent)
{
    public bool IsEnded => Status
        is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;

    public OrchestrationMetadata ToMetadata(DataConverter converter, bool withData) => new(Name, Id)
    {
        RuntimeStatus = Status,
        CreatedAt = CreatedAt,
        LastUpdatedAt = UpdatedAt,
        FailureDetails = Failure,
        DataConverter = withData ? converter : null,
        SerializedInput = withData ? Input : null,
        SerializedOutput = withData ? Output : null,
        SerializedCustomStatus = withData ? CustomStatus : null,
    };
}
