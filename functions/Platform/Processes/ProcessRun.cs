using Microsoft.DurableTask;

namespace Accounts.Platform.Processes;

/// <summary>What all orchestrators share, so that each of them holds its plot only. Disposed at the end of the orchestrator.</summary>
public sealed class ProcessRun(TaskOrchestrationContext context) : IDisposable
{
    private readonly ChangeEvents _changes = new(context);
    private ProcessStatus? _shown;
    private string? _failed;

    /// <summary>The time of the process, in UTC.</summary>
    public DateTime Now => context.CurrentUtcDateTime;

    /// <summary>Shows where the process stands; shown again, a step has begun when it was first shown.</summary>
    /// <param name="step">A stable code.</param>
    /// <param name="until">When the process goes on by itself, in UTC.</param>
    /// <param name="lastError">Code of what keeps it from going on.</param>
    public void Show(string step, DateTime? until = null, string? lastError = null) => Show(step, until, lastError, isForPerson: false);

    /// <summary>Shows a step that a person is to do; the process waits for that, and is not late.</summary>
    /// <param name="step">A stable code.</param>
    public void ShowForPerson(string step) => Show(step, until: null, lastError: null, isForPerson: true);

    /// <summary>Notes what failed for good while the process goes on; it stays with every further step.</summary>
    /// <param name="code">A stable code, such as <c>mailRefused</c>.</param>
    public void Fail(string code)
    {
        _failed = code;
        Show(_shown?.Step ?? "begun", until: null, lastError: null, _shown?.IsForPerson ?? false);
    }

    /// <summary>Shows how the process ends, which is its output too.</summary>
    public string End(string result, string? lastError = null)
    {
        Show(result, lastError: lastError);
        return result;
    }

    /// <summary>Takes a step.</summary>
    public Task<TResult> CallAsync<TInput, TResult>(Step<TInput, TResult> step, TInput input)
        where TInput : notnull => context.CallActivityAsync<TResult>(step.Activity, input, step.Retries);

    /// <summary>Takes a step without a result.</summary>
    public Task CallAsync<TInput>(Step<TInput> step, TInput input)
        where TInput : notnull => context.CallActivityAsync(step.Activity, input, Retries.ForADay);

    /// <summary>
    /// Takes a step that mails. Mails that cannot be sent keep nothing from happening: the process notes it, and goes on.
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

        // Whatever failed: when it was not the mails, it does so again.
        return (await context.CallActivityAsync<Mailed<TResult>>(step.Activity, mailing with { IsGivenUp = true }, Retries.ForADay)).Result;
    }

    /// <summary>Takes a step for one page after the other.</summary>
    /// <param name="step">Returns where the next page begins; null after the last.</param>
    /// <param name="page">The input for the page that begins there; the first begins at "".</param>
    public async Task CallPagesAsync<TInput>(Step<TInput, string?> step, Func<string, TInput> page)
        where TInput : notnull
    {
        for (string? after = ""; after is not null;)
            after = await CallAsync(step, page(after));
    }

    /// <summary>Waits until the request that started the process has written its subject.</summary>
    /// <param name="read">Reads it, and may do at once what comes first.</param>
    /// <returns>What was read; null when nothing is written, so that there is nothing to do.</returns>
    public async Task<T?> WrittenAsync<T>(Func<Task<T?>> read)
        where T : class
    {
        T? subject = null;
        await _changes.WrittenAsync(async () => (subject = await read()) is not null);
        return subject;
    }

    /// <summary>Waits for a reason to read the subject again, but not beyond a time (UTC).</summary>
    /// <returns>Whether there is one; false when the time is up.</returns>
    public Task<bool> ChangedBeforeAsync(DateTime due) => _changes.BeforeAsync(due);

    /// <summary>
    /// Does something when the request that started the process has written. One that does not say so within a minute has
    /// died, or is very slow: then once more, later.
    /// </summary>
    /// <param name="act">May be done twice.</param>
    /// <param name="twice">Whether to do it twice in any case.</param>
    public async Task FollowAsync(Func<Task> act, bool twice = false)
    {
        // Longer than requests take, and longer than the host lets any request take.
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
