using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Access.Service;

/// <summary><c>GET /processes/{processId}</c>: how something stands that takes time.</summary>
public sealed class GetProcess
{
    /// <summary>The function.</summary>
    [Function(nameof(GetProcess))]
    [Allow(Who.LegalRepresentative | Who.Admin | Who.Operator)]
    [Operation("Show how a process stands", Gives = typeof(ProcessView))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "processes/{processId}")] HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string processId,
        CancellationToken cancellationToken) =>
        processId.Length <= 100 && await processes.GetInstanceAsync(processId, getInputsAndOutputs: true, cancellationToken) is { } process
            ? Answer.Ok(ProcessView.Of(process))
            : new NotFound();
}

/// <summary>A process as the interface shows it.</summary>
/// <param name="Id">Names the process.</param>
/// <param name="Kind">What it does, e.g. <c>InvitationProcess</c>.</param>
/// <param name="State">Whether it goes on.</param>
/// <param name="Step">Where it stands.</param>
/// <param name="Since">When it came to this step.</param>
/// <param name="NextAt">When it goes on by itself: a reminder, a retry, an end.</param>
/// <param name="LastError">Code of what went wrong last.</param>
public sealed record ProcessView(
    string Id, string Kind, ProcessState State, string? Step, DateTimeOffset? Since, DateTimeOffset? NextAt, string? LastError)
{
    /// <summary>Shows a process.</summary>
    public static ProcessView Of(OrchestrationMetadata process)
    {
        var status = process.SerializedCustomStatus is null ? null : process.ReadCustomStatusAs<ProcessStatus>();
        var state = process.RuntimeStatus switch
        {
            OrchestrationRuntimeStatus.Completed => ProcessState.Ended,
            OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated => ProcessState.Failed,
            OrchestrationRuntimeStatus.Suspended => ProcessState.Suspended,
            _ => ProcessState.Running,
        };
        return new(
            process.InstanceId,
            process.Name,
            state,
            status?.Step,
            status?.Since,
            // What was due by itself is not, once the process is over.
            state == ProcessState.Running ? status?.NextAt : null,
            process.FailureDetails?.ErrorType ?? status?.LastError);
    }
}

/// <summary>Whether a process goes on.</summary>
public enum ProcessState
{
    /// <summary>At work, or waiting.</summary>
    Running,

    /// <summary>Held by an operator.</summary>
    Suspended,

    /// <summary>Done.</summary>
    Ended,

    /// <summary>Stopped by a fault; an operator is to look at it.</summary>
    Failed,
}
