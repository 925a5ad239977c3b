namespace Azure.Data.Tables;

/// <summary>What every entity of a table has. Keys are the address; the store writes ETag and Timestamp.</summary>
public interface ITableEntity
{
    /// <summary>Partition: at most 1 KiB (512 characters), without / \ # ? and control characters.</summary>
    string PartitionKey { get; set; }

    /// <summary>Key within the partition; same limits.</summary>
    string RowKey { get; set; }

    /// <summary>Server time of the last write, UTC. Ignored on write.</summary>
    DateTimeOffset? Timestamp { get; set; }

    /// <summary>Changes with every write. Ignored on write; conditions are passed as arguments.</summary>
    ETag ETag { get; set; }
}
