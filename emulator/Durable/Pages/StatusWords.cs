using System.Text.Json;
using System.Text.RegularExpressions;
using Accounts.Emulator.Dashboard;

namespace Accounts.Emulator.Durable;

/// <summary>
/// A custom status of any shape, in words: <c>{"step":"askingRegister","nextAt":"…"}</c> becomes "step: asking register" and
/// "next at" with the time.
/// </summary>
internal static partial class StatusWords
{
    /// <summary>One fact per property that has a value. A status that is not an object becomes one fact without a name.</summary>
    public static IReadOnlyList<(string Name, string Value)> Facts(string status)
    {
        using var json = JsonDocument.Parse(status);
        return json.RootElement.ValueKind == JsonValueKind.Object
            ? [.. json.RootElement.EnumerateObject()
                .Where(fact => fact.Value.ValueKind != JsonValueKind.Null)
                .Select(fact => (Split(fact.Name), Value(fact.Value)))]
            : [("", Value(json.RootElement))];
    }

    private static string Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when value.TryGetDateTimeOffset(out var time) => Times.Text(time),
        JsonValueKind.String => Words(value.GetString()!),
        _ => value.GetRawText(),
    };

    // Only text that looks like a code is split; other text was written by a person.
    private static string Words(string text) => Code().IsMatch(text) ? Split(text) : text;

    private static string Split(string code) => Hump().Replace(code, " $0").ToLowerInvariant();

    [GeneratedRegex("^[a-z]+([A-Z][a-z]*)+$")]
    private static partial Regex Code();

    [GeneratedRegex("(?<=[a-z])[A-Z]")]
    private static partial Regex Hump();
}
