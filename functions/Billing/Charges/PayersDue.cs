using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Azure;
using Azure.Data.Tables;

namespace Accounts.Billing.Charges;

/// <summary>
/// Who has something to be billed from which day on, in a table by shard and day: an invoice run finds all of them without
/// reading accounts that have nothing. A row only says that it is worth looking: the open charges decide.
/// </summary>
public sealed class PayersDue(TableServiceClient tables)
{
    private readonly TableClient _table = tables.GetTableClient(Tables.PayersDue);

    /// <summary>Puts a payer on the list of a day; safe to run twice.</summary>
    public Task PutAsync(string payerId, DateOnly day, CancellationToken cancellationToken) => _table.UpsertEntityAsync(
        Rows.Mark(ChargeKeys.DueOn(ChargeKeys.ShardOf(payerId), day), ChargeKeys.Payer(payerId)), TableUpdateMode.Replace, cancellationToken);

    /// <summary>A page of the payers of a shard that are due on a day or before, earliest first. One storage operation.</summary>
    public async Task<DuePage> ListAsync(int shard, DateOnly day, PageRequest page, CancellationToken cancellationToken)
    {
        var (first, last) = (ChargeKeys.DueOn(shard, DateOnly.MinValue), ChargeKeys.DueOn(shard, day));
        var (partition, row) = page.After.Length == 0 ? (first, "") : (page.After[..first.Length], page.After[first.Length..]);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey le {last} and (PartitionKey gt {partition} or (PartitionKey eq {partition} and RowKey gt {row}))");
        var items = new List<DuePayer>();
        await foreach (var due in _table.QueryAsync<TableEntity>(filter, page.Limit + 1, cancellationToken: cancellationToken))
        {
            if (items.Count == page.Limit)
                return new DuePage(items, items[^1].Partition + ChargeKeys.Payer(items[^1].PayerId));
            items.Add(new DuePayer(ChargeKeys.PayerOf(due.RowKey), due.PartitionKey, due.ETag.ToString()));
        }

        return new DuePage(items, null);
    }

    /// <summary>The shards in which somebody is due on a day or before. One storage operation for each of all shards.</summary>
    public async Task<IReadOnlyList<int>> ShardsAsync(DateOnly day, CancellationToken cancellationToken)
    {
        List<int> shards = [];
        for (var shard = 0; shard < ChargeKeys.Shards; shard++)
        {
            if ((await ListAsync(shard, day, new PageRequest(1, ""), cancellationToken)).Payers.Count > 0)
                shards.Add(shard);
        }

        return shards;
    }

    /// <summary>Takes a payer off the list after all that was due is billed, unless more has come up since it was read.</summary>
    public async Task TakeAsync(DuePayer due, CancellationToken cancellationToken)
    {
        var change = new ChangeSet(due.Partition).Delete(ChargeKeys.Payer(due.PayerId), new ETag(due.Tag));
        await _table.TryWriteAsync(change.Writes, cancellationToken);
    }
}

/// <summary>A payer on the list.</summary>
/// <param name="PayerId">Who has something to be billed.</param>
/// <param name="Partition">Its shard and day.</param>
/// <param name="Tag">Of the row, which changes when more comes up.</param>
public sealed record DuePayer(string PayerId, string Partition, string Tag);

/// <summary>A page of payers.</summary>
/// <param name="Payers">Who.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record DuePage(IReadOnlyList<DuePayer> Payers, string? Next);
