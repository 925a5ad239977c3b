using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Azure;
using Azure.Core;

namespace Accounts.Emulator.Tables;

/// <summary>Reads the service's error body: <c>{"odata.error":{"code":"…","message":{"lang":"…","value":"…"}}}</c>.</summary>
internal sealed class Refusal : RequestFailedDetailsParser
{
    private static readonly Refusal Parser = new();

    /// <summary>The exception for a response that says no.</summary>
    public static RequestFailedException Exception(Response response) => new(response, null, Parser);

    public static Response EnsureSuccess(Response response) =>
        response.Status < 400 ? response : throw Exception(response);

    /// <summary>The error code of a response; null when it has none.</summary>
    public static string? Code(Response response) => Parser.TryParse(response, out var error, out _) ? error.Code : null;

    public override bool TryParse(
        Response response, [NotNullWhen(true)] out ResponseError? error, out IDictionary<string, string>? data)
    {
        (error, data) = (null, null);
        if (response.ContentStream is not { CanSeek: true } stream)
            return false;
        try
        {
            stream.Position = 0;
            using var document = JsonDocument.Parse(stream);
            var body = document.RootElement.GetProperty("odata.error");
            error = new ResponseError(body.GetProperty("code").GetString(), body.GetProperty("message").GetProperty("value").GetString());
            return true;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Not the service's own answer, as from a proxy: the exception then shows status and body as they came.
            return false;
        }
        finally
        {
            stream.Position = 0;
        }
    }
}
