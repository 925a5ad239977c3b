using System.Collections.Concurrent;
using System.Diagnostics;
using Accounts.Emulator;
using Accounts.Emulator.Transport;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Accounts.Tests;

/// <summary>
/// A request that waits before one of its storage calls until a test lets it continue. What the access check reads comes before
/// the first of these calls.
/// </summary>
/// <param name="call">Which call of the request, from 1.</param>
internal sealed class HeldRequest(int call)
{
    // By trace id, which is all that test and app know of the same request.
    private static readonly ConcurrentDictionary<string, HeldRequest> Held = new();
    private static readonly AsyncLocal<HeldRequest?> Current = new();

    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _continued = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _calls;

    /// <summary>Completes when the request waits; never if it makes fewer calls.</summary>
    public Task Reached => _reached.Task;

    public void Continue() => _continued.TrySetResult();

    /// <summary>Sends the request.</summary>
    public async Task<Reply> SendAsync(Func<Task<Reply>> request)
    {
        // HttpClient sends the trace id of the current activity.
        using var activity = new Activity(nameof(HeldRequest)).SetIdFormat(ActivityIdFormat.W3C).Start();
        var trace = activity.TraceId.ToHexString();
        Held[trace] = this;
        try
        {
            return await request();
        }
        finally
        {
            Held.TryRemove(trace, out _);
        }
    }

    /// <summary>Lets requests to a host be held: the part in its app.</summary>
    public static void AddTo(FunctionsApplicationBuilder app) => app.UseMiddleware(async (context, next) =>
    {
        var trace = context.GetHttpContext()?.Request.Headers.TraceParent.ToString().Split('-').ElementAtOrDefault(1);
        Current.Value = trace is not null && Held.TryGetValue(trace, out var held) ? held : null;
        await next();
    });

    /// <summary>Lets requests to a host be held: the part before its storage.</summary>
    public static EmulatorOptions AddTo(EmulatorOptions options) => options with
    {
        Adjust = services =>
        {
            options.Adjust?.Invoke(services);
            services.AddSingleton<HttpPipelineTransport>(provider =>
                new Transport(new LocalTransport(provider.GetServices<ILocalService>())));
        },
    };

    private async ValueTask CallAsync(HttpPipelineTransport storage, HttpMessage message)
    {
        if (Interlocked.Increment(ref _calls) == call)
        {
            _reached.TrySetResult();
            await _continued.Task;
        }

        await storage.ProcessAsync(message);
    }

    private sealed class Transport(LocalTransport storage) : HttpPipelineTransport
    {
        public override Request CreateRequest() => storage.CreateRequest();

        public override void Process(HttpMessage message) => storage.Process(message);

        public override ValueTask ProcessAsync(HttpMessage message) =>
            Current.Value is { } held ? held.CallAsync(storage, message) : storage.ProcessAsync(message);
    }
}
