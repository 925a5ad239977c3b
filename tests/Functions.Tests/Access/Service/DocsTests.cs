using System.Text.RegularExpressions;

namespace Accounts.Tests.Access.Service;

public sealed partial class DocsTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly HttpClient _http = shared.App.Http;

    [Fact]
    public async Task The_page_and_all_that_it_loads_come_from_here()
    {
        using var response = await _http.GetAsync("/api/docs");
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("default-src 'self';", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var page = await response.Content.ReadAsStringAsync();
        Assert.DoesNotContain("//", page, StringComparison.Ordinal);
        var assets = Source().Matches(page).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(3, assets.Count);
        foreach (var asset in assets)
        {
            using var loaded = await _http.GetAsync("/api/" + asset);
            Assert.True(loaded.IsSuccessStatusCode, asset);
            Assert.Equal(asset.EndsWith(".css", StringComparison.Ordinal) ? "text/css" : "text/javascript", loaded.Content.Headers.ContentType!.MediaType);
            Assert.NotEqual("", await loaded.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task The_page_asks_no_validator_and_nobody_else()
    {
        var start = await _http.GetStringAsync("/api/docs/start.js");
        Assert.DoesNotContain("//", start, StringComparison.Ordinal);
        Assert.Contains("validatorUrl: null", start, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"url\(\s*['""]?(https?:)?//", await _http.GetStringAsync("/api/docs/swagger-ui.css"));
    }

    [Theory]
    [InlineData("index.html")]
    [InlineData("..%2Fhost.json")]
    [InlineData("swagger-ui.js.map")]
    public async Task Other_files_are_not_found(string file)
    {
        var reply = await Reply.GetAsync(_http, HttpMethod.Get, "/api/docs/" + file, null, "");
        Assert.Equal((404, "not-found"), (reply.Status, reply.Problem));
    }

    [GeneratedRegex("(?:src|href)=\"([^\"]+)\"")]
    private static partial Regex Source();
}
