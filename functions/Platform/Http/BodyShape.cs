using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Accounts.Platform.Values;

namespace Accounts.Platform.Http;

/// <summary>
/// Compares a body with the type it is for, and names every difference with its place. The serializer alone would
/// stop at the first one and name .NET types.
/// </summary>
internal static class BodyShape
{
    /// <summary>As many as a person reads; a hostile body could hold thousands.</summary>
    private const int MaxErrors = 20;

    public static IReadOnlyList<FieldError> Check(JsonElement body, JsonTypeInfo type)
    {
        var errors = new List<FieldError>();
        Check(body, type, "#", errors);
        return errors;
    }

    /// <summary><c>$.company.address</c> as <c>#/company/address</c>.</summary>
    public static string PointerOf(string? jsonPath) =>
        "#" + (jsonPath ?? "$")[1..].Replace('.', '/').Replace('[', '/').Replace("]", "", StringComparison.Ordinal);

    private static void Check(JsonElement value, JsonTypeInfo type, string pointer, List<FieldError> errors)
    {
        if (errors.Count >= MaxErrors || value.ValueKind == JsonValueKind.Null && pointer != "#")
            return;
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object:
                CheckObject(value, type, pointer, errors);
                break;
            case JsonTypeInfoKind.Enumerable:
                CheckList(value, type, pointer, errors);
                break;
            default:
                var expected = Scalar.Expected(type.Type);
                if (!Scalar.Fits(value, type))
                    errors.Add(new FieldError(pointer, "has the wrong type or form", expected));
                break;
        }
    }

    private static void CheckObject(JsonElement value, JsonTypeInfo type, string pointer, List<FieldError> errors)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new FieldError(pointer, "is not an object", "a JSON object"));
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            if (errors.Count >= MaxErrors)
                return;
            var name = NameOf(member);
            var property = type.Properties.FirstOrDefault(p => p.Name == name);
            // The name is the sender's text, which answers do not repeat, unless it is one of ours.
            if (property is null)
                errors.Add(new FieldError(pointer, "has an unknown field", "only the fields " + string.Join(", ", type.Properties.Select(p => p.Name))));
            else if (!seen.Add(property.Name))
                errors.Add(new FieldError($"{pointer}/{property.Name}", "is given twice", "each field once"));
            else
                Check(member.Value, Json.Options.GetTypeInfo(property.PropertyType), $"{pointer}/{property.Name}", errors);
        }
    }

    // Null for what is no text: invalid UTF-8 or half of a surrogate pair. The parser lets both pass.
    private static string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static void CheckList(JsonElement value, JsonTypeInfo type, string pointer, List<FieldError> errors)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            errors.Add(new FieldError(pointer, "is not a list", "a JSON array"));
            return;
        }

        var element = Json.Options.GetTypeInfo(type.ElementType!);
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (errors.Count >= MaxErrors)
                return;
            if (item.ValueKind == JsonValueKind.Null)
                errors.Add(new FieldError($"{pointer}/{index}", "is null", "a value"));
            Check(item, element, $"{pointer}/{index++}", errors);
        }
    }

    private static class Scalar
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

        public static string Expected(Type declared)
        {
            var type = Nullable.GetUnderlyingType(declared) ?? declared;
            return type switch
            {
                _ when type == typeof(string) => "a text",
                _ when type == typeof(bool) => "true or false",
                _ when type == typeof(DateOnly) => "a date as 2026-12-31",
                _ when type == typeof(DateTimeOffset) => "a time as 2026-12-31T12:00:00Z",
                { IsEnum: true } => "one of " + string.Join(", ", Enum.GetValues(type).Cast<object>().Select(v => JsonSerializer.Serialize(v, type, Json.Options).Trim('"'))),
                _ => "a number",
            };
        }
    }
}
