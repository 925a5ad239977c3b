using System.IO.Compression;
using System.Text.Json.Nodes;
using Accounts.Platform.Http;
using Accounts.Platform.OpenApi;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace Accounts.Access.Service;

/// <summary>The interface as a document and as a page. The page is Swagger UI out of its package; nothing is fetched from elsewhere.</summary>
public sealed class Docs
{
    private const string Page = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>Customer accounts – interface</title>
          <link rel="stylesheet" href="docs/swagger-ui.css">
        </head>
        <body>
          <div id="swagger-ui"></div>
          <script src="docs/swagger-ui-bundle.js"></script>
          <script src="docs/start.js"></script>
        </body>
        </html>
        """;

    private const string Start = """
        SwaggerUIBundle({ url: new URL("openapi.json", location.href).href, dom_id: "#swagger-ui", deepLinking: true, tryItOutEnabled: true, validatorUrl: null });
        """;

    private static readonly Lazy<string> Document = new(() => OpenApiDocument.Create().ToJsonString(Json.Options));

    /// <summary>The document.</summary>
    [Function("OpenApi")]
    [Allow(Who.Open)]
    [Operation("Give this document", Gives = typeof(JsonObject))]
    public IResult OpenApi([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi.json")] HttpRequest request) =>
        Results.Text(Document.Value, "application/json");

    /// <summary>The page.</summary>
    [Function("Docs")]
    [Allow(Who.Open)]
    [Operation("Show this document as a page", MediaType = "text/html")]
    public IResult ShowPage([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "docs")] HttpRequest request)
    {
        request.HttpContext.Response.Headers.ContentSecurityPolicy = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'";
        return Results.Text(Page, "text/html; charset=utf-8");
    }

    /// <summary>What the page loads.</summary>
    [Function("DocsAsset")]
    [Allow(Who.Open)]
    public IResult Asset([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "docs/{file}")] HttpRequest request, string file) => file switch
    {
        "start.js" => Results.Text(Start, "text/javascript; charset=utf-8"),
        "swagger-ui.css" => Results.Stream(Unpacked(file), "text/css; charset=utf-8"),
        "swagger-ui-bundle.js" => Results.Stream(Unpacked(file), "text/javascript; charset=utf-8"),
        _ => new NotFound(),
    };

    private static GZipStream Unpacked(string file) =>
        new(typeof(SwaggerUIOptions).Assembly.GetManifestResourceStream("Swashbuckle.AspNetCore.SwaggerUI.node_modules.swagger_ui_dist." + file)!, CompressionMode.Decompress);
}
