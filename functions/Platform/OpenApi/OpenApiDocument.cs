using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Platform.OpenApi;

/// <summary>
/// Makes the OpenAPI 3.1 document from the functions of this app: their triggers, rules and <see cref="OperationAttribute"/>.
/// </summary>
public static partial class OpenApiDocument
{
    /// <summary>Creates the document; the result is the same at every call.</summary>
    public static JsonObject Create()
    {
        var schemas = new Schemas();
        var paths = new JsonObject();
        foreach (var function in HttpFunction.All().OrderBy(function => function.Trigger.Route, StringComparer.Ordinal))
        {
            var path = "/" + RouteConstraint().Replace(function.Trigger.Route!, "{$1}");
            if (paths[path] is not JsonObject item)
                paths[path] = item = [];
            foreach (var verb in function.Trigger.Methods!)
                item[verb] = Describe(function, schemas);
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = DocumentHead.Info(),
            ["tags"] = DocumentHead.Tags(HttpFunction.All().Select(TagOf)),
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/api" }),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = schemas.Components,
                ["examples"] = schemas.ProblemExamples,
                ["securitySchemes"] = new JsonObject
                {
                    ["token"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["bearerFormat"] = "JWT" },
                    ["webhook"] = new JsonObject
                    {
                        ["type"] = "apiKey",
                        ["in"] = "header",
                        ["name"] = "webhook-signature",
                        ["description"] = "Standard Webhooks: signed with a secret that sender and receiver share; see the three headers.",
                    },
                },
            },
        };
    }

    private static string TagOf(HttpFunction function) => function.Method.DeclaringType!.Namespace!.Split('.')[^1];

    private static JsonObject Describe(HttpFunction http, Schemas schemas)
    {
        var (method, function, trigger, operation) = http;
        var rule = method.GetCustomAttribute<AccessRuleAttribute>()
            ?? throw new InvalidOperationException($"The function {function.Name} has no access rule.");
        var security = new JsonArray();
        if (!rule.IsOpen)
            security.Add(new JsonObject { [rule.IsSigned ? "webhook" : "token"] = new JsonArray() });
        var result = new JsonObject
        {
            ["operationId"] = char.ToLowerInvariant(function.Name[0]) + function.Name[1..],
            ["tags"] = new JsonArray(TagOf(http)),
            ["summary"] = operation.Summary,
            ["description"] = $"{operation.Description} Allowed: {rule.Text}.".TrimStart(),
            ["security"] = security,
            ["parameters"] = Parameters(http, rule, schemas),
        };
        if (http.Takes is { } takes)
        {
            var media = new JsonObject { ["schema"] = schemas.OfTaken(takes) };
            if (Examples.Of(takes) is { } example)
                media["example"] = example;
            result["requestBody"] =
                new JsonObject { ["required"] = !operation.BodyIsOptional, ["content"] = new JsonObject { ["application/json"] = media } };
        }

        if (operation.TakesMedia is { } file)
        {
            var media = new JsonObject { ["schema"] = new JsonObject { ["type"] = "string" } };
            result["requestBody"] = new JsonObject { ["required"] = true, ["content"] = new JsonObject { [file] = media } };
        }

        result["responses"] = Responses.Of(http, rule, schemas);
        return result;
    }

    private static JsonArray Parameters(HttpFunction function, AccessRuleAttribute rule, Schemas schemas)
    {
        var operation = function.Operation;
        var parameters = new JsonArray();
        foreach (Match name in RouteConstraint().Matches(function.Trigger.Route!))
            parameters.Add(
                Parameter(
                    name.Groups[1].Value,
                    "path",
                    required: true,
                    new JsonObject { ["type"] = "string" },
                    "From the Location or the id of an earlier answer."));
        if (rule.IsSigned)
        {
            parameters.Add(
                Parameter(
                    "webhook-id",
                    "header",
                    required: true,
                    new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = 255, ["pattern"] = "^[^.]*$" },
                    "Identifies the message; the same if it is sent again."));
            parameters.Add(
                Parameter(
                    "webhook-timestamp",
                    "header",
                    required: true,
                    new JsonObject { ["type"] = "integer" },
                    "When it was sent, in seconds since 1970 (UTC); at most five minutes from the current time."));
            parameters.Add(Parameter(
                "webhook-signature",
                "header",
                required: true,
                new JsonObject { ["type"] = "string" },
                "v1, and the base64 of HMAC-SHA256 over id.timestamp.body; several, separated by spaces, while a secret is replaced."));
        }

        if (operation.Creates)
            parameters.Add(Parameter(
                CreatingRequest.Header,
                "header",
                required: true,
                new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = 255 },
                "Identifies this attempt. The same key with the same body within 24 hours repeats the first answer; with another body "
                    + "it is refused."));
        if (operation.Changes || operation.MayMatch)
            parameters.Add(Parameter(
                "If-Match",
                "header",
                required: operation.Changes,
                new JsonObject { ["type"] = "string" },
                "The ETag of the version that is changed."));
        if (operation.HasETag && function.Trigger.Methods!.Contains("get"))
            parameters.Add(Parameter(
                "If-None-Match",
                "header",
                required: false,
                new JsonObject { ["type"] = "string" },
                "The ETag of an earlier answer, to get a body only if it differs."));
        if (operation.Searches)
        {
            parameters.Add(
                Parameter(
                    "sort",
                    "query",
                    required: false,
                    new JsonObject { ["type"] = "string", ["enum"] = new JsonArray("name", "number") },
                    "Order of the entries; by default by name, and by number when search has digits only."));
            parameters.Add(Parameter(
                "search",
                "query",
                required: false,
                new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = 120 },
                "Only entries whose name, or with sort=number whose number, begins with this. Upper case, accents and punctuation make "
                    + "no difference."));
        }

        if (operation.ShowsKeys)
            parameters.Add(
                Parameter(
                    "keys",
                    "query",
                    required: false,
                    new JsonObject { ["type"] = "boolean", ["default"] = false },
                    "Whether license keys are shown in clear, to those who may see them."));
        foreach (var query in function.Queries)
            parameters.Add(Parameter(query.Name, "query", required: false, OfQuery(query, schemas), query.Description));
        if (operation.Pages)
        {
            var limit = new JsonObject
            {
                ["type"] = "integer",
                ["minimum"] = 1,
                ["maximum"] = PageRequest.MaxLimit,
                ["default"] = PageRequest.DefaultLimit,
            };
            parameters.Add(Parameter("limit", "query", required: false, limit, "Maximum number of entries on the page."));
            parameters.Add(
                Parameter(
                    "cursor", "query", required: false, new JsonObject { ["type"] = "string" }, "The nextCursor of the previous page."));
        }

        return parameters;
    }

    private static JsonObject OfQuery(QueryAttribute query, Schemas schemas) => query.Type switch
    {
        var type when type == typeof(string) => new JsonObject { ["type"] = "string" },
        var type when type == typeof(DateOnly) => new JsonObject { ["type"] = "string", ["format"] = "date" },
        var type when type == typeof(int) =>
            new JsonObject { ["type"] = "integer", ["minimum"] = query.Minimum, ["maximum"] = query.Maximum },
        var type => schemas.Of(type),
    };

    private static JsonObject Parameter(string name, string place, bool required, JsonObject schema, string description) => new()
    {
        ["name"] = name,
        ["in"] = place,
        ["required"] = required,
        ["schema"] = schema,
        ["description"] = description,
    };

    [GeneratedRegex(@"\{(\w+)(?::[^}]*)?\??\}")]
    private static partial Regex RouteConstraint();
}
