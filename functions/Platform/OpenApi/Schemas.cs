using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Accounts.Platform.Http;
using Accounts.Platform.Values;

namespace Accounts.Platform.OpenApi;

/// <summary>JSON Schemas of the bodies (2020-12, the version of OpenAPI 3.1). Each named type appears once.</summary>
internal sealed class Schemas
{
    private readonly SortedDictionary<string, JsonNode> _components = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Failure> _problems = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Type> _types = [];

    // True for request bodies, in which an optional field may also be null.
    private bool _comesIn;

    /// <summary>All schemas that are referred to, by name.</summary>
    public JsonObject Components => new(_components.Select(schema => KeyValuePair.Create(schema.Key, (JsonNode?)schema.Value)));

    /// <summary>A reference to the schema of all errors.</summary>
    public JsonObject Problem
    {
        get
        {
            _components["Problem"] = ProblemSchema.Create();
            return Reference("Problem");
        }
    }

    /// <summary>An example of each kind of problem, by the name of the kind.</summary>
    public JsonObject ProblemExamples =>
        new(_problems.Select(
            problem => KeyValuePair.Create(problem.Key, (JsonNode?)new JsonObject { ["value"] = problem.Value.ToProblem() })));

    /// <summary>A reference to the example of a kind of problem.</summary>
    public JsonObject Example(Failure failure)
    {
        _problems.TryAdd(failure.Kind, failure);
        return new JsonObject { ["$ref"] = "#/components/examples/" + failure.Kind };
    }

    /// <summary>A reference to the schema of a request body. In it, null means the same as a missing field.</summary>
    public JsonObject OfTaken(Type type)
    {
        _comesIn = true;
        var schema = Of(type);
        _comesIn = false;
        return schema;
    }

    /// <summary>A reference to the schema of a type. In answers, a null field is left out.</summary>
    public JsonObject Of(Type type)
    {
        var name = NameOf(type);
        if (_types.TryAdd(name, type))
            _components[name] = Json.Options.GetJsonSchemaAsNode(
                type, new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transform });
        else if (_types[name] != type)
            throw new InvalidOperationException($"{type} and {_types[name]} would have the same name in the OpenAPI document.");
        return Reference(name);
    }

    private JsonObject Transform(JsonSchemaExporterContext context, JsonNode schema)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var result = type switch
        {
            _ when type == typeof(DateTimeOffset) => new JsonObject { ["type"] = "string", ["format"] = "date-time" },
            _ when type == typeof(int) || type == typeof(long) => OfInteger(type),
            { IsEnum: true } => OfEnum(type),
            _ when context.TypeInfo.Kind == JsonTypeInfoKind.Object && context.Path.Length > 0 => Of(type),
            _ => schema as JsonObject ?? [],
        };
        if (result["type"] is JsonArray types)
            result["type"] = types.First(t => t!.GetValue<string>() != "null")!.DeepClone();
        if (result["default"] is null)
            result.Remove("default");
        // The exporter omits the schema where it does not know the type, such as for the elements of a list that a converter writes.
        if (context.TypeInfo is { Kind: JsonTypeInfoKind.Enumerable, ElementType: { } element })
            result["items"] ??= ItemsOf(element);
        if (context.TypeInfo.Kind == JsonTypeInfoKind.Object && result["properties"] is not null)
        {
            Complete(result, context.TypeInfo);
            Restore(result["properties"]!.AsObject(), context.TypeInfo);
        }

        return context.PropertyInfo is { } member ? OfMember(result, member) : result;
    }

    private JsonObject OfMember(JsonObject schema, JsonPropertyInfo member)
    {
        if (member.AttributeProvider is not PropertyInfo property)
            return schema;
        SchemaLimits.Add(schema, property);
        if (_comesIn && !IsRequired(member))
            schema = OrNull(schema);
        if (XmlDocs.Of(property) is { } text)
            schema["description"] = text;
        return schema;
    }

    // For an enum whose parameter has a default, the exporter returns only the default. This adds the rest again.
    private void Restore(JsonObject properties, JsonTypeInfo type)
    {
        foreach (var member in type.Properties.Where(
            member => properties[member.Name] is JsonObject { Count: 1 } only && only.ContainsKey("default")))
            properties[member.Name] = OfMember(OfEnum(Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType), member);
    }

    private static JsonObject OrNull(JsonObject schema)
    {
        if (schema["type"] is not { } type)
            return new JsonObject { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };
        schema["type"] = new JsonArray(type.DeepClone(), "null");
        (schema["enum"] as JsonArray)?.Add(null);
        return schema;
    }

    private JsonObject ItemsOf(Type element) =>
        element == typeof(int) || element == typeof(long)
            ? OfInteger(element)
            : Of(element);

    private static JsonObject OfInteger(Type type) => new() { ["type"] = "integer", ["format"] = type == typeof(int) ? "int32" : "int64" };

    private static JsonObject OfEnum(Type type) => new()
    {
        ["type"] = "string",
        ["enum"] = new JsonArray(
            [.. Enum.GetValues(type).Cast<object>().Select(value => JsonSerializer.SerializeToNode(value, type, Json.Options))]),
    };

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

    // In forms every field is optional for the serializer, so that a rule can name the missing ones. Required fields are marked.
    private static bool IsRequired(JsonPropertyInfo property) =>
        !property.IsGetNullable || property.AttributeProvider?.IsDefined(typeof(RequiredAttribute), inherit: false) == true;

    private static JsonObject Reference(string name) => new() { ["$ref"] = "#/components/schemas/" + name };

    private static string NameOf(Type type) =>
        type.IsGenericType
            ? type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)] + "Of" + string.Concat(
                type.GetGenericArguments().Select(NameOf))
            : type.Name;
}
