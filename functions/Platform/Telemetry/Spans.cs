using System.Diagnostics;

namespace Accounts.Platform.Telemetry;

/// <summary>
/// The spans that the app creates itself. They are few, because the worker and Durable Functions already create spans for
/// requests, processes and activities. These spans are children of those.
/// </summary>
public static class Spans
{
    public const string SourceName = "Accounts";

    /// <summary>The name of a mail's span.</summary>
    public const string Mail = "mail";

    public static ActivitySource Source { get; } = new(SourceName);
}
