using Accounts.Platform.Values;

namespace Accounts.Tests;

/// <summary>Checks the form of every refusal.</summary>
internal static class Refusals
{
    /// <summary>Asserts a fault made of two sentences, and returns it.</summary>
    public static Fault Refused<T>(this Parsed<T> parsed)
        where T : class
    {
        Assert.Null(parsed.Value);
        Assert.NotNull(parsed.Fault);
        Assert.Matches(@"^[A-Z0-9].*\.\z", parsed.Fault.Problem);
        Assert.Matches(@"^[A-Z0-9].*\.\z", parsed.Fault.Expected);
        return parsed.Fault;
    }

    /// <summary>Asserts a value, and returns its text.</summary>
    public static string Print<T>(this Parsed<T> parsed)
        where T : class
    {
        Assert.Null(parsed.Fault);
        Assert.NotNull(parsed.Value);
        return parsed.Value.ToString()!;
    }

    /// <summary>Every text that differs from the given one in exactly one ASCII digit.</summary>
    public static IEnumerable<string> SingleDigitChanges(string text) =>
        from position in Enumerable.Range(0, text.Length)
        where char.IsAsciiDigit(text[position])
        from digit in "0123456789"
        where digit != text[position]
        select text[..position] + digit + text[(position + 1)..];
}
