using Accounts.Billing.Charges;
using Accounts.Billing.Invoices;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Microsoft.Extensions.Options;

namespace Accounts.Billing.Runs;

/// <summary>Computes the drafts that a run would make for an account, without making them.</summary>
public sealed class DraftPreview(ChargeStore charges, InvoiceReading reading, IOptions<InvoicingOptions> options)
{
    /// <summary>Maximum number of charges of an account that are read: enough for 20 invoices of the greatest length.</summary>
    private const int MostCharges = 10_000;

    /// <summary>The drafts that a run would make.</summary>
    /// <param name="payerId">The account that pays.</param>
    /// <param name="planned">Charges that the run would make first.</param>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<IReadOnlyList<DraftReading>> OfAsync(
        string payerId, IReadOnlyList<Charge> planned, DraftingRun run, CancellationToken cancellationToken)
    {
        var open = await OpenAsync(payerId, planned, run.Day, cancellationToken);
        List<DraftReading> drafts = [];
        while (Portion.Of(payerId, open, MostCharges) is { Charges.Count: > 0 } portion)
        {
            open = [.. open.Except(portion.Charges)];
            if (portion.IsOffset)
                continue;
            foreach (var some in portion.Charges.Select(charge => charge.Value).Chunk(options.Value.MaxLines))
                drafts.Add(await reading.ReadAsync(payerId, portion.PurchaseOrderNumber, some, run.Day, cancellationToken));
        }

        return drafts;
    }

    // Sorted by row key, as the run would read them.
    private async Task<List<Stored<Charge>>> OpenAsync(
        string payerId, IReadOnlyList<Charge> planned, DateOnly day, CancellationToken cancellationToken)
    {
        List<Stored<Charge>> open = [];
        string? after = "";
        while (after is not null && open.Count < MostCharges)
        {
            var page = await charges.OpenAsync(payerId, new PageRequest(PageRequest.MaxLimit, after), cancellationToken);
            open.AddRange(page.Items.Where(charge => charge.Value.DueOn <= day));
            after = page.Items.Count > 0 && page.Items[^1].Value.DueOn > day ? null : page.Next;
        }

        var known = open.Select(charge => charge.Value.Id).ToHashSet();
        open.AddRange(planned
            .Where(charge => charge.DueOn <= day && !known.Contains(charge.Id))
            .Select(charge => Stored.New(ChargeKeys.OpenCharge(charge), charge)));
        return [.. open.OrderBy(charge => charge.RowKey, StringComparer.Ordinal)];
    }
}
