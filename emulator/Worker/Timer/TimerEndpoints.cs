using Accounts.Emulator.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Accounts.Emulator.Worker.Timer;

/// <summary>Runs a timer function by hand: <c>POST /dev/timers/{functionName}</c>.</summary>
internal sealed class TimerEndpoints(TimerTriggers timers) : IEndpoints
{
    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/dev/timers/{functionName}", async (string functionName, CancellationToken cancellationToken) =>
            await timers.RunNowAsync(functionName, cancellationToken) switch
            {
                null => DevResults.NotFound("There is no timer function with this name."),
                { Succeeded: true } => DevResults.Json(new { function = functionName, outcome = "succeeded" }),
                var failed => DevResults.Problem(StatusCodes.Status500InternalServerError, "The function failed", failed.Failure ?? ""),
            });
}
