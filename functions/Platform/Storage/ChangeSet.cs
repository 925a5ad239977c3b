using Accounts.Platform.Http;
using Azure;
using Azure.Data.Tables;

namespace Accounts.Platform.Storage;

/// <summary>One row of a change.</summary>
/// <param name="Action">The operation for the storage.</param>
/// <param name="Conflict">The failure if another request wrote this row first; null: read and decide again.</param>
public sealed record RowWrite(TableTransactionAction Action, Failure? Conflict)
{
    public string RowKey => Action.Entity.RowKey;
}

/// <summary>
/// The changes of one transaction in one partition: the rows with their ETags, and for each row the failure if another request
/// wrote it first. Rows are checked in this order; of several conflicts the first one counts.
/// </summary>
public class ChangeSet(string partitionKey)
{
    private readonly List<RowWrite> _writes = [];
    private readonly List<Func<Task>> _afterwards = [];

    public string PartitionKey { get; } = partitionKey;

    public IReadOnlyList<RowWrite> Writes => _writes;

    /// <summary>Adds a row; conflicts if it exists.</summary>
    public ChangeSet Add<T>(string rowKey, T value, Failure? ifThere = null, DateTimeOffset? expiresAt = null) =>
        With(new(TableTransactionActionType.Add, Rows.Row(PartitionKey, rowKey, value, expiresAt)), ifThere);

    /// <summary>Adds a row under the key that its store has chosen; conflicts if it exists.</summary>
    public ChangeSet Add<T>(Stored<T> row, Failure? ifThere = null, DateTimeOffset? expiresAt = null) =>
        Add(row.RowKey, row.Value, ifThere, expiresAt);

    /// <summary>Adds a row without a document, which only marks something as taken; conflicts if it exists.</summary>
    public ChangeSet Mark(string rowKey, Failure? ifThere = null, DateTimeOffset? expiresAt = null) =>
        With(new(TableTransactionActionType.Add, Rows.Mark(PartitionKey, rowKey, expiresAt)), ifThere);

    /// <summary>
    /// Replaces the document that was read, or adds the first one if there was none; conflicts if the row has changed since it
    /// was read.
    /// </summary>
    public ChangeSet Replace<T>(Stored<T> stored, T value, Failure? ifChanged = null, DateTimeOffset? expiresAt = null)
    {
        var row = Rows.Row(PartitionKey, stored.RowKey, value, expiresAt);
        return stored.IsNew
            ? With(new(TableTransactionActionType.Add, row), ifChanged)
            : With(new(TableTransactionActionType.UpdateReplace, row, stored.Tag), ifChanged);
    }

    /// <summary>Writes a row back unchanged, so that this change conflicts with any concurrent change of the row.</summary>
    public ChangeSet Guard<T>(Stored<T> stored, Failure? ifChanged = null) => Replace(stored, stored.Value, ifChanged);

    /// <summary>Replaces a document in any version; conflicts if there is none.</summary>
    public ChangeSet Overwrite<T>(string rowKey, T value) =>
        With(new(TableTransactionActionType.UpdateReplace, Rows.Row(PartitionKey, rowKey, value), ETag.All), null);

    /// <summary>Adds or replaces a document; never conflicts.</summary>
    public ChangeSet Put<T>(string rowKey, T value) =>
        With(new(TableTransactionActionType.UpsertReplace, Rows.Row(PartitionKey, rowKey, value)), null);

    /// <summary>Removes a row that was read; conflicts if it has changed since.</summary>
    public ChangeSet Delete<T>(Stored<T> stored, Failure? ifChanged = null) => Delete(stored.RowKey, stored.Tag, ifChanged);

    /// <summary>Removes a row, in any version if there is no tag; conflicts if it is gone.</summary>
    public ChangeSet Delete(string rowKey, ETag? tag = null, Failure? ifChanged = null) =>
        With(new(TableTransactionActionType.Delete, new TableEntity(PartitionKey, rowKey), tag ?? ETag.All), ifChanged);

    /// <summary>Adds an action to run after all rows are written, such as notifying a process.</summary>
    public ChangeSet Then(Func<Task> afterwards)
    {
        _afterwards.Add(afterwards);
        return this;
    }

    /// <summary>The decision to write these changes, with its result.</summary>
    public Decision<T> Gives<T>(T result)
        where T : class => new(result, this);

    /// <summary>Adds a row that is checked before all others.</summary>
    internal void AddFirst<T>(string rowKey, T value, DateTimeOffset expiresAt) =>
        _writes.Insert(0, new(new(TableTransactionActionType.Add, Rows.Row(PartitionKey, rowKey, value, expiresAt)), null));

    internal async Task FinishAsync()
    {
        foreach (var afterwards in _afterwards)
            await afterwards();
    }

    /// <summary>Adds a row that was built elsewhere.</summary>
    internal ChangeSet With(TableTransactionAction action, Failure? conflict)
    {
        _writes.Add(new(action, conflict));
        return this;
    }
}
