using Grpc.Core;
using Microsoft.DurableTask.Protobuf;

namespace Accounts.Emulator.Durable;

/// <summary>Calls a service of this process directly: no port, and nothing is serialized.</summary>
internal sealed class InProcessCalls : CallInvoker
{
    private readonly Handlers _handlers = new();

    public InProcessCalls(TaskHubSidecarService.TaskHubSidecarServiceBase service) => TaskHubSidecarService.BindService(_handlers, service);

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        ArgumentNullException.ThrowIfNull(method);
        var handler = (UnaryServerMethod<TRequest, TResponse>)_handlers.ByName[method.FullName];
        return new(CallAsync(), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });

        async Task<TResponse> CallAsync()
        {
            try
            {
                return await handler(request, new InProcessContext(method.FullName, options.CancellationToken));
            }
            catch (OperationCanceledException e)
            {
                throw new RpcException(new Status(StatusCode.Cancelled, e.Message, e));
            }
        }
    }

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();

    private sealed class Handlers : ServiceBinderBase
    {
        public Dictionary<string, Delegate> ByName { get; } = new(StringComparer.Ordinal);

        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler) => ByName[method.FullName] = handler!;

        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
        {
            // The service has no streaming calls.
        }
    }
}
