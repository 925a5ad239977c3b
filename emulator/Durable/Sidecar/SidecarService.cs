using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.DurableTask.Protobuf;

namespace Accounts.Emulator.Durable;

/// <summary>
/// The TaskHub sidecar protocol over the engine, for the real DurableTaskClient. Errors have the same status codes as in
/// the real host, because clients see them.
/// </summary>
internal sealed partial class SidecarService(DurableEngine engine, EngineOptions options) : TaskHubSidecarService.TaskHubSidecarServiceBase
{
    public override Task<Empty> Hello(Empty request, ServerCallContext context) => Task.FromResult(new Empty());

    public override Task<CreateInstanceResponse> StartInstance(CreateInstanceRequest request, ServerCallContext context) => Answer(() =>
    {
        var id = string.IsNullOrEmpty(request.InstanceId) ? Guid.NewGuid().ToString("N") : request.InstanceId;
        var start = new ExecutionStartedEvent
        {
            Name = request.Name,
            Version = request.Version,
            Input = request.Input,
            OrchestrationInstance = new() { InstanceId = id },
            ScheduledStartTimestamp = request.ScheduledStartTimestamp,
            ParentTraceContext = request.ParentTraceContext,
        };
        return engine.Start(start, request.OrchestrationIdReusePolicy?.ReplaceableStatus)
            ? new CreateInstanceResponse { InstanceId = id }
            : throw Refused(StatusCode.AlreadyExists, $"An Orchestration instance with the ID {id} already exists.");
    });

    public override Task<GetInstanceResponse> GetInstance(GetInstanceRequest request, ServerCallContext context) => Answer(() =>
    {
        var row = engine.Find(request.InstanceId);
        // An existing instance can be read even without space. A client that asks for a missing one will start it, or checks health.
        return row is not null || engine.CanWrite
            ? States.Response(row, request.GetInputsAndOutputs)
            : throw Refused(StatusCode.Aborted, "There is no space left to store orchestrations.");
    });

    public override Task<GetInstanceResponse> WaitForInstanceStart(GetInstanceRequest request, ServerCallContext context) =>
        WaitAsync(request, row => row is not (null or { Status: OrchestrationStatus.Pending }), context.CancellationToken);

    public override Task<GetInstanceResponse> WaitForInstanceCompletion(GetInstanceRequest request, ServerCallContext context) =>
        WaitAsync(request, row => row is null or { IsEnded: true }, context.CancellationToken);

    public override Task<RaiseEventResponse> RaiseEvent(RaiseEventRequest request, ServerCallContext context) => Answer(() =>
    {
        try
        {
            engine.Raise(request.InstanceId, request.Name, request.Input);
        }
        catch (InstanceStateException e)
        {
            if (options.ThrowStatusExceptionsOnRaiseEvent)
            {
                throw e.IsUnknown
                    ? Refused(StatusCode.NotFound, e.Message)
                    : Refused(StatusCode.FailedPrecondition, "The orchestration instance with the provided instance id is not running.");
            }
        }

        return new RaiseEventResponse();
    });

    public override Task<TerminateResponse> TerminateInstance(TerminateRequest request, ServerCallContext context) => Answer(() =>
    {
        try
        {
            engine.Terminate(request.InstanceId, request.Output, request.Recursive);
            return new TerminateResponse();
        }
        catch (InstanceStateException e)
        {
            throw Refused(e.IsUnknown ? StatusCode.NotFound : StatusCode.FailedPrecondition, e.Message);
        }
    });

    public override Task<SuspendResponse> SuspendInstance(SuspendRequest request, ServerCallContext context) => Answer(() =>
    {
        engine.Suspend(request.InstanceId, request.Reason);
        return new SuspendResponse();
    });

    public override Task<ResumeResponse> ResumeInstance(ResumeRequest request, ServerCallContext context) => Answer(() =>
    {
        engine.Resume(request.InstanceId, request.Reason);
        return new ResumeResponse();
    });

    private async Task<GetInstanceResponse> WaitAsync(
        GetInstanceRequest request, Func<InstanceRow?, bool> wanted, CancellationToken cancellationToken)
    {
        try
        {
            return States.Response(await engine.WaitAsync(request.InstanceId, wanted, cancellationToken), request.GetInputsAndOutputs);
        }
        catch (EngineDiedException e)
        {
            throw Refused(StatusCode.Aborted, e.Message);
        }
    }

    private static Task<T> Answer<T>(Func<T> call)
    {
        try
        {
            return Task.FromResult(call());
        }
        catch (EngineDiedException e)
        {
            // Clients do not retry this code.
            throw Refused(StatusCode.Aborted, e.Message);
        }
        catch (StoreFullException e)
        {
            throw Refused(StatusCode.Unavailable, e.Message);
        }
        catch (InstanceStateException e)
        {
            throw Refused(StatusCode.Unknown, e.Message);
        }
    }

    private static RpcException Refused(StatusCode code, string detail) => new(new Status(code, detail));
}
