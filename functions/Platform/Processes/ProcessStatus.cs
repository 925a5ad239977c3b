namespace Accounts.Platform.Processes;

/// <summary>Where a process stands, in business terms; its custom status, and what <c>GET /processes/{id}</c> shows.</summary>
/// <param name="Step">A stable code, such as <c>askingRegister</c>.</param>
/// <param name="Since">When it came to this step.</param>
/// <param name="NextAt">When it goes on by itself; null while it works or when it has ended.</param>
/// <param name="LastError">Code of what keeps it from going on; null when nothing does.</param>
/// <param name="IsForPerson">Whether a person is to do the step, however long that takes: then it is no delay of ours.</param>
public sealed record ProcessStatus(
    string Step, DateTimeOffset Since, DateTimeOffset? NextAt = null, string? LastError = null, bool IsForPerson = false);
