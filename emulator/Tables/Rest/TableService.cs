using System.Text.Json;
using Accounts.Emulator.Transport;
using Azure.Core;
using Azure.Data.Tables;
using Microsoft.Data.Sqlite;

namespace Accounts.Emulator.Tables;

/// <summary>The Table service's REST protocol (learn.microsoft.com, "Table Storage REST API") over the embedded store.</summary>
internal sealed class TableService(EmbeddedTables store) : ILocalService
{
    public string Host => EmbeddedTables.HostName;

    public LocalResponse Answer(Request request, ReadOnlyMemory<byte> body)
    {
        var isBatch = false;
        try
        {
            var resource = TableResource.Parse(request.Uri.Path);
            isBatch = resource.Kind == TableResourceKind.Batch;
            return (resource.Kind, request.Method.Method) switch
            {
                (TableResourceKind.Batch, "POST") => Transact(request, body),
                (TableResourceKind.Tables, "POST") => CreateTable(request, body),
                (TableResourceKind.Tables, "GET") => ListTables(request),
                (TableResourceKind.Table, "DELETE") => DeleteTable(resource.Table),
                (TableResourceKind.Entity, "GET") => Get(resource, request),
                (TableResourceKind.Entities, "GET") => Query(resource, request),
                (TableResourceKind.Entity or TableResourceKind.Entities, _) => Write(resource, request, body),
                _ => throw new TableErrorException(TableError.NotImplemented),
            };
        }
        catch (TableErrorException e) when (isBatch && e.Error.Status < 500 && e.Error != TableError.BodyTooLarge)
        {
            return TableAnswer.FailedTransaction(e.Error, e.Index);
        }
        catch (TableErrorException e)
        {
            return TableAnswer.Error(e.Error, isFinal: e.Error.Status >= 500);
        }
        catch (SqliteException e)
        {
            // To the app, a full or broken disk looks like a failure of the service.
            return TableAnswer.Error(new(500, "InternalError", $"The embedded store failed: {e.Message}"), isFinal: true);
        }
    }

    private LocalResponse CreateTable(Request request, ReadOnlyMemory<byte> body)
    {
        var name = TableName(body);
        Begin(new(StorageOperationKind.CreateTable, name, 0));
        store.Content.AddTable(name);
        return WantsNoContent(request) ? TableAnswer.NoContent() : TableAnswer.Table(name);
    }

    private LocalResponse DeleteTable(string name)
    {
        Begin(new(StorageOperationKind.DeleteTable, name, 0));
        store.Content.RemoveTable(name);
        return TableAnswer.NoContent();
    }

    private LocalResponse ListTables(Request request)
    {
        Begin(new(StorageOperationKind.ListTables, "", 0));
        var query = QueryParameters.Parse(request.Uri.Query);
        var (names, next) = store.Content.Tables(query);
        return TableAnswer.Tables(names, next);
    }

    private LocalResponse Get(TableResource resource, Request request)
    {
        Begin(new(StorageOperationKind.Get, resource.Table, 0));
        var select = QueryParameters.Parse(request.Uri.Query).Select;
        return TableAnswer.Entity(store.Content.Get(resource.Table, resource.PartitionKey, resource.RowKey), select);
    }

    private LocalResponse Query(TableResource resource, Request request)
    {
        Begin(new(StorageOperationKind.QueryPage, resource.Table, 0));
        var query = QueryParameters.Parse(request.Uri.Query);
        var (entities, next) = store.Content.Query(resource.Table, query);
        return TableAnswer.Entities(entities, query.Select, next);
    }

    private LocalResponse Write(TableResource resource, Request request, ReadOnlyMemory<byte> body)
    {
        var condition = request.Headers.TryGetValue("If-Match", out var etag) ? etag : null;
        var write = EntityRequest.Read(request.Method.Method, resource, condition, body);
        Begin(new(StorageOperation.KindOf(write.Kind), resource.Table, 1));
        etag = store.Content.Apply(resource.Table, [write])[0];
        return write.Kind != TableTransactionActionType.Add || WantsNoContent(request)
            ? TableAnswer.NoContent(etag)
            : TableAnswer.Entity(store.Content.Get(resource.Table, write.PartitionKey, write.RowKey), null, 201);
    }

    private LocalResponse Transact(Request request, ReadOnlyMemory<byte> body)
    {
        var (table, writes) = BatchRequest.Read(request.Headers.TryGetValue("Content-Type", out var type) ? type : null, body);
        Begin(new(StorageOperationKind.Transaction, table, writes.Count));
        return TableAnswer.Transaction(store.Content.ApplyTogether(table, writes));
    }

    private void Begin(StorageOperation operation)
    {
        store.Operations.Add(operation);
        store.Faults.BeforeRequest(operation);
    }

    private static bool WantsNoContent(Request request) =>
        request.Headers.TryGetValue("Prefer", out var value) && value.Contains("return-no-content", StringComparison.OrdinalIgnoreCase);

    private static string TableName(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.GetProperty("TableName").GetString() ?? "";
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new TableErrorException(TableError.BodyInvalid);
        }
    }
}
