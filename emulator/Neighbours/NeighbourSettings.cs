using System.Collections.Concurrent;
using System.Text.Json;

namespace Accounts.Emulator.Neighbours;

/// <summary>
/// How the stand-ins for outside parties behave, by name, such as <c>"taxRegister": "unavailable"</c>. A stand-in
/// registers its name with its usual behaviour and asks for the present one at each call.
/// </summary>
public sealed class NeighbourSettings
{
    private readonly ConcurrentDictionary<string, JsonElement> _settings = new();

    /// <summary>Makes a neighbour known. What was set before is kept.</summary>
    public void Register(string name, string usual) => _settings.TryAdd(name, JsonSerializer.SerializeToElement(usual));

    /// <summary>How the neighbour is to behave now.</summary>
    /// <exception cref="KeyNotFoundException">No neighbour of that name is registered.</exception>
    public JsonElement this[string name] => _settings[name];

    internal IReadOnlyDictionary<string, JsonElement> All => new SortedDictionary<string, JsonElement>(_settings, StringComparer.Ordinal);

    /// <returns>The first name that is not registered; null when all were set. Either all are set or none.</returns>
    internal string? Set(IReadOnlyDictionary<string, JsonElement> settings)
    {
        if (settings.Keys.FirstOrDefault(name => !_settings.ContainsKey(name)) is { } unknown)
            return unknown;
        foreach (var (name, value) in settings)
            _settings[name] = value;
        return null;
    }
}
