using System.Globalization;
using System.Text.Json.Nodes;

namespace Accounts.Tests.Platform.OpenApi;

/// <summary>A body with one field that its schema does not allow, or with one that only looks wrong.</summary>
/// <param name="Pointer">The field, as refusals name it.</param>
/// <param name="How">What was done to it.</param>
/// <param name="Body">JSON, or almost JSON.</param>
/// <param name="IsAllowed">Whether the schema allows it. The rules may still refuse it, but not as malformed.</param>
internal sealed record Spoiled(string Pointer, string How, string Body, bool IsAllowed = false);

/// <summary>Spoils each field of a valid body in turn, according to its schema.</summary>
internal sealed class Spoiling(JsonNode document)
{
    private const string Mark = "\"@@spoiled@@\"";
    private static readonly string Deep = new string('[', 40) + new string(']', 40);

    /// <summary>All spoiled bodies, the same in every run.</summary>
    public IEnumerable<Spoiled> Of(JsonNode schema, JsonObject example) =>
        FieldsOf(Things.Resolve(document, schema), []).SelectMany(field => Of(field, example));

    private IEnumerable<Spoiled> Of(Field field, JsonObject example)
    {
        var pointer = "#/" + string.Join('/', field.Path);
        var marked = Marked(example, field, out var was);
        Spoiled With(string how, string raw, bool isAllowed = false) =>
            new(pointer, how, marked.Replace(Mark, raw, StringComparison.Ordinal), isAllowed);

        foreach (var (how, raw) in WrongOnesOf(field))
            yield return With(how, raw);
        yield return With("null", "null", isAllowed: !field.IsRequired);
        yield return With("deep nesting", Deep);
        if (Things.TypeOf(field.Schema) is "integer" && was is not null)
            yield return With("as 1.0", was + ".0", isAllowed: true);
        if (field.Path[^1] == "0")
            yield break;
        yield return With("twice", $"{was ?? "null"},\"{field.Path[^1]}\":{was ?? "null"}");
        yield return With("an unknown one beside", $"{was ?? "null"},\"unknown\":1") with
        {
            Pointer = "#/" + string.Concat(field.Path[..^1].Select(name => name + "/")) + "unknown",
        };
        if (field.IsRequired)
            yield return new(pointer, "missing", marked.Replace($"\"{field.Path[^1]}\":{Mark}", "", StringComparison.Ordinal)
                .Replace(",,", ",", StringComparison.Ordinal)
                .Replace("{,", "{", StringComparison.Ordinal)
                .Replace(",}", "}", StringComparison.Ordinal));
    }

    private static IEnumerable<(string How, string Raw)> WrongOnesOf(Field field)
    {
        var schema = field.Schema;
        var type = Things.TypeOf(schema);
        foreach (var (name, raw) in ((string, string)[])[
            ("object", "{}"), ("array", "[]"), ("string", "\"x\""), ("boolean", "true"), ("integer", "1"), ("number", "1.5")])
        {
            if (name != type && (name, type) is not ("integer", "number"))
                yield return ("another type, " + name, raw);
        }

        if (type == "string")
        {
            var most = schema["maxLength"]?.GetValue<int>() ?? 30_000;
            yield return ("too long", $"\"{new string('a', most + 1)}\"");
            if (schema["pattern"] is not null)
                yield return ("of another pattern", "\"x1\"");
            if (schema["minLength"]?.GetValue<int>() > 0 || field.IsRequired || schema["enum"] is not null || schema["format"] is not null)
                yield return ("empty", "\"\"");
            if (schema["enum"] is not null)
                yield return ("none of the values", "\"noneOfThem\"");
            foreach (var wrong in WrongForms(schema["format"]?.GetValue<string>()))
                yield return ("wrong form", $"\"{wrong}\"");
        }

        if (type is "integer" or "number")
        {
            yield return ("beyond all", "1e30");
            if (schema["maximum"] is { } most)
                yield return ("too much", Text(most.GetValue<decimal>() + 1));
            if (schema["minimum"] is { } least)
                yield return ("too little", Text(least.GetValue<decimal>() - 1));
        }

        if (schema["minItems"]?.GetValue<int>() > 0)
            yield return ("an empty list", "[]");
        if (type == "array")
            yield return ("a list of nothing", "[null]");
    }

    private static string[] WrongForms(string? format) => format switch
    {
        "date" => ["2027-02-30", "2027-3-1", "1.3.2027", "2027-03-01T00:00:00Z"],
        "date-time" => ["2027-02-30T10:00:00Z", "yesterday", "2027-03-01"],
        "email" => ["x", "a@", "@b.example", "a b@c.example"],
        _ => [],
    };

    /// <summary>The example as text, with a mark in place of the field. Missing parents are created.</summary>
    private string Marked(JsonObject example, Field field, out string? was)
    {
        var node = example.DeepClone();
        // A charge has either a period or a supply date.
        if (field.Path[0] == "period")
            node.AsObject().Remove("supplyDate");
        var (root, schema) = (node, field.Root);
        was = null;
        for (var i = 0; i < field.Path.Length; i++)
        {
            var name = field.Path[i];
            schema = Things.Resolve(document, name == "0" ? schema["items"]! : schema["properties"]![name]!);
            var (list, isLast) = (node as JsonArray, i + 1 == field.Path.Length);
            var present = list is null ? node[name] : list.Count > 0 ? list[0] : null;
            if (isLast)
                was = (present ?? Samples.Of(document, schema)).ToJsonString();
            JsonNode put = isLast ? JsonValue.Create("@@spoiled@@") : present ?? Samples.Of(document, schema);
            if (list is { Count: 0 })
                list.Add(put);
            else if (put != present && list is not null)
                list[0] = put;
            else if (put != present)
                node[name] = put;
            node = put;
        }

        return root.ToJsonString();
    }

    private IEnumerable<Field> FieldsOf(JsonNode root, string[] path, JsonNode? at = null, bool isRequired = false)
    {
        var schema = at ?? root;
        if (path.Length > 0)
            yield return new(path, root, schema, isRequired);
        foreach (var (name, member) in schema["properties"]?.AsObject() ?? [])
        {
            var needed = schema["required"]?.AsArray().Any(one => one!.GetValue<string>() == name) == true;
            foreach (var field in FieldsOf(root, [.. path, name], Things.Resolve(document, member!), needed))
                yield return field;
        }

        if (schema["items"] is { } items)
        {
            foreach (var field in FieldsOf(root, [.. path, "0"], Things.Resolve(document, items), isRequired: true))
                yield return field;
        }
    }

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Field(string[] Path, JsonNode Root, JsonNode Schema, bool IsRequired);
}
