using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Accounts.Emulator.Tables;
using Microsoft.Extensions.Configuration;

namespace Accounts.Emulator.Host;

/// <summary>Configuration as Core Tools gives it to an app, plus what only the emulator can know.</summary>
internal static class HostSettings
{
    /// <summary>Settings file, then environment, then the starter's own settings, each over the one before.</summary>
    /// <exception cref="InvalidDataException">The settings file cannot be read.</exception>
    public static void AddHostSettings(this ConfigurationManager configuration, EmulatorStart start, string folder)
    {
        // One's own settings are for runs by hand; hosts in process are told theirs and otherwise alike everywhere.
        var own = Path.Combine(folder, "local.settings.json");
        var sample = Path.Combine(folder, "local.settings.sample.json");
        configuration.AddInMemoryCollection(ReadValues(!start.InProcess && File.Exists(own) ? own : sample));
        configuration.AddEnvironmentVariables();
        configuration.AddInMemoryCollection(start.Options.Settings);
    }

    /// <summary>
    /// Points the app to the embedded parts where it was not pointed elsewhere, and every address of a door under
    /// <c>/dev</c> of this machine to the port in use.
    /// </summary>
    public static void AddEmulatedParts(this ConfigurationManager configuration, DataFolder data, Listener listener)
    {
        var settings = new Dictionary<string, string?>();
        if (configuration["Storage:ConnectionString"] is null && configuration["Storage:TableServiceUri"] is null)
            settings["Storage:ConnectionString"] = EmbeddedTables.ConnectionPrefix + data.FullPath;
        if (configuration["Mail:ConnectionString"] is null && configuration["Mail:Endpoint"] is null)
            settings["Mail:ConnectionString"] = $"Outbox={data.Outbox}";
        foreach (var (name, value) in configuration.AsEnumerable())
        {
            if (IsDoor(value, out var address))
                settings[name] = listener.BaseAddress.TrimEnd('/') + address.PathAndQuery;
        }

        configuration.AddInMemoryCollection(settings);
    }

    private static bool IsDoor(string? value, [NotNullWhen(true)] out Uri? address) =>
        Uri.TryCreate(value, UriKind.Absolute, out address)
        && address.Scheme == Uri.UriSchemeHttp && address.IsLoopback && address.AbsolutePath.StartsWith("/dev/", StringComparison.Ordinal);

    private static Dictionary<string, string?> ReadValues(string path)
    {
        if (!File.Exists(path))
            return [];

        var name = Path.GetFileName(path);
        try
        {
            var file = JsonSerializer.Deserialize<SettingsFile>(File.ReadAllText(path), SettingsFile.Format);
            if (file?.IsEncrypted == true)
                throw new InvalidDataException($"{name} is encrypted. Decrypt it with 'func settings decrypt'.");
            return (file?.Values ?? []).ToDictionary(
                pair => pair.Key.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal), pair => pair.Value);
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{name} cannot be read: {exception.Message}", exception);
        }
    }

    private sealed record SettingsFile(bool IsEncrypted, Dictionary<string, string?>? Values)
    {
        public static readonly JsonSerializerOptions Format = new()
        {
            PropertyNameCaseInsensitive = true,
            ReadCommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
        };
    }
}
