using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Telemetry;
using Accounts.Platform.Values;
using Azure.Data.Tables;

namespace Accounts.Billing.Invoices;

/// <summary>
/// The work list of operators: the waiting drafts of all accounts, by reason. A row follows the draft, which decides. The step that
/// changes a draft writes the row afterwards, and again if the step runs again.
/// </summary>
public sealed class InvoiceReviews(TableServiceClient tables, Counters counters)
{
    private readonly TableClient _table = tables.GetTableClient(Tables.InvoiceReviews);

    /// <summary>Updates the list after a change of an invoice. One storage operation each for the old and the new reason.</summary>
    /// <param name="before">Why it waited before; null when it did not.</param>
    /// <param name="invoice">The invoice as it is now.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task FollowAsync(Review? before, Invoice invoice, CancellationToken cancellationToken)
    {
        var key = InvoiceKeys.Review(invoice.OrganizationId, invoice.Id);
        if (invoice.Review is { } now)
        {
            var waiting = new WaitingInvoice(invoice.OrganizationId, invoice.Id, invoice.Day, now.Reason);
            await _table.UpsertEntityAsync(Rows.Row(PartitionOf(now.Reason), key, waiting), TableUpdateMode.Replace, cancellationToken);
            if (before?.Reason != now.Reason)
                counters.InvoiceReviewed(EnumNames.Of(now.Reason));
        }

        if (before is not null && before.Reason != invoice.Review?.Reason)
            await _table.DeleteEntityAsync(PartitionOf(before.Reason), key, cancellationToken: cancellationToken);
    }

    /// <summary>A page of the drafts that wait for a reason. One storage operation.</summary>
    public Task<Slice<WaitingInvoice>> ListAsync(ReviewReason reason, PageRequest page, CancellationToken cancellationToken) =>
        _table.PageAsync<WaitingInvoice>(PartitionOf(reason), InvoiceKeys.Waiting, page, cancellationToken);

    private static string PartitionOf(ReviewReason reason) => EnumNames.Of(reason);
}

/// <summary>A draft that waits.</summary>
/// <param name="OrganizationId">The account that pays.</param>
/// <param name="InvoiceId">The draft's id within that account.</param>
/// <param name="Day">The day of its run.</param>
/// <param name="Reason">Why it waits.</param>
public sealed record WaitingInvoice(string OrganizationId, string InvoiceId, DateOnly Day, ReviewReason Reason);
