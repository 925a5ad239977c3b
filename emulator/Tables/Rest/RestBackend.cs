using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace Accounts.Emulator.Tables;

/// <summary>The Table service over HTTP, with the retries of Azure.Core's pipeline.</summary>
internal sealed class RestBackend : TableBackend
{
    private const string StorageScope = "https://storage.azure.com/.default";
    private readonly HttpPipeline _pipeline;
    private readonly RestRequests _requests;

    public RestBackend(Uri endpoint, HttpPipelinePolicy authentication, TableClientOptions options)
    {
        Uri = endpoint;
        AccountName = authentication is SharedKeyPolicy key ? key.AccountName : endpoint.Host.Split('.')[0];
        _pipeline = HttpPipelineBuilder.Build(options, authentication);
        _requests = new RestRequests(_pipeline, endpoint, options.VersionHeader);
    }

    public override string AccountName { get; }

    public override Uri Uri { get; }

    public static RestBackend Open(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        return new(endpoint, new SharedKeyPolicy(credential), options ?? new());
    }

    public static RestBackend Open(Uri endpoint, TokenCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        return new(endpoint, new BearerTokenAuthenticationPolicy(credential, StorageScope), options ?? new());
    }

    public override async Task<Response> CreateTableAsync(string table, CancellationToken cancellationToken) =>
        await SendAsync(_requests.CreateTable(table), cancellationToken);

    public override async Task<Response> DeleteTableAsync(string table, CancellationToken cancellationToken) =>
        await SendAsync(_requests.DeleteTable(table), cancellationToken);

    public override async Task<(Response Response, IReadOnlyList<string> Names, string? Continuation)> ListTablesAsync(
        string? filter, int? top, string? continuation, CancellationToken cancellationToken)
    {
        var response = await SendAsync(_requests.ListTables(filter, top, continuation), cancellationToken);
        if (response.Status != 200)
            return (response, [], null);
        using var body = JsonDocument.Parse(response.Content);
        var names = body.RootElement.GetProperty("value").EnumerateArray().Select(table => table.GetProperty("TableName").GetString()!).ToList();
        return (response, names, response.Headers.TryGetValue("x-ms-continuation-NextTableName", out var next) ? next : null);
    }

    public override async Task<Response> WriteAsync(string table, EntityWrite write, CancellationToken cancellationToken) =>
        await SendAsync(_requests.Write(table, write), cancellationToken);

    public override async Task<(Response Response, IReadOnlyList<Response> Parts)> TransactAsync(
        string table, IReadOnlyList<EntityWrite> writes, CancellationToken cancellationToken)
    {
        var response = await SendAsync(_requests.Transaction(table, writes), cancellationToken);
        if (response.Status != 202)
            return (response, []);
        var parts = BatchBody.Read(response.Content.ToString());
        if (parts.Find(part => part.Status >= 400) is { } refusal)
            return (refusal, []);
        return parts.Count < writes.Count
            ? throw new RequestFailedException(response.Status, $"The service answered {parts.Count} of {writes.Count} writes of a transaction; whether it is stored is not known.")
            : (response, parts);
    }

    public override async Task<(Response Response, Dictionary<string, object>? Entity)> GetAsync(
        string table, string partitionKey, string rowKey, IReadOnlyList<string>? select, CancellationToken cancellationToken)
    {
        var response = await SendAsync(_requests.Get(table, partitionKey, rowKey, select), cancellationToken);
        return (response, response.Status == 200 ? EntityJson.Read(response.Content.ToMemory()) : null);
    }

    public override async Task<(Response Response, IReadOnlyList<Dictionary<string, object>> Entities, string? Continuation)> QueryAsync(
        string table, EntityQuery query, CancellationToken cancellationToken)
    {
        var response = await SendAsync(_requests.Query(table, query), cancellationToken);
        if (response.Status != 200)
            return (response, [], null);
        using var body = JsonDocument.Parse(response.Content);
        var entities = body.RootElement.GetProperty("value").EnumerateArray().Select(EntityJson.Read).ToList();
        if (!response.Headers.TryGetValue("x-ms-continuation-NextPartitionKey", out var partitionKey))
            return (response, entities, null);
        response.Headers.TryGetValue("x-ms-continuation-NextRowKey", out var rowKey);
        return (response, entities, ContinuationToken.Write((partitionKey, rowKey ?? "")));
    }

    private async Task<Response> SendAsync(HttpMessage message, CancellationToken cancellationToken)
    {
        using (message)
        {
            await _pipeline.SendAsync(message, cancellationToken);
            return message.Response;
        }
    }
}
