using Microsoft.DurableTask.Protobuf;

namespace Accounts.Emulator.Durable;

/// <summary>The stored state of an instance, without its history.</summary>
/// <param name="Execution">Changes with each continue-as-new and replacement, to recognize answers to an old execution.</param>
internal sealed record InstanceRow(
    long Sequence,
    string Id,
    string Execution,
    string Name,
    OrchestrationStatus Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string? Input,
    string? Output,
    string? CustomStatus,
    TaskFailureDetails? Failure,
    ParentInstanceInfo? Parent)
{
    public bool IsEnded => Status is OrchestrationStatus.Completed or OrchestrationStatus.Failed or OrchestrationStatus.Terminated;
}
