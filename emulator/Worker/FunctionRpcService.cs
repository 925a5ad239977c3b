using Accounts.Emulator.Worker.Wire;
using Grpc.Core;

namespace Accounts.Emulator.Worker;

/// <summary>The gRPC side of the worker protocol: one stream of messages in each direction.</summary>
internal sealed class FunctionRpcService(WorkerChannel worker) : FunctionRpc.FunctionRpcBase
{
    private static readonly WriteOptions MoreFollows = new(WriteFlags.BufferHint);

    public override async Task EventStream(
        IAsyncStreamReader<Envelope> requestStream, IServerStreamWriter<Envelope> responseStream, ServerCallContext context)
    {
        var reading = ReadAsync(requestStream, context.CancellationToken);
        try
        {
            await WriteAsync(responseStream, context.CancellationToken);
        }
        finally
        {
            worker.Disconnected();
        }

        // The worker never ends its side. The end of the call does.
        _ = reading;
    }

    private async Task ReadAsync(IAsyncStreamReader<Envelope> stream, CancellationToken cancellationToken)
    {
        try
        {
            while (await stream.MoveNext(cancellationToken))
                worker.Receive(stream.Current);
        }
        catch (Exception exception) when (
            exception is IOException or OperationCanceledException or InvalidOperationException or RpcException)
        {
            // The connection is gone.
        }
        finally
        {
            worker.Disconnected();
        }
    }

    private async Task WriteAsync(IServerStreamWriter<Envelope> stream, CancellationToken cancellationToken)
    {
        var outgoing = worker.Outgoing;
        while (await outgoing.WaitToReadAsync(cancellationToken))
        {
            while (outgoing.TryRead(out var message))
            {
                // Messages that are ready are sent in one packet.
                stream.WriteOptions = outgoing.TryPeek(out _) ? MoreFollows : null;
                await stream.WriteAsync(message, cancellationToken);
            }
        }
    }
}
