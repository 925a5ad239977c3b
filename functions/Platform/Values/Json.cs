using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Accounts.Platform.Values;

/// <summary>
/// The only JSON settings of this product: camelCase, enums as names, times in UTC with a Z, no unknown fields, no duplicate
/// fields.
/// </summary>
public static class Json
{
    /// <summary>Deeper than any body of the interface, shallow enough to be harmless.</summary>
    public const int MaxDepth = 16;

    /// <summary>For bodies from outside and for answers.</summary>
    public static JsonSerializerOptions Options { get; } = Create(options =>
    {
        options.Converters.Add(new WholeNumbers<int>());
        options.Converters.Add(new WholeNumbers<long>());
    });

    /// <summary>
    /// For documents in storage. They outlive the code that wrote them. Unknown fields of a newer version are ignored, so that a
    /// deployment can be rolled back. A field that is added later needs a default, or older documents cannot be read.
    /// </summary>
    public static JsonSerializerOptions Storage { get; } = Create(options =>
    {
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.Never;
    });

    private static JsonSerializerOptions Create(Action<JsonSerializerOptions> adjust)
    {
        var options = new JsonSerializerOptions(JsonSerializerOptions.Strict)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            MaxDepth = MaxDepth,
            // German names stay readable in storage and in answers; answers are application/json, never HTML.
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters =
            {
                new EnumNames(),
                new UtcTimeConverter(),
            },
        };
        adjust(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    /// <summary>RFC 3339 in UTC, e.g. <c>2026-11-21T18:00:00.1234567Z</c>. Refuses a day alone, and a time without a zone.</summary>
    private sealed class UtcTimeConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && HasZone(reader.GetString()!) && reader.TryGetDateTimeOffset(out var time)
                ? time.ToUniversalTime()
                : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));

        private static bool HasZone(string text) => text.Length > 19 && text[10] == 'T' && (text[^1] == 'Z' || text[^6] is '+' or '-');
    }
}
