namespace Accounts.Platform.Processes;

/// <summary>The address at which the started work can be watched.</summary>
/// <param name="Process">The address of its process.</param>
public sealed record ProcessLinks(string Process)
{
    public static ProcessLinks Of(string processId) => new("/api/processes/" + processId);
}
