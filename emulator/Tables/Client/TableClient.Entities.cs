using Accounts.Emulator.Tables;

#pragma warning disable CA1716 // "select" is the real package's name.

namespace Azure.Data.Tables;

/// <summary>Reading and writing entities.</summary>
public partial class TableClient
{
    /// <summary>Reads an entity. Refused with 404 ResourceNotFound.</summary>
    public virtual async Task<Response<T>> GetEntityAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var (response, entity) = await FindAsync(partitionKey, rowKey, select, cancellationToken);
        Refusal.EnsureSuccess(response);
        return Response.FromValue(EntityMapper.ToEntity<T>(entity!), response);
    }

    /// <summary>Reads an entity; has no value when there is none, or no such table.</summary>
    public virtual async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var (response, entity) = await FindAsync(partitionKey, rowKey, select, cancellationToken);
        if (response.Status == 404)
            return new NoEntity<T>(response);
        Refusal.EnsureSuccess(response);
        return Response.FromValue(EntityMapper.ToEntity<T>(entity!), response);
    }

    /// <summary>Entities in key order, page by page. A page can be short or empty although more follow.</summary>
    /// <param name="filter">OData filter, see <see cref="CreateQueryFilter(FormattableString)"/>; all entities when null.</param>
    /// <param name="maxPerPage">1 to 1000; 1000 when null.</param>
    /// <param name="select">Properties to read, keys included if they are wanted; all when null.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public virtual AsyncPageable<T> QueryAsync<T>(
        string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var properties = select?.ToArray();
        return new Pages<T>(
            maxPerPage,
            async (continuation, size) =>
            {
                var query = new EntityQuery(filter, size, properties, continuation);
                var (response, entities, next) = await _backend.QueryAsync(Name, query, cancellationToken);
                Refusal.EnsureSuccess(response);
                return Page<T>.FromValues([.. entities.Select(EntityMapper.ToEntity<T>)], next, response);
            },
            cancellationToken);
    }

    /// <summary>Inserts an entity. Refused with 409 EntityAlreadyExists.</summary>
    public virtual Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        WriteAsync(EntityMapper.ToWrite(TableTransactionActionType.Add, entity), cancellationToken);

    /// <summary>Inserts an entity, or merges into or replaces the stored one.</summary>
    public virtual Task<Response> UpsertEntityAsync<T>(T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        WriteAsync(EntityMapper.ToWrite(Either(mode, TableTransactionActionType.UpsertMerge, TableTransactionActionType.UpsertReplace), entity), cancellationToken);

    /// <summary>
    /// Merges into or replaces a stored entity that has this ETag, or any with <see cref="ETag.All"/>.
    /// Refused with 412 UpdateConditionNotSatisfied and 404 ResourceNotFound.
    /// </summary>
    public virtual Task<Response> UpdateEntityAsync<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        if (ifMatch == default)
            throw new ArgumentException("An update needs the ETag that it is based on, or ETag.All.", nameof(ifMatch));
        return WriteAsync(
            EntityMapper.ToWrite(Either(mode, TableTransactionActionType.UpdateMerge, TableTransactionActionType.UpdateReplace), entity, ifMatch),
            cancellationToken);
    }

    /// <summary>Deletes an entity; without an ETag in any state. The response has status 404 when there was none. Refused with 412.</summary>
    public virtual Task<Response> DeleteEntityAsync(ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return DeleteEntityAsync(entity.PartitionKey, entity.RowKey, ifMatch, cancellationToken);
    }

    /// <summary>Deletes an entity; without an ETag in any state. The response has status 404 when there was none. Refused with 412.</summary>
    public virtual async Task<Response> DeleteEntityAsync(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        var entity = new TableEntity(partitionKey, rowKey);
        var write = EntityMapper.ToWrite(TableTransactionActionType.Delete, entity, ifMatch == default ? ETag.All : ifMatch);
        var response = await _backend.WriteAsync(Name, write, cancellationToken);
        return response.Status == 404 ? response : Refusal.EnsureSuccess(response);
    }

    /// <summary>
    /// Does up to 100 writes to one partition, each to another entity, together or not at all; the answer has one
    /// response per write. Refused with <see cref="TableTransactionFailedException"/>.
    /// </summary>
    public virtual async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transactionActions);
        var writes = transactionActions.Select(action => EntityMapper.ToWrite(action.ActionType, action.Entity, Condition(action))).ToArray();
        if (writes.Length == 0)
            throw new InvalidOperationException("A transaction needs at least one action.");
        var (response, parts) = await _backend.TransactAsync(Name, writes, cancellationToken);
        if (response.Status >= 400)
            throw new TableTransactionFailedException(Refusal.Exception(response));
        return Response.FromValue(parts, response);
    }

    private static ETag Condition(TableTransactionAction action) => action.ActionType switch
    {
        TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpdateReplace or TableTransactionActionType.Delete =>
            action.ETag == default ? ETag.All : action.ETag,
        _ => default,
    };

    private static TableTransactionActionType Either(TableUpdateMode mode, TableTransactionActionType merge, TableTransactionActionType replace) => mode switch
    {
        TableUpdateMode.Merge => merge,
        TableUpdateMode.Replace => replace,
        _ => throw new ArgumentException($"Unexpected value for mode: {mode}", nameof(mode)),
    };

    private async Task<Response> WriteAsync(EntityWrite write, CancellationToken cancellationToken) =>
        Refusal.EnsureSuccess(await _backend.WriteAsync(Name, write, cancellationToken));

    private async Task<(Response Response, Dictionary<string, object>? Entity)> FindAsync(
        string partitionKey, string rowKey, IEnumerable<string>? select, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        return await _backend.GetAsync(Name, partitionKey, rowKey, select?.ToArray(), cancellationToken);
    }
}
