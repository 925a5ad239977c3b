using System.Diagnostics;
using OpenTelemetry;

namespace Accounts.Platform.Telemetry;

/// <summary>
/// Lets only those facts of a span leave the process that are known to name nobody and open nothing. Spans of libraries tell
/// addresses, which hold invitation tokens and keys of rows, and messages of exceptions, which quote what was sent.
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

        // That it failed stays; the description is the message of an exception.
        if (data.StatusDescription is not null)
            data.SetStatus(data.Status);
    }
}
