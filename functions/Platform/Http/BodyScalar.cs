using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Accounts.Platform.Values;

namespace Accounts.Platform.Http;

/// <summary>What a single value of a body must be, and how that is said.</summary>
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

    /// <summary>Whether it is of the field's JSON type, so that only the value is wrong.</summary>
    public static bool HasTypeOf(JsonElement value, Type declared)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (value.ValueKind == JsonValueKind.Number)
            return IsWhole(type) ? WholeNumber.IsWhole(value.GetRawText()) : IsNumber(type);
        // A text that is none, because it is not Unicode, fits nowhere.
        return value.ValueKind == JsonValueKind.String && type != typeof(string) && type != typeof(bool) && !IsNumber(type);
    }

    /// <summary>What would be right.</summary>
    public static string Expected(Type declared)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        return type switch
        {
            _ when type == typeof(string) => "a text",
            _ when type == typeof(bool) => "true or false",
            _ when type == typeof(DateOnly) => "a date as 2026-12-31",
            _ when type == typeof(DateTimeOffset) => "a time as 2026-12-31T12:00:00Z",
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

    /// <summary>The same as the rules of fields say it.</summary>
    public static string Sentence(Type declared) => Expected(declared) is { } text ? char.ToUpperInvariant(text[0]) + text[1..] + "." : "";

    private static bool IsWhole(Type type) => type == typeof(int) || type == typeof(long);

    private static bool IsNumber(Type type) => IsWhole(type) || type == typeof(decimal) || type == typeof(double);
}
