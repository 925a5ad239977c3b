using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Accounts.Platform.Values;

namespace Accounts.Platform.Http;

/// <summary>
/// Compares a body with its expected type, and reports every difference with its place. The serializer alone would stop at
/// the first difference and expose names of .NET types.
/// </summary>
internal static class BodyShape
{
    /// <summary>As many as a person reads. A malicious body could cause thousands.</summary>
    private const int MaxErrors = 20;

    /// <summary>Longer than the name of any field.</summary>
    private const int MaxName = 64;

    /// <summary>
    /// The failure; null when the body is right. A wrong JSON type makes the body malformed. A value of the right type that the
    /// field cannot have, such as an unknown name of an enum, is an invalid field like any other.
    /// </summary>
    public static Failure? Check(JsonElement body, JsonTypeInfo type)
    {
        var errors = new Found();
        Check(body, type, "#", errors);
        return errors switch
        {
            { IsMalformed: true } => new MalformedBody(errors),
            { Count: > 0 } => new InvalidFields(errors),
            _ => null,
        };
    }

    /// <summary>Converts <c>$.company.address</c> to <c>#/company/address</c>.</summary>
    public static string PointerOf(string? jsonPath) =>
        "#" + (jsonPath ?? "$")[1..].Replace('.', '/').Replace('[', '/').Replace("]", "", StringComparison.Ordinal);

    private static void Check(JsonElement value, JsonTypeInfo type, string pointer, Found errors)
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
                CheckScalar(value, type, pointer, errors);
                break;
        }
    }

    private static void CheckScalar(JsonElement value, JsonTypeInfo type, string pointer, Found errors)
    {
        if (BodyScalar.Fits(value, type))
            return;
        if (BodyScalar.HasTypeOf(value, type.Type))
            errors.Add(new FieldError(pointer, "This cannot be a value of the field.", BodyScalar.Sentence(type.Type)));
        else
            errors.Malformed(pointer, "has the wrong type or form", BodyScalar.Expected(type.Type));
    }

    private static void CheckObject(JsonElement value, JsonTypeInfo type, string pointer, Found errors)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            errors.Malformed(pointer, "is not an object", "a JSON object");
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            if (errors.Count >= MaxErrors)
                return;
            var name = NameOf(member);
            var property = type.Properties.FirstOrDefault(p => p.Name == name);
            if (property is null)
                errors.Malformed(
                    pointer + PlaceOf(name), "is unknown", "only the fields " + string.Join(", ", type.Properties.Select(p => p.Name)));
            else if (!seen.Add(property.Name))
                errors.Malformed($"{pointer}/{property.Name}", "is given twice", "each field once");
            else
                Check(member.Value, Json.Options.GetTypeInfo(property.PropertyType), $"{pointer}/{property.Name}", errors);
        }
    }

    // Null when the name is not valid text: invalid UTF-8 or half of a surrogate pair. The parser accepts both.
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

    // The name comes from the sender. It is repeated only if it can be a field name and has no card number, and only in ASCII.
    private static string PlaceOf(string? name) =>
        name is null or { Length: > MaxName } || CardNumber.IsIn(name)
            ? ""
            : "/" + Uri.EscapeDataString(name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));

    private static void CheckList(JsonElement value, JsonTypeInfo type, string pointer, Found errors)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            errors.Malformed(pointer, "is not a list", "a JSON array");
            return;
        }

        var element = Json.Options.GetTypeInfo(type.ElementType!);
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (errors.Count >= MaxErrors)
                return;
            if (item.ValueKind == JsonValueKind.Null)
                errors.Malformed($"{pointer}/{index}", "is null", "a value");
            Check(item, element, $"{pointer}/{index++}", errors);
        }
    }

    private sealed class Found : List<FieldError>
    {
        public bool IsMalformed { get; private set; }

        public void Malformed(string pointer, string problem, string expected)
        {
            IsMalformed = true;
            Add(new FieldError(pointer, problem, expected));
        }
    }
}
