using Azure.Data.Tables;

namespace Accounts.Emulator.Tables;

/// <summary>The operations on tables and entities, with the service's checks and errors (<see cref="TableErrorException"/>).</summary>
internal sealed class TableContent(EmbeddedTables store)
{
    public void AddTable(string name)
    {
        EntityLimits.CheckTableName(name);
        if (!Write(writer => writer.InTransaction(() => writer.AddTable(name))))
            throw new TableErrorException(TableError.TableAlreadyExists);
    }

    public void RemoveTable(string name)
    {
        if (!Write(writer => writer.InTransaction(() => writer.RemoveTable(name))))
            throw new TableErrorException(TableError.TableNotFound);
    }

    /// <summary>A page of table names, and the first name of the next page.</summary>
    public (IReadOnlyList<string> Names, string? Next) Tables(QueryParameters query)
    {
        var condition = FilterParser.Parse(query.Filter);
        // A whole account has few tables; reading them all keeps filter and page size independent.
        var matching = store.File.Read(reader => reader.Tables(query.NextTableName ?? "", int.MaxValue))
            .Where(name => condition?.Matches(property => property == "TableName" ? name : null) ?? true)
            .Take(query.PageSize + 1)
            .ToList();
        return matching.Count > query.PageSize ? (matching[..^1], matching[^1]) : (matching, null);
    }

    public StoredEntity Get(string table, string partitionKey, string rowKey) =>
        store.File.Read(reader => reader.Find(reader.TableId(table), partitionKey, rowKey))
        ?? throw new TableErrorException(TableError.EntityNotFound);

    /// <summary>A page of the entities that match, and the first entity of the next page.</summary>
    public (IReadOnlyList<StoredEntity> Entities, StoredEntity? Next) Query(string table, QueryParameters query)
    {
        var filter = FilterParser.Parse(query.Filter);
        var start = Continuation.Read(query.NextPartitionKey, query.NextRowKey);
        return store.File.Read<(IReadOnlyList<StoredEntity>, StoredEntity?)>(reader =>
        {
            var page = new List<StoredEntity>();
            foreach (var entity in reader.Range(reader.TableId(table), KeyRange.Of(filter), start))
            {
                if (filter is not null && !filter.Matches(entity.Value))
                    continue;
                if (page.Count == query.PageSize)
                    return (page, entity);
                page.Add(entity);
            }

            return (page, null);
        });
    }

    /// <summary>Writes different entities of one partition, all or none. Returns the new ETags, null for deletions.</summary>
    public string?[] ApplyTogether(string table, IReadOnlyList<EntityWrite> writes)
    {
        TransactionRules.Check(writes);
        return Apply(table, writes);
    }

    /// <inheritdoc cref="ApplyTogether"/>
    public string?[] Apply(string table, IReadOnlyList<EntityWrite> writes)
    {
        // Checks and encoding need no lock, so they are done before it is taken.
        var bodies = new byte[writes.Count][];
        Each((write, i) =>
        {
            EntityLimits.CheckKey(write.PartitionKey);
            EntityLimits.CheckKey(write.RowKey);
            EntityLimits.CheckEntity(write.PartitionKey, write.RowKey, write.Properties);
            bodies[i] = EntityJson.Write(write.Properties);
        });
        TransactionRules.CheckSize(bodies);

        return Write(writer => writer.InTransaction(() =>
        {
            var now = store.Time.GetUtcNow();
            var id = writer.FindTable(table);
            var first = writer.NextVersions(now, writes.Count);
            Each((write, i) => writer.Apply(id, write, bodies[i], first + i, now));
            return writes
                .Select((write, i) => write.Kind == TableTransactionActionType.Delete ? null : StoredVersion.ETag(first + i))
                .ToArray();
        }));

        void Each(Action<EntityWrite, int> step)
        {
            for (var i = 0; i < writes.Count; i++)
            {
                try
                {
                    step(writes[i], i);
                }
                catch (TableErrorException e)
                {
                    throw new TableErrorException(e.Error, i);
                }
            }
        }
    }

    private T Write<T>(Func<TableWriter, T> work) => store.File.Write(writer => store.Faults.Around(() => work(writer)));
}
