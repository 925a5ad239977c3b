namespace Accounts.Emulator.Durable;

/// <summary>A line of a timeline.</summary>
/// <param name="At">When it began; null for what the process waits for now.</param>
/// <param name="Look">Its state: <c>done</c>, <c>failed</c>, <c>waiting</c>, <c>running</c> or <c>off</c>.</param>
internal sealed record TimelineEntry(DateTimeOffset? At, string Look, string What)
{
    /// <summary>Another process that the line is about.</summary>
    public string? Instance { get; init; }

    /// <summary>Inputs and results, shown when the line is opened.</summary>
    public IReadOnlyList<(string Name, string? Text)> Data { get; init; } = [];
}
