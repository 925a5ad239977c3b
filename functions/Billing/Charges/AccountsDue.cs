using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Azure;
using Azure.Data.Tables;

namespace Accounts.Billing.Charges;

/// <summary>
/// Accounts for which there is something to do from a day on, in a table by shard and day: a run finds all of them without
/// reading accounts for which there is nothing. A row only says that it is worth looking: the account's own rows decide.
/// </summary>
/// <param name="table">The table, which has nothing else.</param>
/// <param name="kind">What its row keys begin with.</param>
public abstract class AccountsDue(TableClient table, string kind)
{
    /// <summary>Puts an account on the list of a day; safe to run twice.</summary>
    public Task PutAsync(string accountId, DateOnly day, CancellationToken cancellationToken) => table.UpsertEntityAsync(
        Rows.Mark(ChargeKeys.DueOn(ChargeKeys.ShardOf(accountId), day), kind + accountId), TableUpdateMode.Replace, cancellationToken);

    /// <summary>A page of the accounts of a shard that are due on a day or before, earliest first. One storage operation.</summary>
    public async Task<DuePage> ListAsync(int shard, DateOnly day, PageRequest page, CancellationToken cancellationToken)
    {
        var (first, last) = (ChargeKeys.DueOn(shard, DateOnly.MinValue), ChargeKeys.DueOn(shard, day));
        var (partition, row) = page.After.Length == 0 ? (first, "") : (page.After[..first.Length], page.After[first.Length..]);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey le {last} and (PartitionKey gt {partition} or (PartitionKey eq {partition} and RowKey gt {row}))");
        var items = new List<DueAccount>();
        await foreach (var due in table.QueryAsync<TableEntity>(filter, page.Limit + 1, cancellationToken: cancellationToken))
        {
            if (items.Count == page.Limit)
                return new DuePage(items, items[^1].Partition + kind + items[^1].AccountId);
            items.Add(new DueAccount(due.RowKey[kind.Length..], due.PartitionKey, due.ETag.ToString()));
        }

        return new DuePage(items, null);
    }

    /// <summary>The shards in which somebody is due on a day or before. One storage operation for each of all shards.</summary>
    public async Task<IReadOnlyList<int>> ShardsAsync(DateOnly day, CancellationToken cancellationToken)
    {
        List<int> shards = [];
        for (var shard = 0; shard < ChargeKeys.Shards; shard++)
        {
            if (await IsAnyAsync(shard, day, cancellationToken))
                shards.Add(shard);
        }

        return shards;
    }

    /// <summary>Whether anybody is due on a day or before. One storage operation per shard, up to the first with somebody.</summary>
    public async Task<bool> IsAnyAsync(DateOnly day, CancellationToken cancellationToken)
    {
        for (var shard = 0; shard < ChargeKeys.Shards; shard++)
        {
            if (await IsAnyAsync(shard, day, cancellationToken))
                return true;
        }

        return false;
    }

    /// <summary>Takes an account off the list after all that was due is done, unless more has come up since it was read.</summary>
    public async Task TakeAsync(DueAccount due, CancellationToken cancellationToken)
    {
        var change = new ChangeSet(due.Partition).Delete(kind + due.AccountId, new ETag(due.Tag));
        await table.TryWriteAsync(change.Writes, cancellationToken);
    }

    private async Task<bool> IsAnyAsync(int shard, DateOnly day, CancellationToken cancellationToken) =>
        (await ListAsync(shard, day, new PageRequest(1, ""), cancellationToken)).Accounts.Count > 0;
}

/// <summary>An account on the list.</summary>
/// <param name="AccountId">For whom there is something to do.</param>
/// <param name="Partition">Its shard and day.</param>
/// <param name="Tag">Of the row, which changes when more comes up.</param>
public sealed record DueAccount(string AccountId, string Partition, string Tag);

/// <summary>A page of accounts.</summary>
/// <param name="Accounts">Which.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record DuePage(IReadOnlyList<DueAccount> Accounts, string? Next);
