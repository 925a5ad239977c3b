using Azure.Data.Tables;

namespace Accounts.Platform.Storage;

/// <summary>The writes of documents, for transactions of one partition. What has changed since it was read makes them fail.</summary>
public static class Writes
{
    /// <summary>The write of a new row.</summary>
    public static TableTransactionAction Add<T>(string organizationId, string rowKey, T value) =>
        new(TableTransactionActionType.Add, Rows.Row(organizationId, rowKey, value));

    /// <summary>The write of a changed row; one that was not there when read is added.</summary>
    public static TableTransactionAction Put<T>(string organizationId, Stored<T> stored) => stored.Tag == default
        ? Add(organizationId, stored.RowKey, stored.Value)
        : new(TableTransactionActionType.UpdateReplace, Rows.Row(organizationId, stored.RowKey, stored.Value), stored.Tag);

    /// <summary>The removal of a row.</summary>
    public static TableTransactionAction Delete<T>(string organizationId, Stored<T> stored) =>
        new(TableTransactionActionType.Delete, new TableEntity(organizationId, stored.RowKey), stored.Tag);
}
