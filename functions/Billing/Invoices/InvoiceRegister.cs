using System.Globalization;
using Accounts.Billing.Documents;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Azure.Data.Tables;

namespace Accounts.Billing.Invoices;

/// <summary>
/// The register of issued documents (Rechnungsausgangsbuch): the rows of numbers, in their order. A row is written in the transaction
/// that gives the number, so that every document is in it once, even after a crash. The data for reports is added to the row when the
/// document is issued. If a crash prevented that, the data is read from the invoice.
/// </summary>
public sealed class InvoiceRegister(TableServiceClient tables, InvoiceNumbers numbers, InvoiceStore invoices)
{
    private readonly TableClient _numbers = tables.GetTableClient(Tables.InvoiceNumbers);

    /// <summary>Adds the data for reports of issued documents. Safe to run twice. One storage operation per series.</summary>
    /// <param name="issued">Up to <see cref="InvoiceNumbers.MaxBlock"/> of them.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task NoteAsync(IEnumerable<Invoice> issued, CancellationToken cancellationToken)
    {
        foreach (var series in issued.GroupBy(invoice => numbers.SeriesOf(invoice.Kind, invoice.Date!.Value.Year)))
        {
            var change = new ChangeSet(series.Key);
            foreach (var invoice in series)
            {
                var row = new NumberedInvoice(invoice.Number!, new(invoice.OrganizationId, invoice.Id), RegisterEntry.Of(invoice));
                change.Put(InvoiceKeys.TakenNumber(invoice.Number!), row);
            }

            await _numbers.TryWriteAsync(change.Writes, cancellationToken);
        }
    }

    /// <summary>
    /// A page of the documents of a kind and of some days within one year, by number. Three storage operations, and one more for each
    /// document whose data a crash kept from being added, or that is being issued right now.
    /// </summary>
    public async Task<RegisterPage> ListAsync(
        DocumentKind kind, RegisterDays days, PageRequest page, CancellationToken cancellationToken)
    {
        var series = numbers.SeriesOf(kind, days.From.Year);
        if (await FirstFromAsync(series, days.From, cancellationToken) is not { } first || first.Day > days.To)
            return new([], 0, null);
        var end = (await FirstFromAsync(series, days.To.AddDays(1), cancellationToken))?.Number;
        var before = first.Number - 1;
        var after = page.After.Length > 0 ? Math.Max(before, long.Parse(page.After, CultureInfo.InvariantCulture)) : before;
        var (above, below) = (InvoiceKeys.TakenNumber(after), InvoiceKeys.TakenNumber(end ?? InvoiceKeys.MaxCount));
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {series} and RowKey gt {above} and RowKey lt {below}");
        List<RegisterEntry> entries = [];
        var (pending, last, count) = (0, "", 0);
        await foreach (var row in _numbers.QueryAsync<TableEntity>(filter, page.Limit + 1, cancellationToken: cancellationToken))
        {
            if (count++ == page.Limit)
                return new(entries, pending, last);
            last = row.RowKey[(row.RowKey.LastIndexOf(':') + 1)..];
            if (await EntryOfAsync(Rows.Read<NumberedInvoice>(row).Value, cancellationToken) is { } entry)
                entries.Add(entry);
            else
                pending++;
        }

        return new(entries, pending, null);
    }

    // Null while its documents are being made.
    private async Task<RegisterEntry?> EntryOfAsync(NumberedInvoice numbered, CancellationToken cancellationToken)
    {
        if (numbered.Entry is { } noted)
            return noted;
        var (organizationId, invoiceId) = numbered.Invoice;
        var invoice = (await invoices.FindAsync(organizationId, invoiceId, cancellationToken))?.Value;
        return invoice?.Number == numbered.Number ? RegisterEntry.Of(invoice) : null;
    }

    private async Task<FirstNumber?> FirstFromAsync(string series, DateOnly day, CancellationToken cancellationToken)
    {
        var (first, end) = (InvoiceKeys.FirstOf(day), InvoiceKeys.Days[..^1] + ";");
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {series} and RowKey ge {first} and RowKey lt {end}");
        await foreach (var row in _numbers.QueryAsync<TableEntity>(filter, maxPerPage: 1, cancellationToken: cancellationToken))
            return Rows.Read<FirstNumber>(row).Value;
        return null;
    }
}

/// <summary>Days of one calendar year, because a series belongs to one year.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last; in the same year.</param>
public sealed record RegisterDays(DateOnly From, DateOnly To)
{
    public static RegisterDays OfMonth(DateOnly first) => new(first, first.AddMonths(1).AddDays(-1));
}

/// <summary>A page of the register.</summary>
/// <param name="Entries">The documents.</param>
/// <param name="Pending">How many numbers of the page have no document yet.</param>
/// <param name="Next">The number after which the next page begins; null on the last one.</param>
public sealed record RegisterPage(IReadOnlyList<RegisterEntry> Entries, int Pending, string? Next);
