using System.Text;
using System.Text.Json;
using Accounts.Emulator.Transport;

namespace Accounts.Emulator.Tables;

internal static class TableAnswer
{
    private const string Json = "application/json;odata=minimalmetadata;streaming=true;charset=utf-8";
    private const string Batch = "batchresponse";
    private const string ChangeSet = "changesetresponse";

    public static LocalResponse NoContent(string? etag = null) => new LocalResponse(204).With("ETag", etag);

    public static LocalResponse Table(string name) =>
        new LocalResponse(201, JsonSerializer.SerializeToUtf8Bytes(new { TableName = name })).With("Content-Type", Json);

    public static LocalResponse Tables(IReadOnlyList<string> names, string? next) =>
        new LocalResponse(200, JsonSerializer.SerializeToUtf8Bytes(new { value = names.Select(name => new { TableName = name }) }))
            .With("Content-Type", Json)
            .With("x-ms-continuation-NextTableName", next);

    public static LocalResponse Entity(StoredEntity entity, string[]? select, int status = 200)
    {
        using var body = new MemoryStream();
        entity.WriteTo(body, select);
        return new LocalResponse(status, body.ToArray()).With("Content-Type", Json).With("ETag", entity.ETag);
    }

    public static LocalResponse Entities(IReadOnlyList<StoredEntity> entities, string[]? select, StoredEntity? next)
    {
        using var body = new MemoryStream();
        body.Write("{\"value\":["u8);
        for (var i = 0; i < entities.Count; i++)
        {
            if (i > 0)
                body.Write(","u8);
            entities[i].WriteTo(body, select);
        }

        body.Write("]}"u8);
        var response = new LocalResponse(200, body.ToArray()).With("Content-Type", Json);
        return next is null
            ? response
            : response
                .With("x-ms-continuation-NextPartitionKey", Continuation.Write(next.PartitionKey))
                .With("x-ms-continuation-NextRowKey", Continuation.Write(next.RowKey));
    }

    /// <summary>An error answer.</summary>
    /// <param name="error">What is wrong.</param>
    /// <param name="index">The number of the failed write in a transaction, from 0.</param>
    /// <param name="isFinal">Whether the client must not retry the request.</param>
    public static LocalResponse Error(TableError error, int? index = null, bool isFinal = false) =>
        new LocalResponse(error.Status, ErrorBody(error, index)) { IsFinal = isFinal }
            .With("Content-Type", Json)
            .With("x-ms-error-code", error.Code);

    /// <summary>An answer for each write of a transaction, in their order.</summary>
    public static LocalResponse Transaction(IEnumerable<string?> etags)
    {
        var parts = new StringBuilder();
        foreach (var etag in etags)
        {
            Part(parts, "204 No Content");
            parts.Append("Preference-Applied: return-no-content\r\nDataServiceVersion: 3.0;\r\n");
            if (etag is not null)
                parts.Append("ETag: ").Append(etag).Append("\r\n");
            parts.Append("\r\n\r\n");
        }

        return Multipart(parts);
    }

    /// <summary>The single answer to a transaction that failed.</summary>
    public static LocalResponse FailedTransaction(TableError error, int? index)
    {
        var parts = new StringBuilder();
        Part(parts, $"{error.Status} {error.Code}");
        parts.Append("DataServiceVersion: 3.0;\r\nContent-Type: ").Append(Json).Append("\r\n\r\n");
        parts.Append(Encoding.UTF8.GetString(ErrorBody(error, index))).Append("\r\n");
        return Multipart(parts);
    }

    private static void Part(StringBuilder parts, string status) => parts
        .Append("--" + ChangeSet + "\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nHTTP/1.1 ")
        .Append(status)
        .Append("\r\n");

    private static LocalResponse Multipart(StringBuilder parts)
    {
        var body = $"--{Batch}\r\nContent-Type: multipart/mixed; boundary={ChangeSet}\r\n\r\n{parts}--{ChangeSet}--\r\n--{Batch}--\r\n";
        return new LocalResponse(202, Encoding.UTF8.GetBytes(body)).With("Content-Type", $"multipart/mixed; boundary={Batch}");
    }

    private static byte[] ErrorBody(TableError error, int? index)
    {
        var message = index is null ? error.Message : FormattableString.Invariant($"{index}:{error.Message}");
        return JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["odata.error"] = new { code = error.Code, message = new { lang = "en-US", value = message } },
        });
    }
}
