using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Accounts.Platform.Values;

/// <summary>
/// Reads and writes enums in JSON as exactly one name: that of <see cref="JsonStringEnumMemberNameAttribute"/>, otherwise the
/// member's name in camelCase. The framework's converter also accepts other cases, and "admin,billing" for both at once.
/// </summary>
public sealed class EnumNames : JsonConverterFactory
{
    /// <summary>The name of a value in JSON.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => Converter<T>.Names[value];

    /// <summary>Finds the value of a name from a query or a route.</summary>
    public static bool TryParse<T>(string? name, out T value)
        where T : struct, Enum => Converter<T>.Values.TryGetValue(name ?? "", out value);

    /// <summary>All names, separated by commas.</summary>
    public static string AllOf<T>()
        where T : struct, Enum => string.Join(", ", Converter<T>.Values.Keys);

    /// <inheritdoc />
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    /// <inheritdoc />
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert))!;

    private sealed class Converter<T> : JsonConverter<T>
        where T : struct, Enum
    {
        internal static readonly Dictionary<string, T> Values = Enum.GetValues<T>().ToDictionary(NameOf, StringComparer.Ordinal);
        internal static readonly Dictionary<T, string> Names = Values.ToDictionary(pair => pair.Value, pair => pair.Key);

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && Values.TryGetValue(reader.GetString()!, out var value)
                ? value
                : throw new JsonException($"Expected one of: {string.Join(", ", Values.Keys)}.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Names[value]);

        private static string NameOf(T value) =>
            typeof(T).GetField(value.ToString())!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
            ?? JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
    }
}
