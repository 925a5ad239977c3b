using System.Diagnostics;
using OpenTelemetry;

namespace Accounts.Platform.Telemetry;

/// <summary>
/// Removes all tags of a span that are not known to be free of personal data and secrets. Spans of libraries contain addresses
/// with invitation tokens and row keys, and messages of exceptions, which may quote the request.
/// </summary>
internal sealed class DiscreetSpans : BaseProcessor<Activity>
{
    private static readonly string[] Prefixes = ["durabletask.", "faas.", "mail."];

    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "http.request.method", "http.route", "http.response.status_code", "error.type", "schema.url", "az.namespace",
    };

    /// <inheritdoc />
    public override void OnEnd(Activity data)
    {
        foreach (var (name, _) in data.TagObjects.ToList())
        {
            if (!Names.Contains(name) && !Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
                data.SetTag(name, null);
        }

        // Keeps the status but removes its description, which is the message of an exception.
        if (data.StatusDescription is not null)
            data.SetStatus(data.Status);
    }
}
