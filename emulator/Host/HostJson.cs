using System.Text;
using System.Text.Json;
using Accounts.Emulator.Durable;
using Microsoft.Extensions.Configuration;

namespace Accounts.Emulator.Host;

/// <summary>The settings in host.json that this host uses.</summary>
internal sealed record HostJson(HttpSettings Http, DurableTaskSettings DurableTask, IConfiguration Settings)
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public string HubName => Settings["extensions:durableTask:hubName"] ?? "TestHubName";

    /// <exception cref="InvalidDataException">The file is not JSON of the expected shape.</exception>
    public static HostJson Read(string folder)
    {
        var path = Path.Combine(folder, "host.json");
        var text = File.Exists(path) ? File.ReadAllText(path) : "{}";
        try
        {
            using var document = JsonDocument.Parse(text, Lenient);
            var settings = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(text))).Build();
            var http = settings.GetSection("extensions:http").Get<HttpSettings>() ?? new();
            var durable = DurableTaskSettings.Read(document.RootElement);
            return new HostJson(http with { RoutePrefix = http.RoutePrefix.Trim('/') }, durable, settings);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"host.json cannot be read: {exception.Message}", exception);
        }
    }
}
