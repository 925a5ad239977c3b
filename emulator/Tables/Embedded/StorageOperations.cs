using System.Collections.Concurrent;
using System.Collections.Immutable;
using Azure.Data.Tables;

namespace Accounts.Emulator.Tables;

/// <summary>What a client asked of the store; what the service would bill as one transaction.</summary>
public enum StorageOperationKind
{
    /// <summary>Create a table, also one that is there.</summary>
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

    /// <summary>Merge into or replace an entity that is there.</summary>
    Update,

    /// <summary>Merge into or replace an entity, or insert it.</summary>
    Upsert,

    /// <summary>Delete an entity.</summary>
    Delete,

    /// <summary>Several writes at once.</summary>
    Transaction,

    /// <summary>Create a container of blobs, also one that is there.</summary>
    CreateContainer,

    /// <summary>Ask after a container.</summary>
    GetContainer,

    /// <summary>Write a blob, also one that is refused.</summary>
    PutBlob,

    /// <summary>Read a blob.</summary>
    GetBlob,

    /// <summary>Ask after a blob.</summary>
    HeadBlob,
}

/// <summary>One request to the store, whatever came of it.</summary>
/// <param name="Kind">What was asked.</param>
/// <param name="Table">Of which table, or container of blobs; empty for the list of tables.</param>
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

/// <summary>The requests to a store, for tests that state what a feature costs. Free while nobody listens.</summary>
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

    /// <summary>The requests during a span of time, in their order.</summary>
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
