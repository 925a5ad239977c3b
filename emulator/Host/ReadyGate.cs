using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Emulator.Host;

/// <summary>Holds requests until the app can answer, except requests to <c>/dev</c> and gRPC, which the start needs.</summary>
internal sealed class ReadyGate
{
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Opened => _open.Task;

    public void Open() => _open.TrySetResult();
}

internal static class ReadyGateMiddleware
{
    public static void UseReadyGate(this IApplicationBuilder app)
    {
        var gate = app.ApplicationServices.GetRequiredService<ReadyGate>();
        app.Use((http, next) => gate.Opened.IsCompleted || !WaitsFor(http.Request) ? next(http) : WaitAsync(http, next));

        async Task WaitAsync(HttpContext http, RequestDelegate next)
        {
            await gate.Opened.WaitAsync(http.RequestAborted);
            await next(http);
        }
    }

    private static bool WaitsFor(HttpRequest request) =>
        request.Protocol != HttpProtocol.Http2 && !request.Path.StartsWithSegments("/dev", StringComparison.Ordinal);
}
