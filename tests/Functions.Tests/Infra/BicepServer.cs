using System.Diagnostics;
using System.Text.Json.Nodes;
using StreamJsonRpc;

namespace Accounts.Tests.Infra;

/// <summary>
/// The compiler as a server for production. The first request takes seconds, each further one a fraction of a second. The server
/// ends with this process, because its input ends then.
/// </summary>
internal static class BicepServer
{
    private static readonly Lazy<JsonRpc> Server = new(Start);

    /// <summary>The resources that a deployment with these parameters makes, as JSON.</summary>
    /// <exception cref="RemoteInvocationException">The compiler refuses them; the message says why.</exception>
    public static async Task<string> SnapshotAsync(string parametersFile)
    {
        var metadata = new
        {
            tenantId = "00000000-0000-0000-0000-000000000001",
            subscriptionId = "00000000-0000-0000-0000-000000000002",
            resourceGroup = "accounts-prod",
            location = "germanywestcentral",
            deploymentName = "main",
        };
        var answer = await Server.Value.InvokeAsync<JsonObject>(
            "bicep/getSnapshot", new { path = parametersFile, metadata, externalInputs = Array.Empty<object>() });
        return answer["snapshot"]!.GetValue<string>();
    }

    private static JsonRpc Start()
    {
        var start = new ProcessStartInfo(Bicep.Compiler, ["jsonrpc", "--stdio"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AZURE_ENV_NAME"] = "prod";
        var process = Process.Start(start)!;
        _ = process.StandardError.ReadToEndAsync();
        var handler = new HeaderDelimitedMessageHandler(
            process.StandardInput.BaseStream, process.StandardOutput.BaseStream, new SystemTextJsonFormatter());
        var server = new JsonRpc(handler);
        server.StartListening();
        return server;
    }
}
