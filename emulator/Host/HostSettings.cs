using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Emulator.Host;

/// <summary>An app's settings as in Core Tools, plus those that only the emulator knows.</summary>
internal sealed class HostSettings
{
    private readonly Dictionary<string, string?> _app = new(StringComparer.OrdinalIgnoreCase);
    private readonly SettingsFile _file;
    private readonly IReadOnlyDictionary<string, string?> _given;

    private HostSettings(SettingsFile file, IReadOnlyDictionary<string, string?> given)
    {
        _file = file;
        _given = given;
    }

    /// <summary>All settings that the app gets in addition to the environment.</summary>
    public IReadOnlyDictionary<string, string?> App => _app;

    /// <exception cref="InvalidDataException">The settings file cannot be read.</exception>
    public static HostSettings Read(EmulatorStart start, string folder)
    {
        // local.settings.json is for manual runs. Hosts in process use the sample, so that tests run the same everywhere.
        var own = Path.Combine(folder, "local.settings.json");
        var sample = Path.Combine(folder, "local.settings.sample.json");
        return new HostSettings(ReadFile(!start.InProcess && File.Exists(own) ? own : sample), start.Options.Settings);
    }

    /// <summary>Settings file, environment, settings of the starting program: each overrides the one before.</summary>
    public void AddTo(ConfigurationManager configuration)
    {
        configuration.AddInMemoryCollection(_file.Settings.Concat(_file.HostSettings));
        configuration.AddEnvironmentVariables();
        configuration.AddInMemoryCollection(_given);
        foreach (var name in _file.Settings.Keys.Concat(_given.Keys))
            _app[name] = configuration[name];
    }

    /// <summary>
    /// Points the app to the embedded parts unless a setting points elsewhere, and changes every address of this machine under
    /// <c>/dev</c> to the port in use.
    /// </summary>
    public void PointToParts(IServiceProvider emulator)
    {
        var configuration = emulator.GetRequiredService<IConfiguration>();
        var listener = emulator.GetRequiredService<Listener>();
        foreach (var part in emulator.GetServices<PartSettings>())
        {
            if (part.Value(configuration) is { } value)
                _app[part.Name] = value;
        }

        foreach (var (name, value) in _app.ToArray())
        {
            // The issuer's name is part of a user's identity, so it does not change with the port.
            if (name != Identity.TokenIssuer.NameSetting && IsOwn(value, out var address))
                _app[name] = listener.BaseAddress.TrimEnd('/') + address.PathAndQuery;
        }

        foreach (var (name, value) in _app)
            configuration[name] = value;
    }

    /// <summary>Whether the value is the address of a part of the emulator, on any port.</summary>
    public static bool IsOwn(string? value, [NotNullWhen(true)] out Uri? address) =>
        Uri.TryCreate(value, UriKind.Absolute, out address)
        && address.Scheme == Uri.UriSchemeHttp && address.IsLoopback && address.AbsolutePath.StartsWith("/dev/", StringComparison.Ordinal);

    private static SettingsFile ReadFile(string path)
    {
        if (!File.Exists(path))
            return new SettingsFile(false, null, null);

        var name = Path.GetFileName(path);
        try
        {
            var file = JsonSerializer.Deserialize<SettingsFile>(File.ReadAllText(path), SettingsFile.Format) ?? new(false, null, null);
            return file.IsEncrypted
                ? throw new InvalidDataException($"{name} is encrypted. Decrypt it with 'func settings decrypt'.")
                : file;
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{name} cannot be read: {exception.Message}", exception);
        }
    }

    private sealed record SettingsFile(bool IsEncrypted, Dictionary<string, string?>? Values, Dictionary<string, JsonElement>? Host)
    {
        public static readonly JsonSerializerOptions Format = new()
        {
            PropertyNameCaseInsensitive = true,
            ReadCommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
        };

        public Dictionary<string, string?> Settings { get; } = (Values ?? []).ToDictionary(
            pair => pair.Key.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal), pair => pair.Value);

        /// <summary>Settings for the host only.</summary>
        public Dictionary<string, string?> HostSettings { get; } =
            (Host ?? []).ToDictionary(pair => "Host:" + pair.Key, pair => (string?)pair.Value.ToString());
    }
}

/// <summary>A setting by which the app finds a part of the emulator.</summary>
/// <param name="Name">Such as <c>Storage:ConnectionString</c>.</param>
/// <param name="Value">Returns the value; null when the configuration already points elsewhere.</param>
internal sealed record PartSettings(string Name, Func<IConfiguration, string?> Value);
