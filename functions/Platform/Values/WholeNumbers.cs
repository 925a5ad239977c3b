using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Accounts.Platform.Values;

/// <summary>
/// Whole numbers as defined by JSON Schema: <c>1.0</c> and <c>1e3</c> are whole too. Programs that have only one type of
/// number write them so.
/// </summary>
internal sealed class WholeNumbers<T> : JsonConverter<T>
    where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
{
    /// <inheritdoc />
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number)
            throw new JsonException("Expected a number.");
        if (reader.TryGetDecimal(out var number) && number == decimal.Truncate(number)
            && number >= decimal.CreateChecked(T.MinValue) && number <= decimal.CreateChecked(T.MaxValue))
            return T.CreateChecked(number);
        throw new JsonException("Expected a whole number that fits.");
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(long.CreateChecked(value));
}

/// <summary>Distinguishes a number that is only too large from one with a fraction.</summary>
internal static class WholeNumber
{
    /// <summary>Whether a JSON number is whole. A number too large for any type here counts as whole.</summary>
    public static bool IsWhole(string json) =>
        !decimal.TryParse(json, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || number == decimal.Truncate(number);
}
