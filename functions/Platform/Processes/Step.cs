using Microsoft.DurableTask;

namespace Accounts.Platform.Processes;

/// <summary>A step of a process: one activity, which may safely run again, and is tried again for a day.</summary>
/// <typeparam name="TInput">What the activity takes.</typeparam>
/// <typeparam name="TResult">What it returns.</typeparam>
/// <param name="Activity">Its name.</param>
public sealed record Step<TInput, TResult>(string Activity)
    where TInput : notnull
{
    /// <summary>For how long failures are tried again.</summary>
    public TaskOptions Retries { get; init; } = Processes.Retries.ForADay;
}

/// <summary>A step without a result.</summary>
/// <typeparam name="TInput">What the activity takes.</typeparam>
/// <param name="Activity">Its name.</param>
public sealed record Step<TInput>(string Activity)
    where TInput : notnull;

/// <summary>
/// A step whose activity does its work and then mails: it takes a <see cref="Mailing{T}"/>, and returns a
/// <see cref="Mailed{T}"/>.
/// </summary>
/// <typeparam name="TInput">What the activity takes.</typeparam>
/// <typeparam name="TResult">What it returns.</typeparam>
/// <param name="Activity">Its name.</param>
public sealed record MailingStep<TInput, TResult>(string Activity)
    where TInput : notnull;

/// <summary>What the activity of a <see cref="MailingStep{TInput, TResult}"/> takes.</summary>
/// <param name="Input">What it is about.</param>
/// <param name="ProcessId">Makes each mail one, however often the step runs.</param>
/// <param name="IsGivenUp">Whether the mails could not be sent for a day: the step does all the rest.</param>
public sealed record Mailing<T>(T Input, string ProcessId, bool IsGivenUp = false);

/// <summary>What it returns.</summary>
/// <param name="Result">What the process goes on with.</param>
/// <param name="IsRefused">Whether one of the mails can never arrive.</param>
public sealed record Mailed<T>(T Result, bool IsRefused = false);
