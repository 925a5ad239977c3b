using Accounts.Emulator.Transport;
using Azure.Core.Pipeline;
using Microsoft.Data.Sqlite;

namespace Accounts.Emulator.Tables;

/// <summary>
/// The embedded store of a folder, shared by the whole process. It stays open until the host stops and disposes it. After
/// that, the folder can be opened again as a new store, and clients of the old one get <see cref="StoreIsDeadException"/>.
/// </summary>
public sealed class EmbeddedTables : IDisposable
{
    /// <summary>The connection string for a client that has <see cref="Transport"/>. All storage emulators have this key.</summary>
    public const string ConnectionString =
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;"
        + "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;"
        + $"TableEndpoint=http://{HostName}/devstoreaccount1";

    internal const string HostName = "tables.emulator.localhost";

    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, EmbeddedTables> OpenStores = new(StringComparer.Ordinal);

    private EmbeddedTables(string folder)
    {
        Folder = folder;
        try
        {
            Directory.CreateDirectory(folder);
            File = new TableFile(Path.Combine(folder, "tables.db"));
            Content = new TableContent(this);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The data folder {folder} cannot be used: {e.Message}", e);
        }
    }

    /// <summary>Full path of the folder; the file in it is <c>tables.db</c>.</summary>
    public string Folder { get; }

    /// <summary>The clock for time stamps: the system clock unless the host sets another.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Records what clients request from this store.</summary>
    public StorageOperations Operations { get; } = new();

    /// <summary>Makes this store fail or crash.</summary>
    public StorageFaults Faults { get; } = new();

    /// <summary>Limits the file to this number of pages, to simulate a full disk.</summary>
    public void LimitStorage(long pages) => File.LimitPages(pages);

    /// <summary>Connects clients of the real package to this store, and to no other local service.</summary>
    public HttpPipelineTransport Transport => new LocalTransport(new TableService(this));

    internal TableFile File { get; }

    internal TableContent Content { get; }

    /// <summary>The store of a folder, opened unless it is open already. The folder is created when missing.</summary>
    /// <exception cref="IOException">The folder or the file in it cannot be used; the message says why in one sentence.</exception>
    public static EmbeddedTables Open(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        var path = PathOf(folder);
        lock (Gate)
        {
            if (!OpenStores.TryGetValue(path, out var store))
                OpenStores[path] = store = new EmbeddedTables(path);
            return store;
        }
    }

    /// <summary>Tables from a name on, in the order of their names; not counted as an operation.</summary>
    /// <param name="from">First name, included; empty for the beginning.</param>
    /// <param name="count">At most this many.</param>
    public IReadOnlyList<string> ListTables(string from = "", int count = QueryParameters.MaxPageSize) =>
        File.Read(reader => reader.Tables(from, count));

    /// <summary>
    /// Entities of a table in key order, as property bags with the keys, <c>Timestamp</c> and <c>odata.etag</c>;
    /// not counted as an operation. Empty when there is no such table.
    /// </summary>
    /// <param name="table">Name of the table.</param>
    /// <param name="partitionKey">Only this partition; all when null.</param>
    /// <param name="after">Keys of the last entity of the previous page; null for the first page.</param>
    /// <param name="count">At most this many.</param>
    public IReadOnlyList<IReadOnlyDictionary<string, object>> ListEntities(
        string table, string? partitionKey = null, (string PartitionKey, string RowKey)? after = null, int count = 100) =>
        File.Read(reader =>
        {
            if (reader.FindTable(table) is not { } id)
                return [];
            // No key sorts between a key and the same key with the lowest character appended.
            (string, string)? start = after is { } last ? (last.PartitionKey, last.RowKey + '\0') : null;
            return reader.Range(id, new KeyRange(partitionKey, partitionKey, null, null), start)
                .Take(count)
                .Select(entity => entity.ToDictionary())
                .ToList();
        });

    /// <summary>Closes the file and the store. Clients that still use it get <see cref="StoreIsDeadException"/>.</summary>
    public void Dispose()
    {
        lock (Gate)
        {
            if (OpenStores.TryGetValue(Folder, out var known) && known == this)
                OpenStores.Remove(Folder);
            Faults.Die();
            File.Dispose();
        }
    }

    private static string PathOf(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
}
