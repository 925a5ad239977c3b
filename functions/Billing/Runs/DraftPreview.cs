using Accounts.Billing.Charges;
using Accounts.Billing.Documents;
using Accounts.Billing.Invoices;
using Accounts.Platform.Http;

namespace Accounts.Billing.Runs;

/// <summary>What a run would make of the charges of an account, without making it.</summary>
public sealed class DraftPreview(ChargeStore charges, InvoiceReading reading)
{
    /// <summary>The drafts that a run would make; of an account with more than a hundred open charges, of the earliest of them.</summary>
    public async Task<IReadOnlyList<DraftReading>> OfAsync(string payerId, DraftingRun run, CancellationToken cancellationToken)
    {
        var page = await charges.OpenAsync(payerId, new PageRequest(PageRequest.MaxLimit, ""), cancellationToken);
        var open = page.Items.Where(charge => charge.Value.DueOn <= run.Day).ToList();
        List<DraftReading> drafts = [];
        while (Portion.Of(payerId, open, PageRequest.MaxLimit) is { Charges.Count: > 0 } portion)
        {
            open = [.. open.Except(portion.Charges)];
            if (portion.IsOffset)
                continue;
            List<Charge> some = [.. portion.Charges.Select(charge => charge.Value)];
            drafts.Add(await reading.ReadAsync(payerId, portion.PurchaseOrderNumber, some, run.Day, cancellationToken));
        }

        return drafts;
    }
}
