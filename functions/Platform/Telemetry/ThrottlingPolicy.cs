using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Accounts.Platform.Telemetry;

/// <summary>Counts the "too busy" answers of a service, which the client's retries hide from all other code.</summary>
internal sealed class ThrottlingPolicy(Counters counters) : HttpPipelineSynchronousPolicy
{
    /// <inheritdoc />
    public override void OnReceivedResponse(HttpMessage message)
    {
        if (message.Response.Status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
            counters.Throttled(message.Response.Status);
    }
}
