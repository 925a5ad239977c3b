using Accounts.Platform.Http;

namespace Accounts.Platform.Storage;

/// <summary>
/// What a use case decided after reading: to write something, which then has this result; or that there is nothing to write.
/// </summary>
public sealed class Decision<T>
    where T : class
{
    internal Decision(Outcome<T> outcome, ChangeSet? changes) => (Outcome, Changes) = (outcome, changes);

    /// <summary>The result once the changes are written, or at once when there are none.</summary>
    public Outcome<T> Outcome { get; }

    /// <summary>What is to be written; null when nothing is.</summary>
    public ChangeSet? Changes { get; }

#pragma warning disable CA2225 // As with Outcome, returning the result or the failure is the whole point.
    public static implicit operator Decision<T>(T result) => new(result, null);

    public static implicit operator Decision<T>(Failure failure) => new(failure, null);

    public static implicit operator Decision<T>(Outcome<T> outcome) => new(outcome, null);
#pragma warning restore CA2225
}

/// <summary>The result of what has none but that it is done.</summary>
public sealed record Done
{
    private Done()
    {
    }

    /// <summary>It is done.</summary>
    public static Done It { get; } = new();
}
