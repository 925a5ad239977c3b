using Accounts.Billing.Charges;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Azure.Data.Tables;

namespace Accounts.Billing.Invoices;

/// <summary>The invoices of accounts. The charges that an invoice bills are stored in as many rows as needed.</summary>
public sealed class InvoiceStore(TableServiceClient tables)
{
    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>One invoice; null when there is none.</summary>
    public Task<Stored<Invoice>?> FindAsync(string organizationId, string invoiceId, CancellationToken cancellationToken) =>
        _organizations.FindAsync<Invoice>(organizationId, InvoiceKeys.Invoice(invoiceId), cancellationToken);

    /// <summary>Finds an invoice by id or number. At most two storage operations.</summary>
    public async Task<Stored<Invoice>?> FindByAnyAsync(string organizationId, string idOrNumber, CancellationToken cancellationToken)
    {
        if (InvoiceId.IsWellFormed(idOrNumber))
            return await FindAsync(organizationId, idOrNumber, cancellationToken);
        if (!InvoiceNumbers.IsWellFormed(idOrNumber))
            return null;
        var named = await _organizations.FindAsync<NamedInvoice>(organizationId, InvoiceKeys.Number(idOrNumber), cancellationToken);
        return named is null ? null : await FindAsync(organizationId, named.Value.InvoiceId, cancellationToken);
    }

    /// <summary>A page of the invoices of an account, newest first.</summary>
    public Task<Slice<Invoice>> ListAsync(string organizationId, PageRequest page, CancellationToken cancellationToken) =>
        _organizations.PageAsync<Invoice>(organizationId, InvoiceKeys.Invoices, page, cancellationToken);

    /// <summary>The drafts and invoices of an account that a run made. One storage operation.</summary>
    public async Task<IReadOnlyList<Invoice>> OfRunAsync(string organizationId, DraftingRun run, CancellationToken cancellationToken)
    {
        var day = InvoiceKeys.Invoices + InvoiceKeys.DayOf(run.Day);
        var all = await _organizations.AllAsync<Invoice>(organizationId, day, cancellationToken);
        return [.. all.Select(invoice => invoice.Value).Where(invoice => invoice.Run == run.Name)];
    }

    /// <summary>The charges that an invoice bills, in the order of its lines.</summary>
    public async Task<IReadOnlyList<Charge>> ChargesAsync(Invoice invoice, CancellationToken cancellationToken) =>
    [
        .. (await _organizations.AllAsync<Charge[]>(invoice.OrganizationId, InvoiceKeys.Lines(invoice.Id), cancellationToken))
            .SelectMany(row => row.Value)
            // The payer's own charges first, then account by account; within an account by day of supply, then by id.
            .OrderBy(charge => charge.OrganizationId == invoice.OrganizationId ? "" : charge.OrganizationId, StringComparer.Ordinal)
            .ThenBy(charge => charge.SuppliedFrom)
            .ThenBy(charge => charge.Id, StringComparer.Ordinal),
    ];

    /// <summary>The first of the rows with the lines of an invoice; null when there is none.</summary>
    public async Task<Stored<Charge[]>?> FirstRowAsync(Invoice invoice, CancellationToken cancellationToken)
    {
        var rows = await _organizations.PageAsync<Charge[]>(
            invoice.OrganizationId, InvoiceKeys.Lines(invoice.Id), new PageRequest(1, ""), cancellationToken);
        return rows.Items is [var first] ? first : null;
    }

    /// <summary>What was cancelled of an invoice.</summary>
    public Task<Stored<CancelledAmounts>> CancelledAsync(string organizationId, string invoiceId, CancellationToken cancellationToken) =>
        _organizations.FindAsync(organizationId, InvoiceKeys.Cancelled(invoiceId), CancelledAmounts.None, cancellationToken);

    /// <summary>Adds a new invoice, or the next state of one that was read, to a transaction of its account.</summary>
    public static void Put(ChangeSet change, Stored<Invoice>? before, Invoice after)
    {
        if (before is null)
            change.Add(InvoiceKeys.Invoice(after.Id), after);
        else
            change.Replace(before, after);
        PutOpenItem(change, before is null ? null : OpenItem.Of(before.Value), OpenItem.Of(after), after.Id);
    }

    /// <summary>The open items of an account, by id. One storage operation for up to 1,000.</summary>
    public async Task<IReadOnlyList<OpenItem>> OpenAsync(string organizationId, CancellationToken cancellationToken) =>
        [.. (await _organizations.AllAsync<OpenItem>(organizationId, InvoiceKeys.OpenItems, cancellationToken)).Select(item => item.Value)];

    /// <summary>The open item of an invoice; null if nothing is open.</summary>
    public async Task<OpenItem?> FindOpenAsync(string organizationId, string invoiceId, CancellationToken cancellationToken) =>
        (await _organizations.FindAsync<OpenItem>(organizationId, InvoiceKeys.OpenItem(invoiceId), cancellationToken))?.Value;

    /// <summary>Adds lines to an invoice, in new rows after the existing ones.</summary>
    /// <returns>The number of rows afterwards.</returns>
    public static int AddLines(ChangeSet change, Invoice invoice, IReadOnlyList<Charge> charges)
    {
        var number = invoice.LineRows;
        foreach (var row in Rows.Split(charges))
            change.Add(InvoiceKeys.LineRow(invoice.Id, number++), row);
        return number;
    }

    /// <summary>Adds the row by which an invoice is found by its number.</summary>
    public static void Name(ChangeSet change, string number, string invoiceId) =>
        change.Put(InvoiceKeys.Number(number), new NamedInvoice(invoiceId));

    private static void PutOpenItem(ChangeSet change, OpenItem? before, OpenItem? after, string invoiceId)
    {
        if (after is not null && after != before)
            change.Put(InvoiceKeys.OpenItem(invoiceId), after);
        else if (after is null && before is not null)
            change.Delete(InvoiceKeys.OpenItem(invoiceId));
    }

    private sealed record NamedInvoice(string InvoiceId);
}
