using Microsoft.DurableTask;

namespace Accounts.Platform.Processes;

/// <summary>A step of a process: one idempotent activity, which is retried for a day by default.</summary>
/// <typeparam name="TInput">What the activity takes.</typeparam>
/// <typeparam name="TResult">What it returns.</typeparam>
/// <param name="Activity">Its name.</param>
public sealed record Step<TInput, TResult>(string Activity)
    where TInput : notnull
{
    /// <summary>Which failures are retried, and for how long.</summary>
    public TaskOptions Retries { get; init; } = Processes.Retries.ForADay;
}

/// <summary>A step without a result.</summary>
/// <typeparam name="TInput">What the activity takes.</typeparam>
/// <param name="Activity">Its name.</param>
public sealed record Step<TInput>(string Activity)
    where TInput : notnull;

/// <summary>
/// A step whose activity does its work and then sends mails. It takes a <see cref="Mailing{T}"/> and returns a
/// <see cref="Mailed{T}"/>.
/// </summary>
/// <typeparam name="TInput">What the activity takes.</typeparam>
/// <typeparam name="TResult">What it returns.</typeparam>
/// <param name="Activity">Its name.</param>
public sealed record MailingStep<TInput, TResult>(string Activity)
    where TInput : notnull;

/// <summary>What the activity of a <see cref="MailingStep{TInput, TResult}"/> takes.</summary>
/// <param name="Input">The input of the step itself.</param>
/// <param name="ProcessId">Part of the mails' operation ids, so that each mail is sent once, however often the step runs.</param>
/// <param name="IsGivenUp">Whether the mails could not be sent for a day. Then the step does everything else.</param>
public sealed record Mailing<T>(T Input, string ProcessId, bool IsGivenUp = false);

/// <summary>What the activity of a <see cref="MailingStep{TInput, TResult}"/> returns.</summary>
/// <param name="Result">The result with which the process continues.</param>
/// <param name="IsRefused">Whether one of the mails was permanently refused.</param>
public sealed record Mailed<T>(T Result, bool IsRefused = false);
