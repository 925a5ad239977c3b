namespace Azure.Data.Tables;

/// <summary>One write of a transaction.</summary>
public class TableTransactionAction
{
    /// <summary>A write without a condition beyond that of its type.</summary>
    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity)
        : this(actionType, entity, default)
    {
    }

    /// <summary>A write that, for updates and deletes, needs the stored entity to have this ETag.</summary>
    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity, ETag etag = default)
    {
        ActionType = actionType;
        Entity = entity;
        ETag = etag;
    }

    /// <summary>What is done.</summary>
    public TableTransactionActionType ActionType { get; }

    /// <summary>What it is done with.</summary>
    public ITableEntity Entity { get; }

    /// <summary>The condition; default means none.</summary>
    public ETag ETag { get; }
}

/// <summary>The kinds of write.</summary>
public enum TableTransactionActionType
{
    /// <summary>Insert; fails if the entity is there.</summary>
    Add = 0,

    /// <summary>Merge into an entity that must be there.</summary>
    UpdateMerge = 1,

    /// <summary>Replace an entity that must be there.</summary>
    UpdateReplace = 2,

    /// <summary>Delete an entity that must be there.</summary>
    Delete = 3,

    /// <summary>Insert or merge.</summary>
    UpsertMerge = 4,

    /// <summary>Insert or replace.</summary>
    UpsertReplace = 5,
}
