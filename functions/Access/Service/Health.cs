using System.Reflection;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Access.Service;

/// <summary><c>GET /health</c>: live and able to work, that is, the storage and the durable engine answer.</summary>
public sealed class Health(TableServiceClient tables)
{
    // A row that never exists: reading it costs one operation and needs no more than read access.
    private readonly TableClient _probe = tables.GetTableClient(Tables.Organizations);

    /// <summary>The function.</summary>
    [Function(nameof(Health))]
    [Allow(Who.Open)]
    [Operation("Tell whether the app is live and ready", Gives = typeof(HealthView), Fails = [typeof(TemporarilyUnavailable)])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        CancellationToken cancellationToken)
    {
        // Likewise a process that never exists.
        var engine = processes.GetInstanceAsync("health-probe", cancellationToken);
        await _probe.GetEntityIfExistsAsync<TableEntity>("health", "probe", cancellationToken: cancellationToken);
        await engine;
        return Answer.Ok(new HealthView("ready", Version));
    }

    private static string Version { get; } =
        typeof(Health).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}

/// <summary>State of the app.</summary>
/// <param name="Status">Always <c>ready</c>; else the answer is a 503.</param>
/// <param name="Version">Version and commit that runs.</param>
public sealed record HealthView(string Status, string Version);
