using System.Text.Json;
using System.Text.Json.Nodes;

namespace Accounts.Tests.Platform.OpenApi;

/// <summary>Checks a value against a schema. Supports only what the document's schemas use.</summary>
internal sealed class JsonSchema(JsonNode document)
{
    public void Check(JsonNode schema, JsonNode value) => Check(schema, value, "#");

    private void Check(JsonNode schema, JsonNode? value, string place)
    {
        if (schema["$ref"]?.GetValue<string>() is { } reference)
            schema = reference.Split('/')[1..].Aggregate(document, (node, name) => node[name]!);
        if (schema["type"] is JsonValue type)
            Assert.True(Fits(type.GetValue<string>(), value), $"{place} is no {type}.");
        if (schema["enum"] is JsonArray values)
            Assert.Contains(values, allowed => JsonNode.DeepEquals(allowed, value));
        foreach (var required in schema["required"]?.AsArray() ?? [])
            Assert.True(value![required!.GetValue<string>()] is not null, $"{place} lacks {required}.");
        if (value is JsonObject members && schema["properties"] is JsonObject properties)
        {
            foreach (var (name, member) in members)
            {
                Assert.True(
                    properties.ContainsKey(name) || schema["additionalProperties"]?.GetValue<bool>() != false,
                    $"{place} has {name}, which is not in the schema.");
                if (properties[name] is { } property)
                    Check(property, member, $"{place}/{name}");
            }
        }

        if (value is JsonArray items && schema["items"] is { } item)
        {
            for (var i = 0; i < items.Count; i++)
                Check(item, items[i], $"{place}/{i}");
        }
    }

    private static bool Fits(string type, JsonNode? value) => (type, value?.GetValueKind()) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) or ("number", JsonValueKind.Number) => true,
        ("integer", JsonValueKind.Number) => long.TryParse(value!.ToJsonString(), out _),
        _ => false,
    };
}
