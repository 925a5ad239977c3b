using System.Text.Json;
using System.Text.RegularExpressions;
using Accounts.Emulator.Dashboard;

namespace Accounts.Emulator.Durable;

/// <summary>
/// A custom status, whatever its shape, in words: <c>{"step":"askingRegister","nextAt":"…"}</c> is step, asking register; next at, a time.
/// </summary>
internal static partial class StatusWords
{
    /// <summary>One fact per property that has a value; without a name when the status is no object.</summary>
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

    // Only what looks like a code: other text is somebody's own words.
    private static string Words(string text) => Code().IsMatch(text) ? Split(text) : text;

    private static string Split(string code) => Hump().Replace(code, " $0").ToLowerInvariant();

    [GeneratedRegex("^[a-z]+([A-Z][a-z]*)+$")]
    private static partial Regex Code();

    [GeneratedRegex("(?<=[a-z])[A-Z]")]
    private static partial Regex Hump();
}
