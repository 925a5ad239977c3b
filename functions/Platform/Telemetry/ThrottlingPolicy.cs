using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Accounts.Platform.Telemetry;

/// <summary>Counts answers of a service that it is too busy. The client's retries hide them from everything above it.</summary>
internal sealed class ThrottlingPolicy(Counters counters) : HttpPipelineSynchronousPolicy
{
    /// <inheritdoc />
    public override void OnReceivedResponse(HttpMessage message)
    {
        if (message.Response.Status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
            counters.Throttled(message.Response.Status);
    }
}
