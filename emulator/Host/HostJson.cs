using System.Text.Json;
using Accounts.Emulator.DurableTask;

namespace Accounts.Emulator.Host;

/// <summary>The part of host.json that matters here.</summary>
internal sealed record HostJson(string RoutePrefix, DurableTaskSettings DurableTask)
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <exception cref="InvalidDataException">The file is no JSON of the expected shape.</exception>
    public static HostJson Read(string folder)
    {
        var path = Path.Combine(folder, "host.json");
        if (!File.Exists(path))
            return new HostJson("api", new());

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path), Lenient);
            var prefix = document.RootElement.TryGetProperty("extensions", out var extensions)
                && extensions.TryGetProperty("http", out var http)
                && http.TryGetProperty("routePrefix", out var value) ? value.GetString() : null;
            return new HostJson((prefix ?? "api").Trim('/'), DurableTaskSettings.Read(document.RootElement));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"host.json cannot be read: {exception.Message}", exception);
        }
    }
}
