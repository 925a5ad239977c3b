using System.Text.Json;

namespace Accounts.Emulator.DurableTask;

/// <summary><c>extensions.durableTask</c> of host.json, as far as the emulator heeds it; null takes the default.</summary>
internal sealed record DurableTaskSettings(
    int? MaxConcurrentActivityFunctions = null,
    int? MaxConcurrentOrchestratorFunctions = null,
    bool? ThrowStatusExceptionsOnRaiseEvent = null)
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNameCaseInsensitive = true };

    /// <exception cref="JsonException">A setting has the wrong type.</exception>
    public static DurableTaskSettings Read(JsonElement hostJson) =>
        hostJson.TryGetProperty("extensions", out var extensions) && extensions.TryGetProperty("durableTask", out var settings)
            ? settings.Deserialize<DurableTaskSettings>(Format) ?? new()
            : new();
}
