using Accounts.Emulator.Tables;
using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>One table of an account, or of the embedded store. Entities are in TableClient.Entities.cs.</summary>
public partial class TableClient
{
    private readonly TableBackend _backend = null!;

    /// <summary>By connection string, see <see cref="TableServiceClient(string, TableClientOptions)"/>.</summary>
    public TableClient(string connectionString, string tableName)
        : this(connectionString, tableName, null)
    {
    }

    /// <summary>By connection string, see <see cref="TableServiceClient(string, TableClientOptions)"/>.</summary>
    public TableClient(string connectionString, string tableName, TableClientOptions? options = null)
        : this(TableBackend.Open(connectionString, options ?? new()), tableName)
    {
    }

    /// <summary>By endpoint and account key.</summary>
    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential)
        : this(endpoint, tableName, credential, null)
    {
    }

    /// <summary>By endpoint and account key.</summary>
    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential, TableClientOptions? options = null)
        : this(RestBackend.Open(endpoint, credential, options), tableName)
    {
    }

    /// <summary>By endpoint and identity.</summary>
    public TableClient(Uri endpoint, string tableName, TokenCredential tokenCredential, TableClientOptions? options = null)
        : this(RestBackend.Open(endpoint, tokenCredential, options), tableName)
    {
    }

    /// <summary>For test doubles.</summary>
    protected TableClient()
    {
    }

    internal TableClient(TableBackend backend, string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        _backend = backend;
        Name = tableName;
    }

    /// <summary>The table's name.</summary>
    public virtual string Name { get; } = "";

    /// <summary>The account.</summary>
    public virtual string AccountName => _backend.AccountName;

    /// <summary>The table's address.</summary>
    public virtual Uri Uri => new($"{_backend.Uri.AbsoluteUri.TrimEnd('/')}/{Name}");

    /// <summary>A filter with its values quoted and escaped.</summary>
    public static string CreateQueryFilter(FormattableString filter) => FilterText.Create(filter);

    /// <summary>Creates the table. Refused with 409 TableAlreadyExists.</summary>
    public virtual async Task<Response<TableItem>> CreateAsync(CancellationToken cancellationToken = default)
    {
        var response = await _backend.CreateTableAsync(Name, cancellationToken);
        return Response.FromValue(new TableItem(Name), Refusal.EnsureSuccess(response));
    }

    /// <summary>Creates the table if it is missing; the raw response has status 409 when it was there.</summary>
    public virtual async Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default)
    {
        var response = await _backend.CreateTableAsync(Name, cancellationToken);
        // 409 is also TableBeingDeleted, and then there is no table.
        var exists = response.Status == 409 && TableErrorCode.TableAlreadyExists == Refusal.Code(response)!;
        return Response.FromValue(new TableItem(Name), exists ? response : Refusal.EnsureSuccess(response));
    }

    /// <summary>As <see cref="CreateIfNotExistsAsync"/>, for start-up code that cannot wait.</summary>
    public virtual Response<TableItem> CreateIfNotExists(CancellationToken cancellationToken = default) =>
        CreateIfNotExistsAsync(cancellationToken).GetAwaiter().GetResult();

    /// <summary>Deletes the table with its entities; the response has status 404 when there was none.</summary>
    public virtual async Task<Response> DeleteAsync(CancellationToken cancellationToken = default)
    {
        var response = await _backend.DeleteTableAsync(Name, cancellationToken);
        return response.Status == 404 ? response : Refusal.EnsureSuccess(response);
    }
}
