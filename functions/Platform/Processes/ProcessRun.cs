using Microsoft.DurableTask;

namespace Accounts.Platform.Processes;

/// <summary>
/// The code that all orchestrators share, so that each one contains only its own sequence of steps. The orchestrator disposes
/// it at its end.
/// </summary>
public sealed class ProcessRun(TaskOrchestrationContext context) : IDisposable
{
    private readonly ChangeEvents _changes = new(context);
    private ProcessStatus? _shown;
    private string? _failed;

    /// <summary>The time of the process, in UTC.</summary>
    public DateTime Now => context.CurrentUtcDateTime;

    /// <summary>Shows the current step of the process. A step that is shown again keeps the time of its first showing.</summary>
    /// <param name="step">A stable code.</param>
    /// <param name="until">When the process continues automatically, in UTC.</param>
    /// <param name="lastError">Code of the problem that stops it from continuing.</param>
    public void Show(string step, DateTime? until = null, string? lastError = null) => Show(step, until, lastError, isForPerson: false);

    /// <summary>Shows a step that a person must do. The process waits for it and does not count as late.</summary>
    /// <param name="step">A stable code.</param>
    public void ShowForPerson(string step) => Show(step, until: null, lastError: null, isForPerson: true);

    /// <summary>Notes a permanent failure while the process continues. Every further step shows it too.</summary>
    /// <param name="code">A stable code, such as <c>mailRefused</c>.</param>
    public void Fail(string code)
    {
        _failed = code;
        Show(_shown?.Step ?? "begun", until: null, lastError: null, _shown?.IsForPerson ?? false);
    }

    /// <summary>Shows the result of the process, and returns it as the output.</summary>
    public string End(string result, string? lastError = null)
    {
        Show(result, lastError: lastError);
        return result;
    }

    /// <summary>Runs a step.</summary>
    public Task<TResult> CallAsync<TInput, TResult>(Step<TInput, TResult> step, TInput input)
        where TInput : notnull => context.CallActivityAsync<TResult>(step.Activity, input, step.Retries);

    /// <summary>Runs a step without a result.</summary>
    public Task CallAsync<TInput>(Step<TInput> step, TInput input)
        where TInput : notnull => context.CallActivityAsync(step.Activity, input, Retries.ForADay);

    /// <summary>
    /// Runs a step that sends mails. Mails that cannot be sent do not stop the process: it notes the failure and continues.
    /// </summary>
    public async Task<TResult> CallAsync<TInput, TResult>(MailingStep<TInput, TResult> step, TInput input)
        where TInput : notnull
    {
        var mailing = new Mailing<TInput>(input, context.InstanceId);
        try
        {
            var mailed = await context.CallActivityAsync<Mailed<TResult>>(step.Activity, mailing, Retries.ForADay);
            if (mailed.IsRefused)
                Fail("mailRefused");
            return mailed.Result;
        }
        catch (TaskFailedException)
        {
            Fail("mailDelayed");
        }

        // If something other than the mails failed, this second call fails too.
        return (await context.CallActivityAsync<Mailed<TResult>>(step.Activity, mailing with { IsGivenUp = true }, Retries.ForADay)).Result;
    }

    /// <summary>Runs a step for one page after the other.</summary>
    /// <param name="step">Returns the start of the next page; null after the last one.</param>
    /// <param name="page">Returns the input for the page at that start; the first page starts at "".</param>
    public async Task CallPagesAsync<TInput>(Step<TInput, string?> step, Func<string, TInput> page)
        where TInput : notnull
    {
        for (string? after = ""; after is not null;)
            after = await CallAsync(step, page(after));
    }

    /// <summary>Waits until the request that started the process has written its subject.</summary>
    /// <param name="read">Reads the subject. It may also do the first work of the process.</param>
    /// <returns>The subject; null when it was never written, so that there is nothing to do.</returns>
    public async Task<T?> WrittenAsync<T>(Func<Task<T?>> read)
        where T : class
    {
        T? subject = null;
        await _changes.WrittenAsync(async () => (subject = await read()) is not null);
        return subject;
    }

    /// <summary>Waits for a reason to read the subject again, but at most until <paramref name="due"/> (UTC).</summary>
    /// <returns>Whether there is a reason; false when the time is up.</returns>
    public Task<bool> ChangedBeforeAsync(DateTime due) => _changes.BeforeAsync(due);

    /// <summary>
    /// Runs an action after the request that started the process has written. A request that does not notify within a minute has
    /// crashed or is very slow, so the action then runs again later.
    /// </summary>
    /// <param name="act">The action. It may run twice.</param>
    /// <param name="twice">Whether to run it twice in any case.</param>
    public async Task FollowAsync(Func<Task> act, bool twice = false)
    {
        // Longer than requests take, and longer than the host allows for any request.
        var notified = await ChangedBeforeAsync(Now + TimeSpan.FromMinutes(1));
        await act();
        if (notified && !twice)
            return;
        await ChangedBeforeAsync(Now + TimeSpan.FromMinutes(10));
        await act();
    }

    /// <inheritdoc />
    public void Dispose() => _changes.Dispose();

    private void Show(string step, DateTime? until, string? lastError, bool isForPerson)
    {
        var now = AsOffset(Now);
        var next = until is { } time ? AsOffset(time) : (DateTimeOffset?)null;
        _shown = new ProcessStatus(step, _shown?.Step == step ? _shown.Since : now, next, lastError ?? _failed, isForPerson);
        context.SetCustomStatus(_shown);
    }

    private static DateTimeOffset AsOffset(DateTime utc) => new(utc, TimeSpan.Zero);
}
