namespace Accounts.Platform;

/// <summary>Where a process stands, in business terms; its custom status, shown by <c>GET /processes/{processId}</c>.</summary>
/// <param name="Step">Stable code of the step, e.g. <c>waitingForAnswer</c>.</param>
/// <param name="Since">When the step began, in UTC.</param>
/// <param name="NextAt">When something happens by itself: a reminder, a retry, the end; null when nothing is due.</param>
/// <param name="LastError">The type of the last failure; null when there was none.</param>
public sealed record ProcessStatus(string Step, DateTime Since, DateTime? NextAt = null, string? LastError = null);
