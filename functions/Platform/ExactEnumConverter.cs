using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Accounts.Platform;

/// <summary>
/// An enum in JSON as exactly one of its names, given by <see cref="JsonStringEnumMemberNameAttribute"/> or else the member's.
/// The framework's converter also takes other cases, and "DE,AT" as both at once.
/// </summary>
public sealed class ExactEnumConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    private static readonly Dictionary<string, T> Values = Enum.GetValues<T>().ToDictionary(NameOf, StringComparer.Ordinal);
    private static readonly Dictionary<T, string> Names = Values.ToDictionary(pair => pair.Value, pair => pair.Key);

    /// <inheritdoc />
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Values.TryGetValue(reader.GetString()!, out var value)
            ? value
            : throw new JsonException($"Expected one of: {string.Join(", ", Values.Keys)}.");

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Names[value]);

    private static string NameOf(T value) =>
        typeof(T).GetField(value.ToString())!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? value.ToString();
}
