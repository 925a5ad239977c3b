using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Accounts.Emulator.Tables;

/// <summary>
/// Properties in the Table service's JSON with minimal metadata: a value of a type that JSON does not have gets an
/// annotation (<c>"Due@odata.type":"Edm.DateTime"</c>). Clients send and get this format, and the file stores it.
/// </summary>
internal static class EntityJson
{
    public const string ETagName = "odata.etag";
    public const string TypeSuffix = "@odata.type";
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
    public const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    // No browser reads this JSON, and with strict escaping each quote in a property would take six characters.
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static byte[] Write(IEnumerable<KeyValuePair<string, object>> properties)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            foreach (var (name, value) in properties)
                WriteProperty(json, name, value);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>All properties except nulls and annotations; the ETag stays as <see cref="ETagName"/>.</summary>
    /// <exception cref="JsonException">The text is not JSON, or a property is an object or a list.</exception>
    /// <exception cref="FormatException">A value does not have the type of its annotation.</exception>
    public static Dictionary<string, object> Read(ReadOnlySpan<byte> json)
    {
        var properties = new Dictionary<string, object>();
        List<(string Name, string Type)>? types = null;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("An entity must be an object.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (name.EndsWith(TypeSuffix, StringComparison.Ordinal))
                (types ??= []).Add((name[..^TypeSuffix.Length], reader.GetString() ?? ""));
            else if (ReadValue(ref reader) is { } value && (name == ETagName || !name.StartsWith("odata.", StringComparison.Ordinal)))
                properties[name] = value;
        }

        // A type may come before or after its value.
        foreach (var (name, type) in types ?? [])
        {
            if (properties.TryGetValue(name, out var value))
                properties[name] = Typed(value, type);
        }

        return properties;
    }

    private static object? ReadValue(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Null => null,
        JsonTokenType.Number => reader.TryGetInt32(out var number) ? (object)number : reader.GetDouble(),
        _ => throw new JsonException("A property must not be an object or a list."),
    };

    private static object Typed(object value, string type) => (type, value) switch
    {
        ("Edm.Int64", int number) => (long)number,
        ("Edm.Int64", string text) => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
        ("Edm.Double", int number) => (double)number,
        ("Edm.Double", string text) => ReadDouble(text),
        ("Edm.DateTime", string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, Utc),
        ("Edm.Guid", string text) => Guid.Parse(text),
        ("Edm.Binary", string text) => Convert.FromBase64String(text),
        ("Edm.Int32", int) or ("Edm.Double", double) or ("Edm.Boolean", bool) or ("Edm.String", string) => value,
        _ => throw new FormatException($"A value is not of the type {type}."),
    };

    private static void WriteProperty(Utf8JsonWriter json, string name, object value)
    {
        switch (value)
        {
            case string text: json.WriteString(name, text); break;
            case bool flag: json.WriteBoolean(name, flag); break;
            case int number: json.WriteNumber(name, number); break;
            case long number: Annotated("Edm.Int64", number.ToString(CultureInfo.InvariantCulture)); break;
            // As text, because 5.0 would come back as an integer and NaN is no JSON number.
            case double number: Annotated("Edm.Double", WriteDouble(number)); break;
            case DateTimeOffset time: Annotated("Edm.DateTime", time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)); break;
            case Guid guid: Annotated("Edm.Guid", guid.ToString()); break;
            case byte[] bytes: Annotated("Edm.Binary", Convert.ToBase64String(bytes)); break;
            default: throw new NotSupportedException($"Property {name} is of type {value.GetType()}, which tables cannot hold.");
        }

        void Annotated(string type, string text)
        {
            json.WriteString(name + TypeSuffix, type);
            json.WriteString(name, text);
        }
    }

    private static string WriteDouble(double number) => number switch
    {
        double.PositiveInfinity => "Infinity",
        double.NegativeInfinity => "-Infinity",
        _ => number.ToString("R", CultureInfo.InvariantCulture),
    };

    private static double ReadDouble(string text) => text switch
    {
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };
}
