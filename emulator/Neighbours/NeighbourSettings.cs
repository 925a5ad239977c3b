using System.Collections.Concurrent;
using System.Text.Json;

namespace Accounts.Emulator.Neighbours;

/// <summary>
/// How the simulated outside parties behave, by name, such as <c>"taxRegister": "unavailable"</c>, or case by case,
/// such as <c>"taxRegister": {"default": "valid", "DE136695976": "invalid"}</c>. Each party registers its name and its
/// possible behaviours, and reads the present one at each call. Settings survive a restart of the emulator, because an
/// outside party does not recover when we restart.
/// </summary>
public sealed class NeighbourSettings
{
    private const string Default = "default";

    private readonly ConcurrentDictionary<string, Neighbour> _neighbours = new();
    private readonly Dictionary<string, JsonElement> _kept;
    private readonly Lock _setting = new();
    private readonly string _file;

    /// <param name="file">Where settings are kept; need not exist.</param>
    public NeighbourSettings(string file)
    {
        _file = file;
        _kept = Read(file);
    }

    /// <summary>Registers a neighbour. An earlier setting is kept.</summary>
    /// <param name="name">Such as <c>taxRegister</c>.</param>
    /// <param name="usual">Its behaviour until another one is set.</param>
    /// <param name="others">The other possible behaviours.</param>
    public void Register(string name, string usual, params string[] others)
    {
        var neighbour = new Neighbour(JsonSerializer.SerializeToElement(usual), [usual, .. others]);
        _neighbours.TryAdd(
            name, _kept.TryGetValue(name, out var kept) && neighbour.CanBe(kept) ? neighbour with { Setting = kept } : neighbour);
    }

    /// <summary>How the neighbour must behave now, in one case if the setting has cases.</summary>
    /// <param name="name">A registered name.</param>
    /// <param name="key">The case, such as a VAT id; separators in the setting's keys are ignored.</param>
    /// <exception cref="KeyNotFoundException">No neighbour of that name is registered.</exception>
    public string BehaviourOf(string name, string key = Default)
    {
        var neighbour = _neighbours[name];
        if (neighbour.Setting.ValueKind == JsonValueKind.String)
            return neighbour.Setting.GetString()!;
        return Find(Compact(key)) ?? Find(Default) ?? neighbour.Possible[0];

        string? Find(string wanted) => neighbour.Setting.EnumerateObject()
            .Where(single => Compact(single.Name).Equals(wanted, StringComparison.OrdinalIgnoreCase))
            .Select(single => single.Value.GetString())
            .FirstOrDefault();
    }

    /// <summary>All settings with their possible values.</summary>
    internal IReadOnlyDictionary<string, Neighbour> All => new SortedDictionary<string, Neighbour>(_neighbours, StringComparer.Ordinal);

    /// <returns>What is wrong with the settings; null when all were set. Either all are set or none.</returns>
    internal string? Set(IReadOnlyDictionary<string, JsonElement> settings)
    {
        foreach (var (name, setting) in settings)
        {
            if (!_neighbours.TryGetValue(name, out var neighbour))
                return $"There is no neighbour '{name}'.";
            if (!neighbour.CanBe(setting))
                return $"'{name}' must be one of {string.Join(", ", neighbour.Possible)}, "
                    + $"or an object with one of them for each case and for '{Default}'.";
        }

        lock (_setting)
        {
            foreach (var (name, setting) in settings)
                _neighbours[name] = _neighbours[name] with { Setting = setting };
            WholeFile.Write(_file, JsonSerializer.Serialize(All.ToDictionary(pair => pair.Key, pair => pair.Value.Setting)));
        }

        return null;
    }

    private static Dictionary<string, JsonElement> Read(string file)
    {
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(File.ReadAllText(file)) ?? [] : [];
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{file} cannot be read: {exception.Message}", exception);
        }
    }

    private static string Compact(string key) => string.Concat(key.Where(char.IsLetterOrDigit));

    internal sealed record Neighbour(JsonElement Setting, IReadOnlyList<string> Possible)
    {
        public bool CanBe(JsonElement setting) => setting.ValueKind switch
        {
            JsonValueKind.String => Possible.Contains(setting.GetString()),
            JsonValueKind.Object =>
                setting.EnumerateObject().All(single => single.Value.ValueKind == JsonValueKind.String && CanBe(single.Value)),
            _ => false,
        };
    }
}
