using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Accounts.Platform.Http;

/// <summary>A successful answer that is a file.</summary>
/// <param name="Content">The file.</param>
/// <param name="ContentType">For example <c>application/pdf</c>.</param>
/// <param name="Name">Its file name; in ASCII unless it is a download.</param>
public sealed record FileAnswer(ReadOnlyMemory<byte> Content, string ContentType, string Name) : IResult
{
    /// <summary>Whether browsers must save the file, and must not show it or guess its type. For files from other people.</summary>
    public bool IsDownload { get; init; }

    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = ContentType;
        response.ContentLength = Content.Length;
        // As with other answers: a proxy must not store the data of one user or show it to another.
        response.Headers.CacheControl = "private, no-store";
        var disposition = new ContentDispositionHeaderValue(IsDownload ? "attachment" : "inline");
        if (IsDownload)
        {
            disposition.SetHttpFileName(Name);
            response.Headers.XContentTypeOptions = "nosniff";
        }
        else
        {
            disposition.FileName = Name;
        }

        response.Headers.ContentDisposition = disposition.ToString();
        await response.Body.WriteAsync(Content, httpContext.RequestAborted);
    }
}
