namespace Accounts.Platform.Processes;

/// <summary>Where what was begun can be watched.</summary>
/// <param name="Process">Its process.</param>
public sealed record ProcessLinks(string Process)
{
    /// <summary>The links of a process.</summary>
    public static ProcessLinks Of(string processId) => new("/api/processes/" + processId);
}
