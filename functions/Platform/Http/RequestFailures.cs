using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Accounts.Platform.Http;

/// <summary>One fault of a request body.</summary>
/// <param name="Place">JSON pointer in URI form (RFC 6901), e.g. <c>#/company/address/city</c>.</param>
/// <param name="Problem">What is wrong, without repeating the value.</param>
/// <param name="Expected">What would be right.</param>
public sealed record FieldError(string Place, string Problem, string Expected);

/// <summary>400: the body does not have the form that the route takes.</summary>
public sealed record MalformedBody(IReadOnlyList<FieldError> Errors) : Failure(
    StatusCodes.Status400BadRequest,
    "malformed-body",
    "The body is malformed",
    "The body is not the JSON that this route takes; see errors. Nothing was stored.")
{
    protected override void Extend(JsonObject problem) => problem["errors"] = FieldErrors.ToJson(Errors);
}

/// <summary>422: the body is understood, but fields are wrong.</summary>
public sealed record InvalidFields(IReadOnlyList<FieldError> Errors) : Failure(
    StatusCodes.Status422UnprocessableEntity,
    "invalid-fields",
    "Some fields are not valid",
    "Correct the fields named in errors and send the request again. Nothing was stored.")
{
    protected override void Extend(JsonObject problem) => problem["errors"] = FieldErrors.ToJson(Errors);
}

/// <summary>413: larger than any body of this interface.</summary>
public sealed record BodyTooLarge(int Limit) : Failure(
    StatusCodes.Status413PayloadTooLarge,
    "body-too-large",
    "The body is too large",
    string.Create(CultureInfo.InvariantCulture, $"A body may have at most {Limit} bytes."));

/// <summary>415: only JSON is accepted.</summary>
public sealed record UnsupportedMediaType() : Failure(
    StatusCodes.Status415UnsupportedMediaType,
    "unsupported-media-type",
    "The body must be JSON",
    "Send the body as application/json in UTF-8.");

/// <summary>400: a query parameter is wrong.</summary>
public sealed record QueryInvalid(string Parameter, string Expected) : Failure(
    StatusCodes.Status400BadRequest,
    "invalid-query",
    "A query parameter is not valid",
    $"The query parameter {Parameter} must be {Expected}.")
{
    protected override void Extend(JsonObject problem) => problem["parameter"] = Parameter;
}

/// <summary>400: the route does not take this query parameter.</summary>
/// <param name="Parameter">Its name, percent-encoded.</param>
/// <param name="Taken">The parameters that it takes.</param>
public sealed record QueryUnknown(string Parameter, IReadOnlyList<string> Taken) : Failure(
    StatusCodes.Status400BadRequest,
    "unknown-query",
    "A query parameter is unknown",
    Taken is { Count: > 0 }
        ? $"This address takes only the query parameters {string.Join(", ", Taken)}."
        : "This address takes no query parameters.")
{
    protected override void Extend(JsonObject problem) => problem["parameter"] = Parameter;
}

/// <summary>400: a header is missing or wrong.</summary>
public sealed record HeaderInvalid(string Header, string Expected) : Failure(
    StatusCodes.Status400BadRequest,
    "invalid-header",
    "A header is missing or not valid",
    $"The header {Header} must be {Expected}.")
{
    protected override void Extend(JsonObject problem) => problem["header"] = Header;
}

/// <summary>404: the resource does not exist, or this caller has no access. Callers cannot distinguish the two.</summary>
public sealed record NotFound() : Failure(
    StatusCodes.Status404NotFound,
    "not-found",
    "Not found",
    "There is nothing at this address that you have access to.");

/// <summary>405: the route is known, but takes other methods.</summary>
/// <param name="Allow">The methods that it takes, as the header lists them.</param>
public sealed record MethodNotAllowed(string Allow) : Failure(
    StatusCodes.Status405MethodNotAllowed,
    "method-not-allowed",
    "The method is not allowed here",
    $"This address takes the methods {Allow}.")
{
    protected override void Extend(IHeaderDictionary headers) => headers.Allow = Allow;
}
