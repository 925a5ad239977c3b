using System.Globalization;
using System.Text.Json.Nodes;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Accounts.Platform.OpenApi;

/// <summary>All answers of a function: success, its own failures, and the failures that all functions of its kind share.</summary>
internal static class Responses
{
    public static JsonObject Of(HttpFunction function, AccessRuleAttribute rule, Schemas schemas)
    {
        var operation = function.Operation;
        var good = new JsonObject { ["description"] = ReasonPhrases.GetReasonPhrase(operation.Status) };
        if (operation.Gives is { } gives)
            good["content"] = new JsonObject { [operation.MediaType] = new JsonObject { ["schema"] = schemas.Of(gives) } };
        else if (operation.MediaType != "application/json")
            good["content"] = new JsonObject { [operation.MediaType] = new JsonObject() };
        var headers = new JsonObject();
        if (operation.HasLocation)
            headers["Location"] = Header(
                operation.Status == StatusCodes.Status201Created ? "The address of the new resource." : "The address of its state.");
        if (operation.HasETag)
            headers["ETag"] = Header("The version. To change the resource, send it in If-Match.");
        if (headers.Count > 0)
            good["headers"] = headers;

        var responses = new JsonObject { [Text(operation.Status)] = good };
        if (operation.MayCreate)
        {
            var created = good.DeepClone();
            created["description"] = "It did not exist before and has been created.";
            responses[Text(StatusCodes.Status201Created)] = created;
        }

        if (operation.HasETag && function.Trigger.Methods!.Contains("get"))
            responses[Text(StatusCodes.Status304NotModified)] =
                new JsonObject { ["description"] = "The version is the one in If-None-Match; there is no body." };
        if (rule.IsSigned)
        {
            var repeated = good.DeepClone();
            repeated["description"] = "The message was received before; this is its first result.";
            responses[Text(StatusCodes.Status200OK)] = repeated;
        }

        foreach (var status in Failures(function, rule)
            .Select(Examples.Occurrence)
            .GroupBy(failure => failure.Status)
            .OrderBy(group => group.Key))
        {
            var kinds = status.DistinctBy(failure => failure.Kind).ToList();
            responses[Text(status.Key)] = new JsonObject
            {
                ["description"] = string.Join(" / ", kinds.Select(failure => failure.Title)),
                ["content"] = new JsonObject
                {
                    ["application/problem+json"] = new JsonObject
                    {
                        ["schema"] = schemas.Problem,
                        ["examples"] = new JsonObject(
                            kinds.Select(failure => KeyValuePair.Create<string, JsonNode?>(failure.Kind, schemas.Example(failure)))),
                    },
                },
            };
        }

        return responses;
    }

    private static IEnumerable<Type> Failures(HttpFunction function, AccessRuleAttribute rule)
    {
        var operation = function.Operation;
        var failures = new List<Type>(function.Fails) { typeof(QueryUnknown), typeof(Unexpected), typeof(TemporarilyUnavailable) };
        failures.AddRange(rule.Failures);
        if (function.Trigger.Route!.Contains('{', StringComparison.Ordinal))
            failures.Add(typeof(NotFound));
        if (function.Takes is not null)
            failures.AddRange([typeof(MalformedBody), typeof(InvalidFields), typeof(BodyTooLarge), typeof(UnsupportedMediaType)]);
        if (operation.Creates)
            failures.AddRange([typeof(HeaderInvalid), typeof(IdempotencyKeyReused), typeof(RequestInFlight)]);
        if (operation.Changes)
            failures.AddRange([typeof(PreconditionRequired), typeof(HeaderInvalid), typeof(ChangedMeanwhile), typeof(ExistsAlready)]);
        if (operation.MayMatch || function.Trigger.Methods!.Contains("delete"))
            failures.AddRange([typeof(HeaderInvalid), typeof(ChangedMeanwhile)]);
        if (operation.Pages || function.Queries.Any())
            failures.Add(typeof(QueryInvalid));
        return failures.Distinct();
    }

    private static JsonObject Header(string description) =>
        new() { ["description"] = description, ["schema"] = new JsonObject { ["type"] = "string" } };

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}
