using Google.Protobuf.WellKnownTypes;
using Microsoft.DurableTask.Protobuf;

namespace Accounts.Emulator.Durable;

/// <summary>The state of an instance as clients get it.</summary>
internal static class States
{
    public static GetInstanceResponse Response(InstanceRow? row, bool withData) => row is null
        ? new() { Exists = false }
        : new() { Exists = true, OrchestrationState = Of(row, withData) };

    public static OrchestrationState Of(InstanceRow row, bool withData)
    {
        var state = new OrchestrationState
        {
            InstanceId = row.Id,
            Name = row.Name,
            OrchestrationStatus = row.Status,
            CreatedTimestamp = Timestamp.FromDateTimeOffset(row.CreatedAt),
            LastUpdatedTimestamp = Timestamp.FromDateTimeOffset(row.UpdatedAt),
        };
        if (!withData)
            return state;
        state.Input = row.Input;
        state.Output = row.Output;
        state.CustomStatus = row.CustomStatus;
        // Without the cause, as in the real host.
        state.FailureDetails = row.Failure is null ? null : new(row.Failure) { InnerFailure = null };
        return state;
    }
}
