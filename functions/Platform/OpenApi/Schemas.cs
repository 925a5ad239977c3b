using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Accounts.Platform.Values;

namespace Accounts.Platform.OpenApi;

/// <summary>JSON Schemas (2020-12, as OpenAPI 3.1 takes them) of the bodies, each named type once.</summary>
internal sealed class Schemas
{
    private readonly SortedDictionary<string, JsonNode> _components = new(StringComparer.Ordinal);

    /// <summary>Everything referred to, by name.</summary>
    public JsonObject Components => new(_components.Select(schema => KeyValuePair.Create(schema.Key, (JsonNode?)schema.Value)));

    /// <summary>Every error.</summary>
    public JsonObject Problem
    {
        get
        {
            _components["Problem"] = ProblemSchema();
            return Reference("Problem");
        }
    }

    /// <summary>A reference to the schema of a type.</summary>
    public JsonObject Of(Type type)
    {
        var name = NameOf(type);
        if (!_components.ContainsKey(name))
        {
            _components[name] = new JsonObject(); // taken, should the type contain itself
            _components[name] = Json.Options.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transform });
        }

        return Reference(name);
    }

    private JsonObject Transform(JsonSchemaExporterContext context, JsonNode schema)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var result = type switch
        {
            _ when type == typeof(DateTimeOffset) => new JsonObject { ["type"] = "string", ["format"] = "date-time" },
            _ when type == typeof(int) || type == typeof(long) => new JsonObject { ["type"] = "integer" },
            { IsEnum: true } => new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. Enum.GetValues(type).Cast<object>().Select(value => JsonSerializer.SerializeToNode(value, type, Json.Options))]) },
            _ when context.TypeInfo.Kind == JsonTypeInfoKind.Object && context.Path.Length > 0 => Of(type),
            _ => schema as JsonObject ?? [],
        };
        // Absent is the only form of null in this interface.
        if (result["type"] is JsonArray types)
            result["type"] = types.First(t => t!.GetValue<string>() != "null")!.DeepClone();
        if (result["default"] is null)
            result.Remove("default");
        // The exporter leaves out what it thinks is anything, such as the elements of a list that a converter writes.
        if (context.TypeInfo is { Kind: JsonTypeInfoKind.Enumerable, ElementType: { } element })
            result["items"] ??= Of(element);
        if (context.TypeInfo.Kind == JsonTypeInfoKind.Object && result["properties"] is not null)
            Complete(result, context.TypeInfo);
        if (context.PropertyInfo?.AttributeProvider is PropertyInfo property && XmlDocs.Of(property) is { } text)
            result["description"] = text;
        return result;
    }

    private static void Complete(JsonObject schema, JsonTypeInfo type)
    {
        schema.Remove("required");
        var required = type.Properties.Where(IsRequired).Select(property => (JsonNode?)property.Name).ToArray();
        if (required.Length > 0)
            schema["required"] = new JsonArray(required);
        schema["additionalProperties"] = false;
        if (XmlDocs.Of(type.Type) is { } text)
            schema["description"] = text;
    }

    // In forms everything is optional to the serializer, so that a rule can say what is missing; what the rule wants is marked.
    private static bool IsRequired(JsonPropertyInfo property) =>
        !property.IsGetNullable || property.AttributeProvider?.IsDefined(typeof(RequiredAttribute), inherit: false) == true;

    private static JsonObject Reference(string name) => new() { ["$ref"] = "#/components/schemas/" + name };

    private static string NameOf(Type type) =>
        type.IsGenericType ? type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)] + "Of" + string.Concat(type.GetGenericArguments().Select(NameOf)) : type.Name;

    private static JsonObject ProblemSchema() => new()
    {
        ["type"] = "object",
        ["description"] = "Problem details (RFC 9457).",
        ["required"] = new JsonArray("type", "title", "status", "detail"),
        ["properties"] = new JsonObject
        {
            ["type"] = Text("Stable name of the kind of problem."),
            ["title"] = Text("The kind of problem in words."),
            ["status"] = new JsonObject { ["type"] = "integer" },
            ["detail"] = Text("What is wrong here and what would be right."),
            ["traceId"] = Text("Leads to the log."),
            ["parameter"] = Text("Of query parameters: which one."),
            ["header"] = Text("Of headers: which one."),
            ["contactForm"] = Text("Where companies of other countries are sent."),
            ["state"] = Text("How what was asked for stands instead."),
            ["missing"] = new JsonObject { ["type"] = "array", ["items"] = Text("What is needed first.") },
            ["retryAfter"] = new JsonObject { ["type"] = "integer", ["description"] = "Seconds, as in the header." },
            ["errors"] = new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject
                {
                    ["type"] = "object",
                    ["properties"] = new JsonObject
                    {
                        ["pointer"] = Text("JSON pointer to the field (RFC 6901)."),
                        ["problem"] = Text("What is wrong."),
                        ["expected"] = Text("What would be right."),
                    },
                },
            },
        },
    };

    private static JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };
}
