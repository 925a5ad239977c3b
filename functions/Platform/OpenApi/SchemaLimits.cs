using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Nodes;

namespace Accounts.Platform.OpenApi;

/// <summary>
/// Writes the limits that a form's fields are marked with as JSON Schema. The rules check the limits; a test compares the
/// rules with the schema.
/// </summary>
internal static class SchemaLimits
{
    /// <summary>Adds the limits of a property to its schema.</summary>
    public static void Add(JsonObject schema, PropertyInfo property)
    {
        foreach (var limit in property.GetCustomAttributes<ValidationAttribute>())
            Add(schema, limit);
    }

    private static void Add(JsonObject schema, ValidationAttribute limit)
    {
        switch (limit)
        {
            case EmailAddressAttribute:
                schema["format"] = "email";
                break;
            case RegularExpressionAttribute form:
                schema["pattern"] = form.Pattern;
                break;
            case StringLengthAttribute text:
                schema["minLength"] = text.MinimumLength;
                schema["maxLength"] = text.MaximumLength;
                break;
            case LengthAttribute list:
                schema["minItems"] = list.MinimumLength;
                schema["maxItems"] = list.MaximumLength;
                break;
            case MaxLengthAttribute list:
                schema["maxItems"] = list.Length;
                break;
            case RangeAttribute range:
                schema["minimum"] = JsonValue.Create(Convert.ToDecimal(range.Minimum, null));
                schema["maximum"] = JsonValue.Create(Convert.ToDecimal(range.Maximum, null));
                break;
        }
    }
}
