using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Access.Service;

/// <summary><c>GET /processes/{processId}</c>: the state of work that takes time.</summary>
public sealed class GetProcess
{
    [Function(nameof(GetProcess))]
    [Allow(Who.LegalRepresentative | Who.Admin | Who.Operator)]
    [Operation("Show the state of a process", Gives = typeof(ProcessView))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "processes/{processId}")] HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string processId,
        CancellationToken cancellationToken) =>
        processId.Length <= 100 && await processes.GetInstanceAsync(processId, getInputsAndOutputs: true, cancellationToken) is { } process
            ? Answer.Ok(ProcessView.Of(process))
            : new NotFound();
}

/// <summary>The state of a process.</summary>
/// <param name="Id">The id of the process.</param>
/// <param name="Kind">What it does, e.g. <c>InvitationProcess</c>.</param>
/// <param name="State">Whether it is running.</param>
/// <param name="Step">The current step.</param>
/// <param name="Since">When this step began.</param>
/// <param name="NextAt">When it continues automatically: a reminder, a retry, an end.</param>
/// <param name="LastError">Code of the last error.</param>
public sealed record ProcessView(
    string Id, string Kind, ProcessState State, string? Step, DateTimeOffset? Since, DateTimeOffset? NextAt, string? LastError)
{
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
            // A process that is not running does not continue at its planned time.
            state == ProcessState.Running ? status?.NextAt : null,
            process.FailureDetails?.ErrorType ?? status?.LastError);
    }
}

/// <summary>Whether a process is running.</summary>
public enum ProcessState
{
    /// <summary>Working or waiting.</summary>
    Running,

    /// <summary>Suspended by an operator.</summary>
    Suspended,

    /// <summary>Done.</summary>
    Ended,

    /// <summary>Stopped by a failure; an operator must check it.</summary>
    Failed,
}
