using Accounts.Emulator.Tables;
using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>The tables of an account, or of the embedded store.</summary>
public class TableServiceClient
{
    private readonly TableBackend _backend = null!;

    /// <summary>By connection string, see <see cref="TableServiceClient(string, TableClientOptions)"/>.</summary>
    public TableServiceClient(string connectionString)
        : this(connectionString, null)
    {
    }

    /// <summary>By connection string: of an account, <c>UseDevelopmentStorage=true</c>, or <c>EmbeddedStorage=folder</c>.</summary>
    public TableServiceClient(string connectionString, TableClientOptions? options = null)
        : this(TableBackend.Open(connectionString, options ?? new()))
    {
    }

    /// <summary>By endpoint and account key.</summary>
    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential)
        : this(endpoint, credential, new())
    {
    }

    /// <summary>By endpoint and account key.</summary>
    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions? options)
        : this(RestBackend.Open(endpoint, credential, options))
    {
    }

    /// <summary>By endpoint and identity.</summary>
    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions? options = null)
        : this(RestBackend.Open(endpoint, tokenCredential, options))
    {
    }

    /// <summary>For test doubles.</summary>
    protected TableServiceClient()
    {
    }

    private TableServiceClient(TableBackend backend) => _backend = backend;

    /// <summary>The account.</summary>
    public virtual string AccountName => _backend.AccountName;

    /// <summary>The endpoint.</summary>
    public virtual Uri Uri => _backend.Uri;

    /// <summary>A filter with its values quoted and escaped.</summary>
    public static string CreateQueryFilter(FormattableString filter) => FilterText.Create(filter);

    /// <summary>The client of one table; the table need not exist.</summary>
    public virtual TableClient GetTableClient(string tableName) => new(_backend, tableName);

    /// <summary>Creates a table. Refused with 409 TableAlreadyExists.</summary>
    public virtual Task<Response<TableItem>> CreateTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).CreateAsync(cancellationToken);

    /// <summary>Creates a table if it is missing; the raw response has status 409 when it was there.</summary>
    public virtual Task<Response<TableItem>> CreateTableIfNotExistsAsync(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).CreateIfNotExistsAsync(cancellationToken);

    /// <summary>As <see cref="CreateTableIfNotExistsAsync"/>.</summary>
    public virtual Response<TableItem> CreateTableIfNotExists(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).CreateIfNotExists(cancellationToken);

    /// <summary>Deletes a table with its entities; the response has status 404 when there was none.</summary>
    public virtual Task<Response> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).DeleteAsync(cancellationToken);

    /// <summary>The tables by name; the only property in filters is TableName.</summary>
    public virtual AsyncPageable<TableItem> QueryAsync(string? filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        new Pages<TableItem>(
            maxPerPage,
            async (continuation, size) =>
            {
                var (response, names, next) = await _backend.ListTablesAsync(filter, size, continuation, cancellationToken);
                Refusal.EnsureSuccess(response);
                return Page<TableItem>.FromValues([.. names.Select(name => new TableItem(name))], next, response);
            },
            cancellationToken);
}
