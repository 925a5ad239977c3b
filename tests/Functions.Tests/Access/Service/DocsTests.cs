using System.Net;
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
        Assert.StartsWith("default-src 'none';", Policy(response), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", Policy(response), StringComparison.Ordinal);
        var files = new Queue<string>(Source().Matches(await response.Content.ReadAsStringAsync()).Select(match => match.Groups[1].Value));
        var loaded = new HashSet<string>();
        while (files.TryDequeue(out var file))
        {
            if (!loaded.Add(file))
                continue;
            using var answer = await _http.GetAsync("/api/docs/" + file);
            Assert.True(answer.IsSuccessStatusCode, file);
            var expected = file.EndsWith(".css", StringComparison.Ordinal) ? "text/css" : "text/javascript";
            Assert.Equal(expected, answer.Content.Headers.ContentType!.MediaType);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.DoesNotContain("://", text, StringComparison.Ordinal);
            foreach (Match import in Import().Matches(text))
                files.Enqueue(import.Groups[1].Value);
        }

        Assert.Equal(7, loaded.Count);
    }

    [Fact]
    public async Task The_page_says_whose_tokens_count_and_may_ask_that_issuer()
    {
        using var response = await _http.GetAsync("/api/docs");
        var page = await response.Content.ReadAsStringAsync();
        var discovery = new Uri(Metadata().Match(page).Groups[1].Value);
        Assert.Contains("http://localhost:7071/dev/identity</b>", page, StringComparison.Ordinal);
        Assert.Contains(discovery.GetLeftPart(UriPartial.Authority), Policy(response), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync(discovery)).StatusCode);
    }

    [Theory]
    [InlineData("index.html")]
    [InlineData("..%2Fhost.json")]
    [InlineData("docs.html")]
    public async Task Other_files_are_not_found(string file)
    {
        var reply = await Reply.GetAsync(_http, HttpMethod.Get, "/api/docs/" + file, null, "");
        Assert.Equal((404, "not-found"), (reply.Status, reply.Problem));
    }

    private static string Policy(HttpResponseMessage response) => response.Headers.GetValues("Content-Security-Policy").Single();

    [GeneratedRegex("(?:src|href)=\"docs/([^\"]+)\"")]
    private static partial Regex Source();

    [GeneratedRegex("from \"./([^\"]+)\"")]
    private static partial Regex Import();

    [GeneratedRegex("data-metadata=\"([^\"]+)\"")]
    private static partial Regex Metadata();
}
