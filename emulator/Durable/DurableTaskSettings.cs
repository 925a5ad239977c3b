using System.Text.Json;

namespace Accounts.Emulator.Durable;

/// <summary>The settings in <c>extensions.durableTask</c> of host.json that the emulator uses; null means the default.</summary>
internal sealed record DurableTaskSettings(
    int? MaxConcurrentActivityFunctions = null,
    int? MaxConcurrentOrchestratorFunctions = null,
    bool? ThrowStatusExceptionsOnRaiseEvent = null)
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNameCaseInsensitive = true };

    /// <exception cref="JsonException">A setting has the wrong type.</exception>
    /// <exception cref="InvalidOperationException">A setting has an impossible value.</exception>
    public static DurableTaskSettings Read(JsonElement hostJson)
    {
        if (!hostJson.TryGetProperty("extensions", out var extensions) || !extensions.TryGetProperty("durableTask", out var json))
            return new();
        var settings = json.Deserialize<DurableTaskSettings>(Format) ?? new();
        return settings is { MaxConcurrentActivityFunctions: < 1 } or { MaxConcurrentOrchestratorFunctions: < 1 }
            ? throw new InvalidOperationException("extensions.durableTask: the limits of concurrent functions must be at least 1.")
            : settings;
    }
}
