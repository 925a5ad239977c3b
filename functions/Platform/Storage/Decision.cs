using Accounts.Platform.Http;

namespace Accounts.Platform.Storage;

/// <summary>
/// The decision of a use case after reading: the changes to write and the result they then have, or only a result.
/// </summary>
public sealed class Decision<T>
    where T : class
{
    internal Decision(Outcome<T> outcome, ChangeSet? changes) => (Outcome, Changes) = (outcome, changes);

    /// <summary>The result, valid once the changes are written; valid at once if there are none.</summary>
    public Outcome<T> Outcome { get; }

    /// <summary>The changes to write; null when there are none.</summary>
    public ChangeSet? Changes { get; }

#pragma warning disable CA2225 // As with Outcome, returning the result or the failure is the whole point.
    public static implicit operator Decision<T>(T result) => new(result, null);

    public static implicit operator Decision<T>(Failure failure) => new(failure, null);

    public static implicit operator Decision<T>(Outcome<T> outcome) => new(outcome, null);
#pragma warning restore CA2225
}

/// <summary>The result of an operation that returns no value.</summary>
public sealed record Done
{
    private Done()
    {
    }

    public static Done It { get; } = new();
}
