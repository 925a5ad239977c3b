using System.Text.Json;
using Accounts.Emulator.Worker.Wire;

namespace Accounts.Emulator.Worker;

/// <summary>A function of the app, as the worker describes it.</summary>
internal sealed class LoadedFunction
{
    private const string DurableClient = "durableClient";

    /// <exception cref="InvalidDataException">The function does not have exactly one trigger.</exception>
    public LoadedFunction(Function described)
    {
        Id = described.Id;
        Name = described.Name;
        var bindings = described.BindingsJson.Select(FunctionBinding.Parse).ToArray();
        var triggers = bindings.Where(binding => binding.Type.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase)).ToArray();
        Trigger = triggers is [var trigger]
            ? trigger
            : throw new InvalidDataException($"The function {Name} must have exactly one trigger.");
        DurableClients = [.. bindings.Where(binding => binding.Is(DurableClient)).Select(binding => binding.Name)];
    }

    public string Id { get; }

    public string Name { get; }

    public FunctionBinding Trigger { get; }

    /// <summary>Names of the parameters that take a client of Durable Functions.</summary>
    public IReadOnlyList<string> DurableClients { get; }
}

/// <summary>A binding of a function: which parameter, of which type, and its settings.</summary>
internal sealed record FunctionBinding(string Name, string Type, JsonElement Settings)
{
    public bool Is(string type) => Type.Equals(type, StringComparison.OrdinalIgnoreCase);

    public string? Text(string setting) => Find(setting) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public bool? Truth(string setting) =>
        Find(setting) is { ValueKind: JsonValueKind.True or JsonValueKind.False } value ? value.GetBoolean() : null;

    public IReadOnlyList<string> List(string setting) =>
        Find(setting) is { ValueKind: JsonValueKind.Array } value ? [.. value.EnumerateArray().Select(item => item.GetString()!)] : [];

    public static FunctionBinding Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var settings = document.RootElement.Clone();
        var binding = new FunctionBinding("", "", settings);
        return binding with { Name = binding.Text("name") ?? "", Type = binding.Text("type") ?? "" };
    }

    private JsonElement? Find(string setting)
    {
        foreach (var property in Settings.EnumerateObject())
        {
            if (property.Name.Equals(setting, StringComparison.OrdinalIgnoreCase))
                return property.Value;
        }

        return null;
    }
}
