using Accounts.Platform.Http;
using Azure;
using Azure.Data.Tables;

namespace Accounts.Platform.Storage;

/// <summary>One row of a change.</summary>
/// <param name="Action">What the storage is asked to do.</param>
/// <param name="Conflict">The failure when another request was first with this row; null: read and decide again.</param>
public sealed record RowWrite(TableTransactionAction Action, Failure? Conflict)
{
    /// <summary>Names the row within its partition.</summary>
    public string RowKey => Action.Entity.RowKey;
}

/// <summary>
/// What changes in one partition, all or nothing: the rows with their tags, and for each what it means when another request
/// was first. Rows are checked in this order; with several conflicts the first one counts.
/// </summary>
public class ChangeSet(string partitionKey)
{
    private readonly List<RowWrite> _writes = [];
    private readonly List<Func<Task>> _afterwards = [];

    /// <summary>Whose rows.</summary>
    public string PartitionKey { get; } = partitionKey;

    /// <summary>The rows that this writes.</summary>
    public IReadOnlyList<RowWrite> Writes => _writes;

    /// <summary>A new row; conflicts when it is there.</summary>
    public ChangeSet Add<T>(string rowKey, T value, Failure? ifThere = null, DateTimeOffset? expiresAt = null) =>
        With(new(TableTransactionActionType.Add, Rows.Row(PartitionKey, rowKey, value, expiresAt)), ifThere);

    /// <summary>The same with the row as its store names it.</summary>
    public ChangeSet Add<T>(Stored<T> row, Failure? ifThere = null, DateTimeOffset? expiresAt = null) =>
        Add(row.RowKey, row.Value, ifThere, expiresAt);

    /// <summary>A row without document, which only says that something is taken; conflicts when it is there.</summary>
    public ChangeSet Mark(string rowKey, Failure? ifThere = null, DateTimeOffset? expiresAt = null) =>
        With(new(TableTransactionActionType.Add, Rows.Mark(PartitionKey, rowKey, expiresAt)), ifThere);

    /// <summary>
    /// Another document in place of the one that was read, or the first one where there was none; conflicts when it has
    /// changed since.
    /// </summary>
    public ChangeSet Replace<T>(Stored<T> stored, T value, Failure? ifChanged = null, DateTimeOffset? expiresAt = null)
    {
        var row = Rows.Row(PartitionKey, stored.RowKey, value, expiresAt);
        return stored.IsNew
            ? With(new(TableTransactionActionType.Add, row), ifChanged)
            : With(new(TableTransactionActionType.UpdateReplace, row, stored.Tag), ifChanged);
    }

    /// <summary>Writes a row as it was read: conflicts with every other change of it, in both directions.</summary>
    public ChangeSet Guard<T>(Stored<T> stored, Failure? ifChanged = null) => Replace(stored, stored.Value, ifChanged);

    /// <summary>A document in place of whatever is there; conflicts when nothing is.</summary>
    public ChangeSet Overwrite<T>(string rowKey, T value) =>
        With(new(TableTransactionActionType.UpdateReplace, Rows.Row(PartitionKey, rowKey, value), ETag.All), null);

    /// <summary>A document, whether there is one or not; never conflicts.</summary>
    public ChangeSet Put<T>(string rowKey, T value) =>
        With(new(TableTransactionActionType.UpsertReplace, Rows.Row(PartitionKey, rowKey, value)), null);

    /// <summary>Removes a row that was read; conflicts when it has changed since.</summary>
    public ChangeSet Delete<T>(Stored<T> stored, Failure? ifChanged = null) => Delete(stored.RowKey, stored.Tag, ifChanged);

    /// <summary>Removes a row, whatever it says; conflicts when it is gone.</summary>
    public ChangeSet Delete(string rowKey, ETag? tag = null, Failure? ifChanged = null) =>
        With(new(TableTransactionActionType.Delete, new TableEntity(PartitionKey, rowKey), tag ?? ETag.All), ifChanged);

    /// <summary>What is done when all is written, such as notifying a process.</summary>
    public ChangeSet Then(Func<Task> afterwards)
    {
        _afterwards.Add(afterwards);
        return this;
    }

    /// <summary>The decision to write this, with what it results in.</summary>
    public Decision<T> Gives<T>(T result)
        where T : class => new(result, this);

    /// <summary>A new row that is checked before all others.</summary>
    internal void AddFirst<T>(string rowKey, T value, DateTimeOffset expiresAt) =>
        _writes.Insert(0, new(new(TableTransactionActionType.Add, Rows.Row(PartitionKey, rowKey, value, expiresAt)), null));

    internal async Task FinishAsync()
    {
        foreach (var afterwards in _afterwards)
            await afterwards();
    }

    /// <summary>A row that was made elsewhere.</summary>
    internal ChangeSet With(TableTransactionAction action, Failure? conflict)
    {
        _writes.Add(new(action, conflict));
        return this;
    }
}
