using System.Text.Json;
using Accounts.Emulator.Host;
using Accounts.Emulator.Worker.Wire;

namespace Accounts.Emulator.Worker;

/// <summary>What a function gets for its Durable Functions client: the address of the task hub.</summary>
internal sealed class DurableClientBinding(Listener listener, HostJson hostJson)
{
    private const int MaxMessage = 4 * 1024 * 1024;

    private Value _value = new()
    {
        Text = JsonSerializer.Serialize(new
        {
            taskHubName = hostJson.HubName,
            connectionName = (string?)null,
            requiredQueryStringParameters = "code=local",
            rpcBaseUrl = listener.RpcAddress,
            httpBaseUrl = $"{listener.BaseAddress}runtime/webhooks/durabletask",
            useForwardedHost = false,
            // Without it calls fail with ResourceExhausted.
            maxGrpcMessageSizeInBytes = MaxMessage,
            // JSON inside JSON.
            grpcHttpClientTimeout = "\"00:01:40\"",
        }),
    };

    /// <summary>For a host with another engine, which has its own address.</summary>
    public string Text
    {
        set => _value = new Value { Text = value };
    }

    public Argument Argument(string name) => new() { Name = name, Value = _value };
}
