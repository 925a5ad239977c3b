using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Azure;
using Azure.Data.Tables;

namespace Accounts.Billing.Charges;

/// <summary>
/// Lists accounts by shard and by the day from which there is something to do, so that a run does not read accounts without work. A row
/// is only a hint: the account's own rows decide.
/// </summary>
/// <param name="table">The table; it holds nothing else.</param>
/// <param name="kind">Prefix of the row keys.</param>
public abstract class AccountsDue(TableClient table, string kind)
{
    /// <summary>Lists an account for a day. Safe to run twice.</summary>
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

    /// <summary>The shards in which an account is due on a day or before. One storage operation for each shard.</summary>
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

    /// <summary>
    /// Whether any account is due on a day or before. One storage operation per shard, up to the first with such an account.
    /// </summary>
    public async Task<bool> IsAnyAsync(DateOnly day, CancellationToken cancellationToken)
    {
        for (var shard = 0; shard < ChargeKeys.Shards; shard++)
        {
            if (await IsAnyAsync(shard, day, cancellationToken))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Removes an account from the list after everything that was due is done, unless it was listed again since it was read.
    /// </summary>
    public async Task TakeAsync(DueAccount due, CancellationToken cancellationToken)
    {
        var change = new ChangeSet(due.Partition).Delete(kind + due.AccountId, new ETag(due.Tag));
        await table.TryWriteAsync(change.Writes, cancellationToken);
    }

    private async Task<bool> IsAnyAsync(int shard, DateOnly day, CancellationToken cancellationToken) =>
        (await ListAsync(shard, day, new PageRequest(1, ""), cancellationToken)).Accounts.Count > 0;
}

/// <summary>An account on the list.</summary>
/// <param name="AccountId">The account that has something to do.</param>
/// <param name="Partition">The partition of its shard and day.</param>
/// <param name="Tag">ETag of the row, which changes when the account is listed again.</param>
public sealed record DueAccount(string AccountId, string Partition, string Tag);

/// <summary>A page of accounts.</summary>
/// <param name="Accounts">The accounts.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record DuePage(IReadOnlyList<DueAccount> Accounts, string? Next);
