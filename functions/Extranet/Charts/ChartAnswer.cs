using System.Security.Cryptography;
using System.Text;
using Accounts.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace Accounts.Extranet.Charts;

/// <summary>
/// A chart or its numbers. It has no content that a browser would run, and is answered with 304 when the client has it already.
/// </summary>
/// <param name="Content">The bytes.</param>
/// <param name="ContentType">SVG or CSV.</param>
public sealed record ChartAnswer(byte[] Content, string ContentType) : IConditionalResult
{
    public static ChartAnswer Svg(byte[] content) => new(content, "image/svg+xml");

    /// <summary>A table. In German it has semicolons, because the comma is for decimals.</summary>
    public static ChartAnswer Csv(Platform.Values.Language language, IEnumerable<IReadOnlyList<string>> rows)
    {
        var separator = language == Platform.Values.Language.German ? ';' : ',';
        var lines = rows.Select(row => string.Join(separator, row.Select(Quoted)));
        return new(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\r\n"))), "text/csv; charset=utf-8");

        // Cells are our own numbers and words. Names of companies follow a number, so that no spreadsheet reads a cell as a formula.
        string Quoted(string cell) => cell.Contains(separator, StringComparison.Ordinal) || cell.Contains('"', StringComparison.Ordinal)
            ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : cell;
    }

    private string ETag { get; } = $"\"{Convert.ToHexStringLower(SHA256.HashData(Content))[..32]}\"";

    /// <inheritdoc />
    public int StatusFor(HttpRequest request) =>
        ETags.IsKnown(request, ETag) ? StatusCodes.Status304NotModified : StatusCodes.Status200OK;

    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.Headers.ETag = ETag;
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.Vary = "Accept-Language";
        response.StatusCode = StatusFor(httpContext.Request);
        if (response.StatusCode == StatusCodes.Status304NotModified)
            return;
        response.ContentType = ContentType;
        response.ContentLength = Content.Length;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        await response.Body.WriteAsync(Content, httpContext.RequestAborted);
    }
}
