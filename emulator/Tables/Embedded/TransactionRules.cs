namespace Accounts.Emulator.Tables;

/// <summary>The service's rules for a transaction as a whole.</summary>
internal static class TransactionRules
{
    public static void Check(IReadOnlyList<EntityWrite> writes)
    {
        if (writes.Count > EntityLimits.MaxTransactionWrites)
            throw new TableErrorException(TableError.TooManyOperations);
        var rows = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < writes.Count; i++)
        {
            if (writes[i].PartitionKey != writes[0].PartitionKey)
                throw new TableErrorException(TableError.DifferentPartitions, i);
            if (!rows.Add(writes[i].RowKey))
                throw new TableErrorException(TableError.DuplicateRow, i);
        }
    }

    /// <summary>The payload is counted without the envelope of each write.</summary>
    public static void CheckSize(byte[][] bodies)
    {
        if (bodies.Sum(body => (long)body.Length) > EntityLimits.MaxTransactionBytes)
            throw new TableErrorException(TableError.BodyTooLarge);
    }
}
