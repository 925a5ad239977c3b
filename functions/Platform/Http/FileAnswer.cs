using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Accounts.Platform.Http;

/// <summary>A successful answer that is a file.</summary>
/// <param name="Content">The file.</param>
/// <param name="ContentType">For example <c>application/pdf</c>.</param>
/// <param name="Name">Its file name, in ASCII.</param>
public sealed record FileAnswer(ReadOnlyMemory<byte> Content, string ContentType, string Name) : IResult
{
    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = ContentType;
        response.ContentLength = Content.Length;
        // As with other answers: what one user may read must not be kept by a proxy or shown to the next one.
        response.Headers.CacheControl = "private, no-store";
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("inline") { FileName = Name }.ToString();
        await response.Body.WriteAsync(Content, httpContext.RequestAborted);
    }
}
