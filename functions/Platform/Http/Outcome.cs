using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;

namespace Accounts.Platform.Http;

/// <summary>The outcome of a step: a value, or the expected failure that stopped it.</summary>
public readonly struct Outcome<T>
    where T : class
{
    private readonly T? _value;
    private readonly Failure? _failure;

    private Outcome(T? value, Failure? failure) => (_value, _failure) = (value, failure);

    /// <summary>True with the value, or false with the failure.</summary>
    public bool Succeeded([NotNullWhen(true)] out T? result, [NotNullWhen(false)] out Failure? reason)
    {
        (result, reason) = (_value, _failure);
        return _value is not null;
    }

    /// <summary>The failure; null when there is a value.</summary>
    public Failure? Failure => _failure;

#pragma warning disable CA2225 // Returning the value or the failure is the whole point; named alternates would be a second way.
    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Failure failure) => new(null, failure);
#pragma warning restore CA2225
}

public static class Outcomes
{
    /// <summary>The answer or the problem.</summary>
    public static IResult ToResult(this Outcome<Answer> outcome) => outcome.Succeeded(out var answer, out var failure) ? answer : failure;

    /// <summary>
    /// For processes in which the only expected failure is that too many requests contend: returns the value, or throws an
    /// exception after which the step is retried.
    /// </summary>
    public static T OrTryLater<T>(this Outcome<T> outcome)
        where T : class => outcome.Succeeded(out var value, out var failure) ? value : throw new TimeoutException(failure.Title);

    /// <summary>
    /// For processes: throws if too many requests contend, so that the step is retried later. The caller handles other failures.
    /// </summary>
    public static void TryLaterIfContended(this Failure? failure)
    {
        if (failure is TemporarilyUnavailable)
            throw new TimeoutException(failure.Title);
    }
}
