using Accounts.Billing.Charges;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Azure;
using Azure.Data.Tables;

namespace Accounts.Billing.Invoices;

/// <summary>
/// The invoices of all accounts that have an open amount, by shard and day. A row is written before an amount becomes open, and removed
/// after nothing is open any more, so that none is missing after a crash. A row is only a hint: the open amount is in the
/// <see cref="OpenItem"/> of the account.
/// </summary>
public sealed class OpenInvoices(TableServiceClient tables, InvoiceStore invoices, TimeProvider time)
{
    // Far longer than a request takes between this and its write.
    private static readonly TimeSpan Announced = TimeSpan.FromHours(1);

    private readonly TableClient _table = tables.GetTableClient(Tables.InvoicesOpen);

    /// <summary>Lists invoices that are about to be issued. Safe to run twice. One storage operation per shard and day.</summary>
    public async Task ListAsync(IEnumerable<OpenInvoice> issued, CancellationToken cancellationToken)
    {
        foreach (var partition in issued.GroupBy(invoice => PartitionOf(invoice)))
        {
            var change = new ChangeSet(partition.Key);
            foreach (var invoice in partition)
                change.Put(KeyOf(invoice), invoice);
            await _table.TryWriteAsync(change.Writes, cancellationToken);
        }
    }

    /// <summary>
    /// Call this before a change of an invoice is written. If the invoice becomes open, or is open under another day, it is listed now.
    /// After the write, the list is updated. Other changes take no storage operation.
    /// </summary>
    public async Task FollowAsync(ChangeSet change, Invoice before, Invoice after, CancellationToken cancellationToken)
    {
        var (was, now) = (ListingOf(before), ListingOf(after));
        if (was == now)
            return;
        if (now is not null)
        {
            // Until the change is written, no other change may remove this row.
            await PutAsync(now with { AnnouncedUntil = time.GetUtcNow() + Announced }, cancellationToken);
            change.Then(() => PutAsync(now, CancellationToken.None));
        }

        if (was is not null)
            change.Then(() => TakeAsync(was, CancellationToken.None));
    }

    /// <summary>A page of the open items of a shard, by due date. One storage operation, and one for each row.</summary>
    public async Task<OpenPage> ListAsync(int shard, OpenDays days, PageRequest page, CancellationToken cancellationToken)
    {
        var (first, last) = (ChargeKeys.DueOn(shard, days.From), ChargeKeys.DueOn(shard, days.To));
        var (partition, row) = page.After.Length == 0 ? (first, "") : (page.After[..first.Length], page.After[first.Length..]);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey le {last} and (PartitionKey gt {partition} or (PartitionKey eq {partition} and RowKey gt {row}))");
        List<OpenInvoice> listed = [];
        string? next = null;
        await foreach (var entity in _table.QueryAsync<TableEntity>(filter, page.Limit + 1, cancellationToken: cancellationToken))
        {
            if (listed.Count == page.Limit)
            {
                next = PartitionOf(listed[^1]) + KeyOf(listed[^1]);
                break;
            }

            listed.Add(Rows.Read<OpenInvoice>(entity).Value);
        }

        var items = await Task.WhenAll(
            listed.Select(one => invoices.FindOpenAsync(one.OrganizationId, one.InvoiceId, cancellationToken)));
        // An invoice that is listed under two days is only shown under its own day.
        return new([.. items.Zip(listed).Where(pair => pair.First?.DueOn == pair.Second.Day).Select(pair => pair.First!)], next);
    }

    private static OpenInvoice? ListingOf(Invoice invoice) =>
        invoice.Open == 0 ? null : new(invoice.OrganizationId, invoice.Id, OpenItem.DayOf(invoice));

    private static string PartitionOf(OpenInvoice invoice) =>
        ChargeKeys.DueOn(ChargeKeys.ShardOf(invoice.OrganizationId), invoice.Day);

    private static string KeyOf(OpenInvoice invoice) => InvoiceKeys.OpenInvoice(invoice.OrganizationId, invoice.InvoiceId);

    private Task<Response> PutAsync(OpenInvoice invoice, CancellationToken cancellationToken) => _table.UpsertEntityAsync(
        Rows.Row(PartitionOf(invoice), KeyOf(invoice), invoice), TableUpdateMode.Replace, cancellationToken);

    // If another change has announced the row since, it stays.
    private async Task TakeAsync(OpenInvoice invoice, CancellationToken cancellationToken)
    {
        if (await _table.FindAsync<OpenInvoice>(PartitionOf(invoice), KeyOf(invoice), cancellationToken) is not { } listed
            || listed.Value.AnnouncedUntil > time.GetUtcNow())
            return;
        await _table.TryWriteAsync(new ChangeSet(PartitionOf(invoice)).Delete(listed).Writes, cancellationToken);
    }
}

/// <summary>An invoice on the list.</summary>
/// <param name="OrganizationId">The account that pays.</param>
/// <param name="InvoiceId">The invoice's id within that account.</param>
/// <param name="Day">The last day for payment.</param>
/// <param name="AnnouncedUntil">Until when a change that opens the invoice may still be written; null if there is no such change.</param>
public sealed record OpenInvoice(string OrganizationId, string InvoiceId, DateOnly Day, DateTimeOffset? AnnouncedUntil = null);

/// <summary>A range of due dates, both included.</summary>
public sealed record OpenDays(DateOnly From, DateOnly To)
{
    public static OpenDays All { get; } = new(DateOnly.MinValue, DateOnly.MaxValue);
}

/// <summary>A page of open items.</summary>
/// <param name="Items">May be fewer than the page has room for.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record OpenPage(IReadOnlyList<OpenItem> Items, string? Next);
