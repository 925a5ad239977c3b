using System.Globalization;
using System.Text.Json;

namespace Accounts.Emulator.Tables;

/// <summary>
/// Entities as the Table service writes them in JSON with minimal metadata: a value that JSON cannot tell apart
/// has its type beside it (<c>"Due@odata.type":"Edm.DateTime"</c>). Wire format of the REST store and file format of the embedded one.
/// </summary>
internal static class EntityJson
{
    public const string ETagName = "odata.etag";
    private const string TypeSuffix = "@odata.type";
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    public static byte[] Write(IEnumerable<KeyValuePair<string, object>> properties)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, value) in properties)
                WriteProperty(json, name, value);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>All properties, system properties and ETag included; annotations and nulls left out.</summary>
    public static Dictionary<string, object> Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return Read(document.RootElement);
    }

    public static Dictionary<string, object> Read(JsonElement entity)
    {
        var properties = new Dictionary<string, object>();
        foreach (var property in entity.EnumerateObject())
        {
            var name = property.Name;
            if (name != ETagName && (name.StartsWith("odata.", StringComparison.Ordinal) || name.EndsWith(TypeSuffix, StringComparison.Ordinal)))
                continue;
            var type = entity.TryGetProperty(name + TypeSuffix, out var annotation) ? annotation.GetString() : null;
            // The service leaves out the type of its own time stamp.
            if (ReadValue(property.Value, type ?? (name == "Timestamp" ? "Edm.DateTime" : null)) is { } value)
                properties[name] = value;
        }

        return properties;
    }

    private static void WriteProperty(Utf8JsonWriter json, string name, object value)
    {
        switch (value)
        {
            case string text: json.WriteString(name, text); break;
            case bool flag: json.WriteBoolean(name, flag); break;
            case int number: json.WriteNumber(name, number); break;
            case long number: Typed("Edm.Int64", number.ToString(CultureInfo.InvariantCulture)); break;
            // As text, because 5.0 would come back as an integer and NaN is no JSON number.
            case double number: Typed("Edm.Double", WriteDouble(number)); break;
            case DateTimeOffset time: Typed("Edm.DateTime", time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)); break;
            case Guid guid: Typed("Edm.Guid", guid.ToString()); break;
            case byte[] bytes: Typed("Edm.Binary", Convert.ToBase64String(bytes)); break;
            default: throw new NotSupportedException($"Property {name} is of type {value.GetType()}, which tables cannot hold.");
        }

        void Typed(string type, string text)
        {
            json.WriteString(name + TypeSuffix, type);
            json.WriteString(name, text);
        }
    }

    private static object? ReadValue(JsonElement value, string? type) => (value.ValueKind, type) switch
    {
        (JsonValueKind.Null, _) => null,
        (JsonValueKind.True or JsonValueKind.False, _) => value.GetBoolean(),
        (JsonValueKind.Number, "Edm.Double") => value.GetDouble(),
        (JsonValueKind.Number, "Edm.Int64") => value.GetInt64(),
        (JsonValueKind.Number, _) => value.TryGetInt32(out var number) ? (object)number : value.GetDouble(),
        (_, "Edm.Int64") => long.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        (_, "Edm.Double") => ReadDouble(value.GetString()!),
        (_, "Edm.DateTime") => DateTimeOffset.Parse(value.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
        (_, "Edm.Guid") => Guid.Parse(value.GetString()!),
        (_, "Edm.Binary") => Convert.FromBase64String(value.GetString()!),
        _ => value.GetString(),
    };

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
