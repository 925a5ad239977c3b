using System.Text;
using System.Text.Json.Nodes;
using Accounts.Access.Tokens;
using Accounts.Platform.Http;
using Accounts.Platform.OpenApi;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using static System.Net.WebUtility;

namespace Accounts.Access.Service;

/// <summary>
/// The documentation of the interface, as a document and as a page. The page is our own, from the folder <c>Page</c>. Swagger UI
/// and Scalar have accessibility problems (axe finds low contrast, nested controls and wrong roles), and they need styles that a
/// strict content security policy forbids.
/// </summary>
public sealed class Docs(IOptions<AuthOptions> auth)
{
    private static readonly Lazy<string> Document = new(() => OpenApiDocument.Create().ToJsonString(Json.Options) + "\n");

    private static readonly Dictionary<string, string> MediaTypes = new()
    {
        ["docs.css"] = "text/css",
        ["docs.js"] = "text/javascript",
        ["access.js"] = "text/javascript",
        ["operation.js"] = "text/javascript",
        ["answer.js"] = "text/javascript",
        ["schema.js"] = "text/javascript",
        ["make.js"] = "text/javascript",
    };

    [Function("OpenApi")]
    [Allow(Who.Open)]
    [Operation("Get this document", Gives = typeof(JsonObject))]
    public IResult OpenApi([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi.json")] HttpRequest request) =>
        Results.Text(Document.Value, "application/json");

    [Function("Docs")]
    [Allow(Who.Open)]
    [Operation("Show this document as a page", MediaType = "text/html")]
    public IResult ShowPage([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "docs")] HttpRequest request)
    {
        var options = auth.Value;
        var metadata = options.MetadataAddress
            ?? new Uri(options.Issuer.OriginalString.TrimEnd('/') + "/.well-known/openid-configuration");
        // The page calls the issuer only to sign users in and get a token.
        request.HttpContext.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'self'; "
            + $"frame-ancestors 'none'; connect-src 'self' {Origin(metadata)} {Origin(options.Issuer)}";
        request.HttpContext.Response.Headers["Referrer-Policy"] = "no-referrer";
        return Results.Text(
            File("docs.html")
                .Replace("{issuer}", HtmlEncode(options.Issuer.OriginalString), StringComparison.Ordinal)
                .Replace("{metadata}", HtmlEncode(metadata.OriginalString), StringComparison.Ordinal)
                .Replace("{client}", HtmlEncode(options.DocsClient), StringComparison.Ordinal)
                .Replace("{audience}", HtmlEncode(options.Audience), StringComparison.Ordinal),
            "text/html; charset=utf-8");
    }

    /// <summary>The files that the page loads.</summary>
    [Function("DocsAsset")]
    [Allow(Who.Open)]
    public IResult Asset(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "docs/{file}")] HttpRequest request, string file) =>
        MediaTypes.TryGetValue(file, out var mediaType) ? Results.Text(File(file), $"{mediaType}; charset=utf-8") : new NotFound();

    private static string Origin(Uri address) => address.GetLeftPart(UriPartial.Authority);

    private static string File(string name)
    {
        using var reader = new StreamReader(typeof(Docs).Assembly.GetManifestResourceStream("docs/" + name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
