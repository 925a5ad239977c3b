using System.Diagnostics;

namespace Accounts.Platform.Telemetry;

/// <summary>
/// The spans that the app makes itself. They are few: requests, processes and their activities have spans of the worker's
/// and of Durable Functions', which these lie below.
/// </summary>
public static class Spans
{
    /// <summary>Name of the source.</summary>
    public const string SourceName = "Accounts";

    /// <summary>What a mail's span is named.</summary>
    public const string Mail = "mail";

    /// <summary>Makes them.</summary>
    public static ActivitySource Source { get; } = new(SourceName);
}
