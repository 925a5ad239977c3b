using Accounts.Billing.Charges;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Azure;
using Azure.Data.Tables;

namespace Accounts.Billing.Runs;

/// <summary>
/// Charges of periods that a dry run would make, by the account that would pay them. They are rows of that run alone and are never
/// billed. Each step of a run may write them again.
/// </summary>
public sealed class PlannedCharges(TableServiceClient tables)
{
    private readonly TableClient _table = tables.GetTableClient(Tables.InvoiceRuns);

    /// <summary>Notes the charges that an account would get.</summary>
    public async Task PutAsync(string runId, IEnumerable<Charge> charges, CancellationToken cancellationToken)
    {
        foreach (var payer in charges.GroupBy(charge => (charge.PayerId, charge.OrganizationId)))
        {
            var (payerId, organizationId) = payer.Key;
            foreach (var (number, row) in Rows.Split(payer).Index())
                await UpsertAsync(runId, RunKeys.PlannedRow(payerId, organizationId, number), row, cancellationToken);
            await UpsertAsync(runId, RunKeys.PlannedPayer(payerId), new PlannedPayer(payerId), cancellationToken);
        }
    }

    /// <summary>A page of the accounts that would pay something.</summary>
    public Task<Slice<PlannedPayer>> PayersAsync(string runId, int shard, PageRequest page, CancellationToken cancellationToken) =>
        _table.PageAsync<PlannedPayer>(runId, RunKeys.PlannedPayers(shard), page, cancellationToken);

    /// <summary>The shards in which an account would pay something. One storage operation for each shard.</summary>
    public async Task<IReadOnlyList<int>> ShardsAsync(string runId, CancellationToken cancellationToken)
    {
        List<int> shards = [];
        for (var shard = 0; shard < ChargeKeys.Shards; shard++)
        {
            if ((await PayersAsync(runId, shard, new PageRequest(1, ""), cancellationToken)).Items.Count > 0)
                shards.Add(shard);
        }

        return shards;
    }

    /// <summary>The charges that an account would pay.</summary>
    public async Task<IReadOnlyList<Charge>> OfAsync(string runId, string payerId, CancellationToken cancellationToken) =>
        [.. (await _table.AllAsync<Charge[]>(runId, RunKeys.Planned(payerId), cancellationToken)).SelectMany(row => row.Value)];

    private Task<Response> UpsertAsync<T>(string runId, string rowKey, T document, CancellationToken cancellationToken) =>
        _table.UpsertEntityAsync(Rows.Row(runId, rowKey, document), TableUpdateMode.Replace, cancellationToken);
}

/// <summary>An account that would pay something.</summary>
/// <param name="PayerId">The account.</param>
public sealed record PlannedPayer(string PayerId);
