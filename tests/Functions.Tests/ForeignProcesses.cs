using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Accounts.Tests;

/// <summary>
/// Waits for the processes of a host that the tests do not control, through the HTTP API that Durable Functions adds to every
/// host: <c>GET /runtime/webhooks/durabletask/instances</c>. If the host requires a key, ACCOUNTS_DURABLE_CODE holds it.
/// </summary>
internal static class ForeignProcesses
{
    // Longer than the pause between two steps of one process.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    // Other tests run processes at the same time, which may never rest.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly string? Code = Environment.GetEnvironmentVariable("ACCOUNTS_DURABLE_CODE");

    /// <summary>Waits until no process is pending and none has changed for a while. Does not wait for a host without this API.</summary>
    /// <param name="host">The host.</param>
    /// <param name="since">Processes that began earlier belong to other tests.</param>
    public static async Task RestAsync(HttpClient host, DateTimeOffset since)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        try
        {
            while (await IsBusyAsync(host, since, patience.Token))
                await again.WaitForNextTickAsync(patience.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            // Not at rest: the test's assertions decide.
        }
    }

    private static async Task<bool> IsBusyAsync(HttpClient host, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var path = $"/runtime/webhooks/durabletask/instances?top=1000&createdTimeFrom={since:yyyy-MM-ddTHH:mm:ssZ}"
            + (Code is null ? "" : "&code=" + Uri.EscapeDataString(Code));
        using var response = await host.GetAsync(path, cancellationToken);
        if (!response.IsSuccessStatusCode || response.Headers.Date is not { } now)
            return false;
        var instances = await response.Content.ReadFromJsonAsync<JsonArray>(cancellationToken) ?? [];
        return instances.Any(instance =>
            instance!["runtimeStatus"]?.GetValue<string>() == "Pending"
            || instance["lastUpdatedTime"]?.GetValue<DateTimeOffset>() is { } moved && now - moved < Rest);
    }
}
