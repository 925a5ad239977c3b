using System.Globalization;
using System.Text;
using Accounts.Emulator.Worker;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static System.Net.WebUtility;

namespace Accounts.Emulator.Dashboard;

/// <summary>The page at <c>/</c>: one document, no request to anywhere else.</summary>
internal sealed class DashboardDoors(IEnumerable<IDashboardSection> sections, TimeProvider time) : IDoors
{
    private const string Head = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
        <link rel="icon" href="data:,">
        <title>Emulator</title>
        <style>
          :root { color-scheme: light dark; }
          body { font: 16px/1.4 system-ui, sans-serif; margin: 0 auto; padding: 1rem; max-width: 70rem; }
          table { border-collapse: collapse; width: 100%; }
          td { padding: .3rem .5rem; border-top: 1px solid #8884; vertical-align: top; overflow-wrap: anywhere; }
          summary { padding: .3rem 0; border-top: 1px solid #8884; cursor: pointer; overflow-wrap: anywhere; }
          pre { white-space: pre-wrap; overflow-wrap: anywhere; }
          iframe { width: 100%; height: 24rem; border: 1px solid #8884; background: white; }
        </style>
        </head>
        <body>
        <h1>Emulator</h1>
        """;

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/", async (CancellationToken cancellationToken) =>
    {
        var page = new StringBuilder(Head).Append(CultureInfo.InvariantCulture, $"<p>It is {time.GetUtcNow():u} here.</p>");
        foreach (var section in sections)
            page.Append(CultureInfo.InvariantCulture, $"<h2>{HtmlEncode(section.Title)}</h2>").Append(await section.RenderAsync(cancellationToken));
        return Results.Content(page.Append("</body></html>").ToString(), "text/html; charset=utf-8");
    });
}
