using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Grpc;
using Microsoft.Extensions.Logging.Abstractions;

namespace Accounts.Emulator.Durable;

/// <summary>The real client for code in this process, such as tests.</summary>
public static class DurableClients
{
    public static DurableTaskClient Create(DurableEngine engine, EngineOptions options) => new GrpcDurableTaskClient(
        "in process",
        new GrpcDurableTaskClientOptions { CallInvoker = new InProcessCalls(new SidecarService(engine, options)) },
        NullLogger.Instance);
}
