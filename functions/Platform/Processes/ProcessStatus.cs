using Microsoft.DurableTask;

namespace Accounts.Platform.Processes;

/// <summary>Where a process stands, in business terms; its custom status, and what <c>GET /processes/{id}</c> shows.</summary>
/// <param name="Step">A stable code, such as <c>askingRegister</c>.</param>
/// <param name="Since">When it came to this step.</param>
/// <param name="NextAt">When it goes on by itself; null while it works or when it has ended.</param>
/// <param name="LastError">Code of what keeps it from going on; null when nothing does.</param>
public sealed record ProcessStatus(string Step, DateTimeOffset Since, DateTimeOffset? NextAt = null, string? LastError = null);

/// <summary>Shows the status of one process while it runs.</summary>
public sealed class ProcessProgress(TaskOrchestrationContext context)
{
    private ProcessStatus? _shown;
    private string? _failed;

    /// <summary>Notes what failed for good while the process goes on; it stays with every further step.</summary>
    /// <param name="code">A stable code, such as <c>mailRefused</c>.</param>
    public void Fail(string code)
    {
        _failed = code;
        Show(_shown?.Step ?? "begun");
    }

    /// <summary>Shows a step; shown again, it has begun when it was first shown.</summary>
    /// <param name="step">A stable code.</param>
    /// <param name="wait">How long until the process goes on by itself.</param>
    /// <param name="lastError">Code of what keeps it from going on.</param>
    public void Show(string step, TimeSpan? wait = null, string? lastError = null)
    {
        var now = new DateTimeOffset(context.CurrentUtcDateTime, TimeSpan.Zero);
        _shown = new ProcessStatus(step, _shown?.Step == step ? _shown.Since : now, now + wait, lastError ?? _failed);
        context.SetCustomStatus(_shown);
    }
}
