using Accounts.Emulator.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Accounts.Emulator.Dashboard;

/// <summary>The pages at <c>/</c>. They work without JavaScript, and load nothing from other origins.</summary>
internal sealed class DashboardEndpoints(IEnumerable<IDashboardPage> pages, TimeProvider time) : IEndpoints
{
    // Mails are shown in frames, which inherit this policy, and mails use inline styles. Frames run no scripts.
    private const string Policy = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'unsafe-inline'; "
        + "img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private readonly IDashboardPage[] _pages = [.. pages.OrderBy(page => page.Order)];

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/", async (HttpContext http, CancellationToken cancellationToken) =>
    {
        var query = http.Request.Query;
        var page = query.TryGetValue("page", out var name) ? Array.Find(_pages, page => page.Name == name) : _pages[0];
        var content = page is null ? null : await page.RenderAsync(query, cancellationToken);
        var html = DashboardLayout.Around(
            content ?? Html.Of($"<p>This page or item does not exist.</p>"),
            page,
            _pages,
            time.GetUtcNow(),
            http.Request.QueryString.Value);

        http.Response.Headers.ContentSecurityPolicy = Policy;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers["Referrer-Policy"] = "same-origin";
        http.Response.Headers.CacheControl = "no-store";
        return Results.Content(
            html.ToString(), "text/html; charset=utf-8", statusCode: content is null ? StatusCodes.Status404NotFound : null);
    });
}
