using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Accounts.Tests;

/// <summary>A signed-in user.</summary>
public sealed class User(HttpClient http, string email, string token)
{
    public string Email { get; } = email;

    public string Token { get; } = token;

    public Task<Reply> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Reply> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    /// <summary>The file that a route returns.</summary>
    public async Task<byte[]> DownloadAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new("Bearer", Token);
        using var response = await http.SendAsync(request);
        Assert.Equal("application/pdf", response.Content.Headers.ContentType?.MediaType);
        return await response.Content.ReadAsByteArrayAsync();
    }

    /// <param name="key">The Idempotency-Key; a new one when absent.</param>
    public Task<Reply> PostAsync(string path, JsonNode body, string? key = null) =>
        SendAsync(HttpMethod.Post, path, body.ToJsonString(), headers: ("Idempotency-Key", key ?? Guid.NewGuid().ToString()));

    public Task<Reply> PutAsync(string path, JsonNode body, string? ifMatch) =>
        SendAsync(HttpMethod.Put, path, body.ToJsonString(), headers: ifMatch is null ? [] : [("If-Match", ifMatch)]);

    public Task<Reply> SendAsync(
        HttpMethod method,
        string path,
        string? body = null,
        string contentType = "application/json",
        params (string Name, string Value)[] headers) =>
        Reply.GetAsync(http, method, path, body, contentType, [("Authorization", "Bearer " + Token), .. headers]);
}

/// <summary>The answer to a request.</summary>
public sealed record Reply(int Status, string Text, HttpResponseHeaders Headers, string? MediaType)
{
    /// <summary>The Allow header, which .NET treats as a header of the content.</summary>
    public string? Allow { get; init; }

    public JsonNode Json => JsonNode.Parse(Text)!;

    public string? ETag => Headers.ETag?.ToString();

    /// <summary>The last part of the problem's type, or a text that says that there is no problem document.</summary>
    public string Problem
    {
        get
        {
            if (MediaType != "application/problem+json")
                return "no problem document but " + MediaType;
            Assert.Equal(Status, Json["status"]!.GetValue<int>());
            return Json["type"]!.GetValue<string>().Split(':')[^1];
        }
    }

    /// <summary>The pointers of the fields that a problem names.</summary>
    public IEnumerable<string> Fields => Json["errors"]!.AsArray().Select(error => error!["pointer"]!.GetValue<string>());

    public static async Task<Reply> GetAsync(
        HttpClient http, HttpMethod method, string path, string? body, string contentType, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, contentType);
        foreach (var (name, value) in headers)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        using var response = await http.SendAsync(request);
        return new Reply(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            response.Headers,
            response.Content.Headers.ContentType?.MediaType)
        {
            Allow = response.Content.Headers.Allow.Count == 0 ? null : string.Join(", ", response.Content.Headers.Allow),
        };
    }
}
