using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Accounts.Platform.Values;

namespace Accounts.Platform.Http;

/// <summary>Checks single values of a body, and describes in words what is expected.</summary>
internal static class BodyScalar
{
    public static bool Fits(JsonElement value, JsonTypeInfo type)
    {
        try
        {
            return value.Deserialize(type) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Whether a wrong value at least has the field's JSON type.</summary>
    public static bool HasTypeOf(JsonElement value, Type declared)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (value.ValueKind == JsonValueKind.Number)
            return IsWhole(type) ? WholeNumber.IsWhole(value.GetRawText()) : IsNumber(type);
        // A string that does not fit a text field is not valid Unicode, so the body is malformed.
        return value.ValueKind == JsonValueKind.String && type != typeof(string) && type != typeof(bool) && !IsNumber(type);
    }

    /// <summary>Describes a right value.</summary>
    public static string Expected(Type declared)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        return type switch
        {
            _ when type == typeof(string) => "a text",
            _ when type == typeof(bool) => "true or false",
            _ when type == typeof(DateOnly) => "a date such as 2026-12-31",
            _ when type == typeof(DateTimeOffset) => "a time such as 2026-12-31T12:00:00Z",
            _ when type == typeof(int) =>
                string.Create(CultureInfo.InvariantCulture, $"a whole number from {int.MinValue} to {int.MaxValue}"),
            _ when type == typeof(long) =>
                string.Create(CultureInfo.InvariantCulture, $"a whole number from {long.MinValue} to {long.MaxValue}"),
            { IsEnum: true } =>
                "one of " + string.Join(
                    ", ", Enum.GetValues(type).Cast<object>().Select(v => JsonSerializer.Serialize(v, type, Json.Options).Trim('"'))),
            _ => "a number",
        };
    }

    /// <summary>The same as a full sentence, as in the errors of rules.</summary>
    public static string Sentence(Type declared) => Expected(declared) is { } text ? char.ToUpperInvariant(text[0]) + text[1..] + "." : "";

    private static bool IsWhole(Type type) => type == typeof(int) || type == typeof(long);

    private static bool IsNumber(Type type) => IsWhole(type) || type == typeof(decimal) || type == typeof(double);
}
