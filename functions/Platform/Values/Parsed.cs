using System.Diagnostics.CodeAnalysis;

namespace Accounts.Platform.Values;

/// <summary>Why a text was refused.</summary>
/// <param name="Problem">A sentence that says what is wrong. It never repeats the text, which may be personal or an attack,
/// except for a single character.</param>
/// <param name="Expected">A sentence that says what would be right, with an example if there is a fixed form.</param>
public sealed record Fault(string Problem, string Expected);

/// <summary>The result of parsing user input: a value in canonical form, or the fault, never both.</summary>
public sealed class Parsed<T>
    where T : class
{
    private Parsed(T? value, Fault? fault) => (Value, Fault) = (value, fault);

    /// <summary>The value; null when the text was refused.</summary>
    public T? Value { get; }

    /// <summary>Why the text was refused; null when it was accepted.</summary>
    public Fault? Fault { get; }

    /// <summary>True with the value, or false with the fault.</summary>
    public bool Succeeded([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Fault? fault)
    {
        (value, fault) = (Value, Fault);
        return value is not null;
    }

    // Allows rules to write `return value;` and `return new Fault(…);`.
    public static implicit operator Parsed<T>(T value) => new(value, null);

    public static implicit operator Parsed<T>(Fault fault) => new(null, fault);
}
