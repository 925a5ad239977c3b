using Accounts.Emulator.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Accounts.Emulator.Worker.Timer;

/// <summary>Runs a timer function by hand: <c>POST /dev/timers/{functionName}</c>.</summary>
internal sealed class TimerEndpoints(TimerTriggerHost timers) : IEndpoints
{
    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/dev/timers/{functionName}", async (string functionName, CancellationToken cancellationToken) =>
        {
            try
            {
                return await timers.RunNowAsync(functionName, cancellationToken)
                    ? DevResults.Json(new { function = functionName, outcome = "succeeded" })
                    : DevResults.NotFound("There is no timer function of that name.");
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                return DevResults.Problem(StatusCodes.Status500InternalServerError, "The function failed", exception.Message);
            }
        });
}
