using System.Xml;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Accounts.Emulator.Host;

/// <summary>Virtual time under <c>/dev/clock</c>.</summary>
internal sealed class ClockEndpoints(VirtualClock clock) : IEndpoints
{
    // Much longer than any business process. A typing error must not run timers for centuries.
    internal static readonly TimeSpan LongestMove = TimeSpan.FromDays(366 * 10);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/dev/clock", Now);
        routes.MapPost("/dev/clock", (HttpRequest request) => DevResults.ReadAsync<Move>(request, async move =>
        {
            if (Duration(move.Advance) is not { } by)
                return DevResults.Invalid("'advance' must be an ISO 8601 duration such as P3D or PT90M, at most ten years.");
            // Due work runs to its end even if the caller disconnects.
            await clock.AdvanceAsync(by, CancellationToken.None);
            return Now();
        }));
    }

    // Also in seconds, which webhook signatures use.
    private IResult Now()
    {
        var now = clock.GetUtcNow();
        return DevResults.Json(new { now, unixSeconds = now.ToUnixTimeSeconds() });
    }

    private static TimeSpan? Duration(string? text)
    {
        try
        {
            // XML Schema durations are ISO 8601 durations without weeks.
            var duration = text is null ? -TimeSpan.FromTicks(1) : XmlConvert.ToTimeSpan(text);
            return duration >= TimeSpan.Zero && duration <= LongestMove ? duration : null;
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            return null;
        }
    }

    private sealed record Move(string? Advance);
}
