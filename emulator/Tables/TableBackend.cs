using Azure;

namespace Accounts.Emulator.Tables;

/// <summary>
/// What the clients need of a store; one per way of keeping tables. Refusals of the store come back as
/// responses with the service's status and error body, so that the clients treat both stores alike.
/// </summary>
internal abstract class TableBackend
{
    public const int MaxPageSize = 1000;

    public abstract string AccountName { get; }

    public abstract Uri Uri { get; }

    public abstract Task<Response> CreateTableAsync(string table, CancellationToken cancellationToken);

    public abstract Task<Response> DeleteTableAsync(string table, CancellationToken cancellationToken);

    public abstract Task<(Response Response, IReadOnlyList<string> Names, string? Continuation)> ListTablesAsync(
        string? filter, int? top, string? continuation, CancellationToken cancellationToken);

    public abstract Task<Response> WriteAsync(string table, EntityWrite write, CancellationToken cancellationToken);

    /// <summary>All or nothing. One response per write, or a single one that says why nothing is written.</summary>
    public abstract Task<(Response Response, IReadOnlyList<Response> Parts)> TransactAsync(
        string table, IReadOnlyList<EntityWrite> writes, CancellationToken cancellationToken);

    public abstract Task<(Response Response, Dictionary<string, object>? Entity)> GetAsync(
        string table, string partitionKey, string rowKey, IReadOnlyList<string>? select, CancellationToken cancellationToken);

    public abstract Task<(Response Response, IReadOnlyList<Dictionary<string, object>> Entities, string? Continuation)> QueryAsync(
        string table, EntityQuery query, CancellationToken cancellationToken);

    /// <summary>The store that a connection string names: <c>EmbeddedStorage=folder</c>, or an account of the service.</summary>
    public static TableBackend Open(string connectionString, Azure.Data.Tables.TableClientOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        if (EmbeddedTables.FolderOf(connectionString) is { } folder)
            return new EmbeddedBackend(EmbeddedTables.Open(folder));
        var (endpoint, credential) = ConnectionString.Parse(connectionString);
        return new RestBackend(endpoint, new SharedKeyPolicy(credential), options);
    }
}
