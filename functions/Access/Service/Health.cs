using System.Reflection;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Access.Service;

/// <summary><c>GET /health</c>: the app is live and ready, which means that the storage and the durable engine answer.</summary>
public sealed class Health(TableServiceClient tables)
{
    // Used to read a row that never exists: that costs one operation and needs only read access.
    private readonly TableClient _probe = tables.GetTableClient(Tables.Organizations);

    [Function(nameof(Health))]
    [Allow(Who.Open)]
    [Operation("Show whether the app is live and ready", Gives = typeof(HealthView), Fails = [typeof(TemporarilyUnavailable)])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        CancellationToken cancellationToken)
    {
        // A process that never exists either.
        var engine = processes.GetInstanceAsync("health-probe", cancellationToken);
        await _probe.GetEntityIfExistsAsync<TableEntity>("health", "probe", cancellationToken: cancellationToken);
        await engine;
        return Answer.Ok(new HealthView("ready", Version));
    }

    private static string Version { get; } =
        typeof(Health).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}

/// <summary>State of the app.</summary>
/// <param name="Status">Always <c>ready</c>; otherwise the answer is a 503.</param>
/// <param name="Version">The running version and commit.</param>
public sealed record HealthView(string Status, string Version);
