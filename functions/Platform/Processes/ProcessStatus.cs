namespace Accounts.Platform.Processes;

/// <summary>The state of a process in business terms: its custom status, shown by <c>GET /processes/{id}</c>.</summary>
/// <param name="Step">A stable code, such as <c>askingRegister</c>.</param>
/// <param name="Since">When this step began.</param>
/// <param name="NextAt">When the process continues automatically; null while it works or when it has ended.</param>
/// <param name="LastError">Code of the problem that stops it from continuing; null when there is none.</param>
/// <param name="IsForPerson">Whether a person must do the step. However long that takes, it is no delay of ours.</param>
public sealed record ProcessStatus(
    string Step, DateTimeOffset Since, DateTimeOffset? NextAt = null, string? LastError = null, bool IsForPerson = false);
