using Accounts.Emulator.Transport;
using Azure.Core.Pipeline;
using Microsoft.Data.Sqlite;

namespace Accounts.Emulator.Tables;

/// <summary>
/// The embedded store of one folder, one for all of the process. It stays open until the host disposes it when it stops;
/// the next to open the folder gets a new one, and clients of the old one get <see cref="StoreIsDeadException"/>.
/// </summary>
public sealed class EmbeddedTables : IDisposable
{
    /// <summary>What a client connects to when it has <see cref="Transport"/>. The key is that of all storage emulators.</summary>
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

    /// <summary>The clock that writes the time stamps; the system's unless the host has another.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Tells what clients ask of this store.</summary>
    public StorageOperations Operations { get; } = new();

    /// <summary>Makes this store fail or die.</summary>
    public StorageFaults Faults { get; } = new();

    /// <summary>Lets the file grow to so many pages, as a disk without space would.</summary>
    public void LimitStorage(long pages) => File.LimitPages(pages);

    /// <summary>Brings what clients of the real package send to this store alone.</summary>
    public HttpPipelineTransport Transport => new LocalTransport(new TableService(this));

    internal TableFile File { get; }

    internal TableContent Content { get; }

    /// <summary>The store of a folder, made if it is new. The folder is created when missing.</summary>
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
    /// <param name="after">Keys of the last entity of the page before; null for the first page.</param>
    /// <param name="count">At most this many.</param>
    public IReadOnlyList<IReadOnlyDictionary<string, object>> ListEntities(
        string table, string? partitionKey = null, (string PartitionKey, string RowKey)? after = null, int count = 100) =>
        File.Read(reader =>
        {
            if (reader.FindTable(table) is not { } id)
                return [];
            // Nothing lies between a key and the key with the lowest character behind it.
            (string, string)? start = after is { } last ? (last.PartitionKey, last.RowKey + '\0') : null;
            return reader.Range(id, new KeyRange(partitionKey, partitionKey, null, null), start)
                .Take(count)
                .Select(entity => entity.ToDictionary())
                .ToList();
        });

    /// <summary>Closes the file and forgets the store. Clients that still have it find it dead.</summary>
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
