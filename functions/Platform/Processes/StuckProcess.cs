namespace Accounts.Platform.Processes;

/// <summary>A process that does not get on, as <see cref="ProcessWatch"/> found it; one of the <see cref="WorkItems"/>.</summary>
/// <param name="Id">The process.</param>
/// <param name="Process">What it does.</param>
/// <param name="Step">Where it stands; null when it has failed.</param>
/// <param name="Since">Since when it is late, or when it failed.</param>
public sealed record StuckProcess(string Id, string Process, string? Step, DateTimeOffset Since)
{
    /// <summary>The kind of work item.</summary>
    public const string Kind = "process";
}
