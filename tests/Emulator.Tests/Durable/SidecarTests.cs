using System.Net;
using Accounts.Emulator.Durable;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Grpc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Accounts.Tests.Durable;

/// <summary>The real client over the network.</summary>
public sealed class SidecarTests
{
    [Fact]
    public async Task The_real_client_starts_asks_and_waits_over_the_network()
    {
        await using var hub = new TestHub();
        hub.Orchestrator<string>("Echo", async context =>
            $"{context.GetInput<string>()} {await context.WaitForExternalEvent<string>("go")}");
        await using var web = await ServeAsync(hub);
        using var channel = GrpcChannel.ForAddress(web.Urls.Single());
        var options = new GrpcDurableTaskClientOptions { Channel = channel };
        await using var client = new GrpcDurableTaskClient("test", options, NullLogger.Instance);

        var early = client.WaitForInstanceStartAsync("echo");
        await client.ScheduleNewOrchestrationInstanceAsync("Echo", "hello", new StartOrchestrationOptions("echo"));
        Assert.Equal("Echo", (await early).Name);
        var end = client.WaitForInstanceCompletionAsync("echo", getInputsAndOutputs: true);
        await client.RaiseEventAsync("echo", "go", "there");

        Assert.Equal("hello there", (await end).ReadOutputAs<string>());
        Assert.Null(await client.GetInstanceAsync("nobody"));
        Assert.Equal(1, (await client.PurgeInstanceAsync("echo")).PurgedInstanceCount);
        await hub.Engine.DisposeAsync();
        var dead = await Assert.ThrowsAsync<RpcException>(() => client.GetInstanceAsync("echo"));
        Assert.Equal(StatusCode.Aborted, dead.StatusCode);
    }

    [Fact]
    public async Task A_wait_that_is_cancelled_ends_at_once()
    {
        await using var hub = new TestHub();
        using var enough = new CancellationTokenSource();
        var wait = hub.Client.WaitForInstanceStartAsync("nobody", enough.Token);
        await enough.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => wait);
    }

    [Fact]
    public async Task A_wait_ends_when_the_engine_dies()
    {
        await using var hub = new TestHub();
        hub.Options = hub.Options with { FaultPoints = FaultPoints.DieAt(1) };
        var wait = hub.Client.WaitForInstanceStartAsync("nobody");
        await Assert.ThrowsAsync<RpcException>(() => hub.StartAsync("Nobody"));
        Assert.Equal(StatusCode.Aborted, (await Assert.ThrowsAsync<RpcException>(() => wait)).StatusCode);
    }

    private static async Task<WebApplication> ServeAsync(TestHub hub)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddSidecar(hub.Engine, hub.Options);
        var web = builder.Build();
        web.MapSidecar();
        await web.StartAsync();
        return web;
    }
}
