using System.Text.Json.Nodes;

namespace Accounts.Tests.Platform.OpenApi;

/// <summary>Values that a schema allows, for fields that an example leaves out.</summary>
internal static class Samples
{
    /// <summary>A value with all required fields.</summary>
    public static JsonNode Of(JsonNode document, JsonNode schema)
    {
        schema = Things.Resolve(document, schema);
        return Things.TypeOf(schema) switch
        {
            "object" => new JsonObject(
                (schema["required"]?.AsArray() ?? []).Select(name => KeyValuePair.Create(
                    name!.GetValue<string>(), (JsonNode?)Of(document, schema["properties"]![name.GetValue<string>()]!)))),
            "array" => new JsonArray(Of(document, schema["items"]!)),
            "boolean" => true,
            "integer" or "number" => Math.Max(1, schema["minimum"]?.GetValue<decimal>() ?? 1),
            _ when schema["enum"] is JsonArray values => values[0]!.DeepClone(),
            _ when schema["pattern"]?.GetValue<string>() == "^[A-Z]{2}$" => "DE",
            _ => schema["format"]?.GetValue<string>() switch
            {
                "date" => "2027-03-02",
                "date-time" => "2027-03-02T10:00:00Z",
                "email" => "a@b.example",
                _ => "Ab",
            },
        };
    }
}
