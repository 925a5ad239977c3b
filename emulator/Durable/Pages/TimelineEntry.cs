namespace Accounts.Emulator.Durable;

/// <summary>A line of a timeline.</summary>
/// <param name="At">When it began; null for what is going on now.</param>
/// <param name="Look">How it stands: <c>done</c>, <c>failed</c>, <c>waiting</c>, <c>running</c> or <c>off</c>.</param>
internal sealed record TimelineEntry(DateTimeOffset? At, string Look, string What)
{
    /// <summary>Another process that it is about.</summary>
    public string? Instance { get; init; }

    /// <summary>What was given and what came back, to be opened.</summary>
    public IReadOnlyList<(string Name, string? Text)> Data { get; init; } = [];
}
