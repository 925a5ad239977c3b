using System.Text.Json;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;

namespace Accounts.Platform.Http;

/// <summary>
/// A successful answer, already serialized, so that the same bytes can be sent now and, under the same
/// <c>Idempotency-Key</c>, again later.
/// </summary>
/// <param name="Status">The HTTP status code.</param>
/// <param name="Body">JSON, or null for none.</param>
/// <param name="ETag">The ETag of the resource in the body, with its quotes.</param>
/// <param name="Location">Path of the created resource.</param>
/// <param name="Replayed">True when this repeats an earlier answer.</param>
/// <param name="Secret">True when nobody may cache it, not even the caller's browser.</param>
public sealed record Answer(
    int Status, string? Body, string? ETag = null, string? Location = null, bool Replayed = false, bool Secret = false)
    : IConditionalResult
{
    /// <summary>200 with a body.</summary>
    public static Answer Ok<T>(T body) => new(StatusCodes.Status200OK, JsonSerializer.Serialize(body, Json.Options));

    /// <summary>200 with a body that is only read, such as a page of a list. Its ETag is a hash of the body.</summary>
    public static Answer Read<T>(T body)
    {
        var answer = Ok(body);
        return answer with { ETag = $"\"{Hashes.Of(answer.Body!)[..32]}\"" };
    }

    /// <summary>200 with a body that can be changed under <c>If-Match</c>.</summary>
    public static Answer Ok<T>(T body, IVersioned shows) => Tagged(Ok(body), shows);

    /// <summary>201 with the new resource and its address.</summary>
    public static Answer Created<T>(string location, T body, IVersioned made) =>
        Tagged(Created(location, body), made);

    /// <summary>201 with a new resource that is not changed under <c>If-Match</c>.</summary>
    public static Answer Created<T>(string location, T body) =>
        new(StatusCodes.Status201Created, JsonSerializer.Serialize(body, Json.Options), Location: location);

    /// <summary>202 with the started work and the address at which it can be watched.</summary>
    public static Answer Accepted<T>(string? location, T body) =>
        new(StatusCodes.Status202Accepted, JsonSerializer.Serialize(body, Json.Options), Location: location);

    /// <summary>204.</summary>
    public static Answer NoContent { get; } = new(StatusCodes.Status204NoContent, null);

    private static Answer Tagged(Answer answer, IVersioned shows) => answer with { ETag = ETags.Of(shows, answer.Body!) };

    /// <inheritdoc />
    public int StatusFor(HttpRequest request) =>
        Status == StatusCodes.Status200OK && ETag is not null && IsReading(request) && ETags.IsKnown(request, ETag)
            ? StatusCodes.Status304NotModified
            : Status;

    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = StatusFor(httpContext.Request);
        // A proxy must not store the data of one user or show it to another.
        response.Headers.CacheControl = Secret ? "no-store" : "private, no-cache";
        if (ETag is not null)
            response.Headers.ETag = ETag;
        if (Location is not null)
            response.Headers.Location = Location;
        if (Replayed)
            response.Headers["Idempotency-Replayed"] = "true";
        if (Body is null || response.StatusCode == StatusCodes.Status304NotModified)
            return;
        response.ContentType = "application/json; charset=utf-8";
        // The line end is for people at a shell. It is not part of the stored body or of the ETag.
        await response.WriteAsync(Body + "\n", httpContext.RequestAborted);
    }

    private static bool IsReading(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
}
