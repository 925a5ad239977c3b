using Azure;
using Azure.Data.Tables;
using Microsoft.Data.Sqlite;

namespace Accounts.Emulator.Tables;

/// <summary>The embedded store as a store for the clients: plays the service's part, its checks and refusals included.</summary>
internal sealed class EmbeddedBackend(EmbeddedTables store) : TableBackend
{
    public override string AccountName => "embedded";

    public override Uri Uri { get; } = new(Path.Combine(store.Folder, "tables.db"));

    public override Task<Response> CreateTableAsync(string table, CancellationToken cancellationToken) =>
        Answer(new(StorageOperationKind.CreateTable, table, 0), () =>
        {
            EntityLimits.CheckTableName(table);
            var added = Write(writer => writer.AddTable(table));
            return added ? LocalResponse.Success(204) : throw new TableErrorException(TableError.TableAlreadyExists);
        }, cancellationToken);

    public override Task<Response> DeleteTableAsync(string table, CancellationToken cancellationToken) =>
        Answer(new(StorageOperationKind.DeleteTable, table, 0), () =>
        {
            var removed = Write(writer => writer.InTransaction(() => writer.RemoveTable(table)));
            return removed ? LocalResponse.Success(204) : throw new TableErrorException(TableError.TableNotFound);
        }, cancellationToken);

    public override Task<(Response, IReadOnlyList<string>, string?)> ListTablesAsync(
        string? filter, int? top, string? continuation, CancellationToken cancellationToken)
    {
        List<string> names = [];
        string? next = null;
        return Answer(new(StorageOperationKind.ListTables, "", 0), () =>
        {
            var condition = FilterParser.Parse(filter);
            var count = EmbeddedQuery.PageSize(top);
            // A whole account has few tables; reading them all keeps filter and page size independent.
            var matching = store.File.Read(reader => reader.Tables(continuation ?? "", int.MaxValue))
                .Where(name => condition?.Matches(new() { ["TableName"] = name }) ?? true)
                .Take(count + 1)
                .ToList();
            next = matching.Count > count ? matching[count] : null;
            names = [.. matching.Take(count)];
            return LocalResponse.Success(200);
        }, cancellationToken).Then(response => (response, (IReadOnlyList<string>)names, next));
    }

    public override Task<Response> WriteAsync(string table, EntityWrite write, CancellationToken cancellationToken) =>
        Answer(new(KindOf(write.Kind), table, 1), () => Apply(table, [write], indexed: false)[0], cancellationToken);

    public override Task<(Response, IReadOnlyList<Response>)> TransactAsync(
        string table, IReadOnlyList<EntityWrite> writes, CancellationToken cancellationToken)
    {
        IReadOnlyList<Response> parts = [];
        return Answer(new(StorageOperationKind.Transaction, table, writes.Count), () =>
        {
            TransactionRules.Check(writes);
            parts = Apply(table, writes, indexed: true);
            return LocalResponse.Success(202);
        }, cancellationToken).Then(response => (response, parts));
    }

    public override Task<(Response, Dictionary<string, object>?)> GetAsync(
        string table, string partitionKey, string rowKey, IReadOnlyList<string>? select, CancellationToken cancellationToken)
    {
        Dictionary<string, object>? entity = null;
        return Answer(new(StorageOperationKind.Get, table, 0), () =>
        {
            entity = store.File.Read(reader => reader.Find(TableId(reader, table), partitionKey, rowKey))
                ?? throw new TableErrorException(TableError.EntityNotFound);
            EmbeddedQuery.Select(entity, select);
            return LocalResponse.Success(200, (string)entity[EntityJson.ETagName]);
        }, cancellationToken).Then(response => (response, entity));
    }

    public override Task<(Response, IReadOnlyList<Dictionary<string, object>>, string?)> QueryAsync(
        string table, EntityQuery query, CancellationToken cancellationToken)
    {
        IReadOnlyList<Dictionary<string, object>> entities = [];
        string? next = null;
        return Answer(new(StorageOperationKind.QueryPage, table, 0), () =>
        {
            (entities, next) = store.File.Read(reader => EmbeddedQuery.Page(reader, TableId(reader, table), query));
            return LocalResponse.Success(200);
        }, cancellationToken).Then(response => (response, entities, next));
    }

    private LocalResponse[] Apply(string table, IReadOnlyList<EntityWrite> writes, bool indexed)
    {
        // Checks and encoding need no lock, so they happen before there is one.
        var bodies = new byte[writes.Count][];
        for (var i = 0; i < writes.Count; i++)
        {
            var write = writes[i];
            Indexed(i, () =>
            {
                EntityLimits.CheckKey(write.PartitionKey);
                EntityLimits.CheckKey(write.RowKey);
                EntityLimits.CheckEntity(write.PartitionKey, write.RowKey, write.Properties);
            });
            bodies[i] = EntityJson.Write(write.Properties);
        }

        if (indexed)
            TransactionRules.CheckSize(bodies);

        return Write(writer => writer.InTransaction(() =>
        {
            var now = store.Time.GetUtcNow();
            var id = writer.FindTable(table);
            var first = writer.NextVersions(now, writes.Count);
            for (var i = 0; i < writes.Count; i++)
                Indexed(i, () => writer.Apply(id, writes[i], bodies[i], first + i, now));
            return writes
                .Select((write, i) => LocalResponse.Success(204, write.Kind == TableTransactionActionType.Delete ? null : StoredVersion.ETag(first + i)))
                .ToArray();
        }));

        void Indexed(int index, Action step)
        {
            try
            {
                step();
            }
            catch (TableErrorException e) when (indexed)
            {
                throw new TableErrorException(e.Error, index);
            }
        }
    }

    private T Write<T>(Func<TableWriter, T> work) => store.File.Write(writer =>
    {
        store.Faults.BeforeWrite();
        try
        {
            return work(writer);
        }
        finally
        {
            store.Faults.AfterWrite();
        }
    });

    /// <summary>
    /// Runs a request on the calling thread: SQLite has no asynchronous calls, and a request takes
    /// tens of microseconds, less than a change of threads under load.
    /// </summary>
    private Task<Response> Answer(StorageOperation operation, Func<Response> request, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<Response>(cancellationToken);
        try
        {
            store.Operations.Add(operation);
            store.Faults.BeforeRequest(operation);
            return Task.FromResult(request());
        }
        catch (TableErrorException e)
        {
            return Task.FromResult<Response>(LocalResponse.Refusal(e.Error, e.Index));
        }
        catch (SqliteException e)
        {
            // A full or broken disk looks to the app as a broken service does.
            return Task.FromResult<Response>(LocalResponse.Refusal(new(500, "InternalError", $"The embedded store failed: {e.Message}")));
        }
        catch (Exception e)
        {
            return Task.FromException<Response>(e);
        }
    }

    private static long TableId(TableReader reader, string table) =>
        reader.FindTable(table) ?? throw new TableErrorException(TableError.TableNotFound);

    private static StorageOperationKind KindOf(TableTransactionActionType kind) => kind switch
    {
        TableTransactionActionType.Add => StorageOperationKind.Insert,
        TableTransactionActionType.Delete => StorageOperationKind.Delete,
        TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpdateReplace => StorageOperationKind.Update,
        _ => StorageOperationKind.Upsert,
    };
}

/// <summary>Continues a request's task.</summary>
internal static class AnswerTasks
{
    public static async Task<T> Then<T>(this Task<Response> task, Func<Response, T> next) => next(await task);
}
