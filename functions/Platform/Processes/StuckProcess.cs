namespace Accounts.Platform.Processes;

/// <summary>A process that makes no progress, found by <see cref="ProcessWatch"/>; one of the <see cref="WorkItems"/>.</summary>
/// <param name="Id">The id of the process.</param>
/// <param name="Process">The name of its orchestrator.</param>
/// <param name="Step">Its current step; null when it has failed.</param>
/// <param name="Since">The time since when it is late, or at which it failed.</param>
public sealed record StuckProcess(string Id, string Process, string? Step, DateTimeOffset Since)
{
    /// <summary>The kind of these work items.</summary>
    public const string Kind = "process";
}
