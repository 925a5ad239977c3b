using System.Globalization;
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace Accounts.Emulator.Tables;

/// <summary>Builds the requests of the Table service's protocol (learn.microsoft.com, "Table Storage REST API").</summary>
internal sealed class RestRequests(HttpPipeline pipeline, Uri endpoint, string version)
{
    private const string Json = "application/json;odata=minimalmetadata";

    public HttpMessage CreateTable(string table)
    {
        var message = Message(RequestMethod.Post, "Tables");
        message.Request.Headers.Add("Prefer", "return-no-content");
        SetBody(message.Request, JsonSerializer.SerializeToUtf8Bytes(new { TableName = table }));
        return message;
    }

    public HttpMessage DeleteTable(string table) => Message(RequestMethod.Delete, $"Tables({Literal(table)})");

    public HttpMessage ListTables(string? filter, int? top, string? continuation) =>
        Message(RequestMethod.Get, "Tables", ("$filter", filter), ("$top", Number(top)), ("NextTableName", continuation));

    public HttpMessage Get(string table, string partitionKey, string rowKey, IReadOnlyList<string>? select) =>
        Message(RequestMethod.Get, Address(table, partitionKey, rowKey), ("$select", List(select)));

    public HttpMessage Query(string table, EntityQuery query)
    {
        var start = query.Continuation is { } token ? ContinuationToken.Read(token) : ((string PartitionKey, string RowKey)?)null;
        return Message(
            RequestMethod.Get,
            $"{Uri.EscapeDataString(table)}()",
            ("$filter", query.Filter),
            ("$top", Number(query.Top)),
            ("$select", List(query.Select)),
            ("NextPartitionKey", start?.PartitionKey),
            ("NextRowKey", start?.RowKey));
    }

    public HttpMessage Write(string table, EntityWrite write)
    {
        var isInsert = write.Kind == TableTransactionActionType.Add;
        var message = Message(Method(write.Kind), isInsert ? Uri.EscapeDataString(table) : Address(table, write.PartitionKey, write.RowKey));
        if (isInsert)
            message.Request.Headers.Add("Prefer", "return-no-content");
        if (write.IfMatch is not null)
            message.Request.Headers.Add("If-Match", write.IfMatch);
        if (write.Kind != TableTransactionActionType.Delete)
            SetBody(message.Request, EntityJson.Write(write.Properties.Prepend(new("RowKey", write.RowKey)).Prepend(new("PartitionKey", write.PartitionKey))));
        return message;
    }

    public HttpMessage Transaction(string table, IReadOnlyList<EntityWrite> writes)
    {
        var parts = writes.Select(write => Write(table, write)).ToList();
        var message = Message(RequestMethod.Post, "$batch");
        (message.Request.Content, var contentType) = BatchBody.Write(parts.Select(part => part.Request));
        message.Request.Headers.SetValue("Content-Type", contentType);
        parts.ForEach(part => part.Dispose());
        return message;
    }

    private HttpMessage Message(RequestMethod method, string path, params ReadOnlySpan<(string Name, string? Value)> query)
    {
        var message = pipeline.CreateMessage();
        var request = message.Request;
        request.Method = method;
        request.Uri.Reset(endpoint);
        if (!request.Uri.Path.EndsWith('/'))
            request.Uri.AppendPath("/", escape: false);
        request.Uri.AppendPath(path, escape: false);
        foreach (var (name, value) in query)
        {
            if (value is not null)
                request.Uri.AppendQuery(name, Uri.EscapeDataString(value), escapeValue: false);
        }

        request.Headers.Add("Accept", Json);
        request.Headers.Add("DataServiceVersion", "3.0");
        request.Headers.Add("x-ms-version", version);
        return message;
    }

    private static void SetBody(Request request, byte[] json)
    {
        request.Content = RequestContent.Create(json);
        request.Headers.SetValue("Content-Type", "application/json");
    }

    private static RequestMethod Method(TableTransactionActionType kind) => kind switch
    {
        TableTransactionActionType.Add => RequestMethod.Post,
        TableTransactionActionType.Delete => RequestMethod.Delete,
        TableTransactionActionType.UpdateReplace or TableTransactionActionType.UpsertReplace => RequestMethod.Put,
        _ => RequestMethod.Patch,
    };

    private static string Address(string table, string partitionKey, string rowKey) =>
        $"{Uri.EscapeDataString(table)}(PartitionKey={Literal(partitionKey)},RowKey={Literal(rowKey)})";

    private static string Literal(string key) => $"'{Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal))}'";

    private static string? Number(int? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static string? List(IReadOnlyList<string>? names) => names is { Count: > 0 } ? string.Join(',', names) : null;
}
