using System.Collections.Concurrent;
using System.Collections.Immutable;
using Azure.Data.Tables;

namespace Accounts.Emulator.Tables;

/// <summary>What a client requests from the store. The service bills each request as one transaction.</summary>
public enum StorageOperationKind
{
    /// <summary>Create a table, even if it exists.</summary>
    CreateTable,

    /// <summary>Delete a table.</summary>
    DeleteTable,

    /// <summary>One page of the list of tables.</summary>
    ListTables,

    /// <summary>Read one entity by its keys.</summary>
    Get,

    /// <summary>One page of a query.</summary>
    QueryPage,

    /// <summary>Insert an entity.</summary>
    Insert,

    /// <summary>Merge into or replace an existing entity.</summary>
    Update,

    /// <summary>Merge into or replace an entity, or insert it.</summary>
    Upsert,

    /// <summary>Delete an entity.</summary>
    Delete,

    /// <summary>Several writes at once.</summary>
    Transaction,

    /// <summary>Create a blob container, even if it exists.</summary>
    CreateContainer,

    /// <summary>Check whether a container exists.</summary>
    GetContainer,

    /// <summary>Write a blob, even if it is refused.</summary>
    PutBlob,

    /// <summary>Read a blob.</summary>
    GetBlob,

    /// <summary>Read a blob's properties.</summary>
    HeadBlob,
}

/// <summary>One request to the store, whether it succeeds or fails.</summary>
/// <param name="Kind">What was requested.</param>
/// <param name="Table">The table, or the blob container; empty for the list of tables.</param>
/// <param name="Writes">Number of entities or blobs written; 0 for reads.</param>
public readonly record struct StorageOperation(StorageOperationKind Kind, string Table, int Writes)
{
    /// <summary>Whether the request may change what is stored.</summary>
    public bool IsWrite => Kind is not (StorageOperationKind.ListTables or StorageOperationKind.Get or StorageOperationKind.QueryPage
        or StorageOperationKind.GetContainer or StorageOperationKind.GetBlob or StorageOperationKind.HeadBlob);

    internal static StorageOperationKind KindOf(TableTransactionActionType write) => write switch
    {
        TableTransactionActionType.Add => StorageOperationKind.Insert,
        TableTransactionActionType.Delete => StorageOperationKind.Delete,
        TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpdateReplace => StorageOperationKind.Update,
        _ => StorageOperationKind.Upsert,
    };
}

/// <summary>The requests to a store, for tests that pin what a feature costs. Without a recording it costs nothing.</summary>
public sealed class StorageOperations
{
    private ImmutableArray<Recording> _recordings = [];

    /// <summary>Records from now on, until the recording is disposed.</summary>
    public Recording Record()
    {
        var recording = new Recording(this);
        ImmutableInterlocked.Update(ref _recordings, static (all, added) => all.Add(added), recording);
        return recording;
    }

    internal void Add(StorageOperation operation)
    {
        foreach (var recording in _recordings)
            recording.Add(operation);
    }

    /// <summary>The requests during a recording, in order.</summary>
    public sealed class Recording : IDisposable
    {
        private readonly StorageOperations _source;
        private readonly ConcurrentQueue<StorageOperation> _operations = new();

        internal Recording(StorageOperations source) => _source = source;

        /// <summary>What was recorded so far.</summary>
        public IReadOnlyList<StorageOperation> Operations => [.. _operations];

        /// <summary>Stops recording; what was recorded stays readable.</summary>
        public void Dispose() =>
            ImmutableInterlocked.Update(ref _source._recordings, static (all, removed) => all.Remove(removed), this);

        internal void Add(StorageOperation operation) => _operations.Enqueue(operation);
    }
}
