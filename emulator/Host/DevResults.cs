using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace Accounts.Emulator.Host;

/// <summary>Answers of the endpoints under <c>/dev</c>: JSON that is easy to read in a terminal.</summary>
internal static class DevResults
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    // The text ends with a line break, so that a shell writes its prompt on a new line.
    public static IResult Json<T>(T value, int status = StatusCodes.Status200OK) => Text(value, "application/json; charset=utf-8", status);

    public static IResult NotFound(string detail) => Problem(StatusCodes.Status404NotFound, "Not found", detail);

    public static IResult Invalid(string detail) => Problem(StatusCodes.Status400BadRequest, "Bad request", detail);

    public static IResult Problem(int status, string title, string detail) =>
        Text(new { title, status, detail }, "application/problem+json", status);

    /// <summary>Reads the body as JSON, whatever its content type is, and answers 400 when it does not have this shape.</summary>
    public static async Task<IResult> ReadAsync<T>(HttpRequest request, Func<T, Task<IResult>> answer) where T : class
    {
        T? body;
        try
        {
            body = await JsonSerializer.DeserializeAsync<T>(request.Body, Format, request.HttpContext.RequestAborted);
        }
        catch (JsonException exception)
        {
            return Invalid($"The body does not have the expected JSON shape, at {exception.Path ?? "$"}.");
        }

        return body is null ? Invalid("The body must be a JSON object.") : await answer(body);
    }

    private static IResult Text<T>(T value, string mediaType, int status) =>
        Results.Text(JsonSerializer.Serialize(value, Format) + "\n", mediaType, statusCode: status);
}
