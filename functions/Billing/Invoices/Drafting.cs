using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Billing.Charges;
using Accounts.Billing.Documents;
using Accounts.Customers.Organizations;
using Accounts.Platform.Documents;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Microsoft.Extensions.Options;

namespace Accounts.Billing.Invoices;

/// <summary>A run that collects charges.</summary>
/// <param name="Name">Distinguishes its drafts from those of other runs.</param>
/// <param name="Day">Charges that are due on this day or before are billed.</param>
public sealed record DraftingRun(string Name, DateOnly Day);

/// <summary>
/// Makes drafts of what an account has to pay: one per order number that the customer gave, and one for the rest, which includes the
/// sub-accounts that it pays for. Each step is one transaction that binds charges to a draft. A run that crashes and starts again
/// continues with the charges that are still open.
/// </summary>
public sealed class Drafting(
    ChargeStore charges,
    InvoiceStore invoices,
    OrganizationStore organizations,
    OrganizationChanges changes,
    InvoiceComposer composer,
    IOptions<InvoicingOptions> options,
    IOptions<ProviderOptions> provider,
    TimeProvider time)
{
    /// <summary>Charges per transaction. A transaction is limited to 100 rows, with the draft, its lines and the audit log.</summary>
    private const int Most = 30;

    /// <summary>Bills everything that is due.</summary>
    public async Task DraftAsync(string payerId, DraftingRun run, CancellationToken cancellationToken)
    {
        while ((await changes.RunAsync(() => DecideAsync(payerId, run, cancellationToken), cancellationToken)).OrTryLater().IsMore)
        {
        }
    }

    private async Task<Decision<Progress>> DecideAsync(string payerId, DraftingRun run, CancellationToken cancellationToken)
    {
        var open = await charges.OpenAsync(payerId, new PageRequest(PageRequest.MaxLimit, ""), cancellationToken);
        var portion = Portion.Of(payerId, [.. open.Items.Where(charge => charge.Value.DueOn <= run.Day)], Most);
        if (portion.Charges.Count == 0)
            return new Progress(IsMore: false);
        if (portion.IsOffset)
            return Offset(payerId, portion);
        var draft = await FindOrBeginAsync(payerId, run, portion.PurchaseOrderNumber, cancellationToken);
        var some = portion.Charges.Take(options.Value.MaxLines - draft.Value.Lines).ToList();
        var billed = draft.Value.Lines == 0 ? [] : await invoices.ChargesAsync(draft.Value, cancellationToken);
        return Bill(draft, some, [.. billed, .. some.Select(charge => charge.Value)]);
    }

    private static Decision<Progress> Offset(string payerId, Portion portion)
    {
        var change = new AuditedChange(payerId, new AuditEvent(AuditAction.ChargesOffset, Actor.System, portion.Charges[0].Value.Id));
        foreach (var charge in portion.Charges)
            ChargeStore.Bill(change, charge, invoiceId: null);
        return change.Gives(new Progress(IsMore: true));
    }

    private Decision<Progress> Bill(Stored<Invoice> draft, List<Stored<Charge>> some, IReadOnlyList<Charge> all)
    {
        var change = new AuditedChange(
            draft.Value.OrganizationId, new AuditEvent(AuditAction.InvoiceDrafted, Actor.System, draft.Value.Id));
        var rows = InvoiceStore.AddLines(change, draft.Value, [.. some.Select(charge => charge.Value)]);
        var totals = InvoiceTotals.Of(composer.LinesOf(all, draft.Value.Tax));
        InvoiceStore.Put(change, draft.IsNew ? null : draft, draft.Value with { Lines = all.Count, LineRows = rows, Totals = totals });
        foreach (var charge in some)
            ChargeStore.Bill(change, charge, draft.Value.Id);
        return change.Gives(new Progress(IsMore: true));
    }

    // The run's first draft that is still a draft and has room, or else a new one.
    private async Task<Stored<Invoice>> FindOrBeginAsync(
        string payerId, DraftingRun run, string? purchaseOrderNumber, CancellationToken cancellationToken)
    {
        for (var number = 1; ; number++)
        {
            var id = InvoiceId.OfDraft(run.Day, run.Name, purchaseOrderNumber, number);
            var draft = await invoices.FindAsync(payerId, id, cancellationToken);
            if (draft is null)
                return Stored.New(InvoiceKeys.Invoice(id), await BeginAsync(payerId, run, purchaseOrderNumber, id, cancellationToken));
            if (draft.Value.State == InvoiceState.Draft && draft.Value.Lines < options.Value.MaxLines)
                return draft;
        }
    }

    private async Task<Invoice> BeginAsync(
        string payerId, DraftingRun run, string? purchaseOrderNumber, string id, CancellationToken cancellationToken)
    {
        var account = await organizations.FindAccountAsync(payerId, cancellationToken)
            ?? throw new InvalidOperationException("Accounts are never deleted.");
        var draft = new Invoice
        {
            Id = id,
            OrganizationId = payerId,
            Kind = DocumentKind.Invoice,
            State = InvoiceState.Draft,
            Run = run.Name,
            Day = run.Day,
            PurchaseOrderNumber = purchaseOrderNumber,
            Tax = composer.TaxOf(account.Value),
            Totals = InvoiceTotals.Nothing,
            Currency = provider.Value.Currency,
        };
        return draft.With(InvoiceEventKind.Drafted, time.GetUtcNow());
    }

    private sealed record Progress(bool IsMore);
}
