using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Billing.Documents;
using Accounts.Billing.EInvoices;
using Accounts.Platform.Documents;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.Extensions.Options;

namespace Accounts.Billing.Invoices;

/// <summary>
/// Finalizes drafts in three writes: freeze the content, after all checks; take the number; store the documents. Each write finds what it
/// did before if it runs again. Nothing that can be refused comes after the number.
/// </summary>
public sealed class Finalization(
    InvoiceStore invoices,
    InvoiceReading reading,
    InvoiceComposer composer,
    InvoiceReviews reviews,
    InvoiceNumbers numbers,
    InvoiceRegister register,
    OpenInvoices open,
    DocumentStore documents,
    OrganizationChanges changes,
    IOptions<ProviderOptions> provider,
    TimeProvider time)
{
    /// <summary>Finalizes a block of drafts. Drafts that must not be finalized are in review afterwards.</summary>
    /// <param name="block">Up to <see cref="InvoiceNumbers.MaxBlock"/> drafts.</param>
    /// <param name="isWished">Whether an operator asked for it. Then drafts are finalized even if they are held.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>The invoices as they are afterwards, without those that no longer exist.</returns>
    public async Task<IReadOnlyList<Invoice>> FinalizeAsync(
        IReadOnlyList<InvoiceRef> block, bool isWished, CancellationToken cancellationToken)
    {
        List<Invoice> read = [];
        foreach (var invoice in block)
        {
            if (await FreezeAsync(invoice, isWished, cancellationToken) is { } frozen)
                read.Add(frozen);
        }

        List<Invoice> done = [.. read.Where(invoice => invoice.State != InvoiceState.Frozen)];
        var today = CentralEurope.DayOf(time.GetUtcNow());
        foreach (var series in read
            .Where(invoice => invoice.State == InvoiceState.Frozen)
            .GroupBy(invoice => invoice.Kind == DocumentKind.Invoice))
        {
            List<InvoiceRef> frozen = [.. series.Select(RunOf)];
            var taken = await numbers.TakeAsync(series.First().Kind, today, frozen, cancellationToken);
            await open.ListAsync(
                series.Select(invoice => ListingOf(invoice, taken[RunOf(invoice)])).OfType<OpenInvoice>(), cancellationToken);
            foreach (var invoice in series)
                done.Add(await IssueAsync(RunOf(invoice), taken[RunOf(invoice)], cancellationToken));
        }

        await register.NoteAsync(done.Where(invoice => invoice.Number is not null), cancellationToken);
        return done;
    }

    /// <summary>
    /// Gives up the number of an invoice whose documents cannot be made, and puts the invoice in review. Safe to run twice. Does nothing
    /// if the documents were made after all. A cancellation keeps its number and its content, which can only be finalized.
    /// </summary>
    public async Task AbandonAsync(InvoiceRef run, string reason, CancellationToken cancellationToken)
    {
        if (await FindAsync(run, cancellationToken) is not { Value: { State: InvoiceState.Frozen, Kind: DocumentKind.Invoice } } stored)
            return;
        var today = CentralEurope.DayOf(time.GetUtcNow());
        var taken = (await numbers.TakeAsync(stored.Value.Kind, today, [run], cancellationToken))[run];
        var gap = new NumberGap(taken.Number, run.OrganizationId, run.InvoiceId, time.GetUtcNow(), reason);
        var review = new Review(
            ReviewReason.NumberAbandoned, $"The documents could not be made; the number {taken.Number} is in the gap log. {reason}");
        await ReviewAsync(run, review, cancellationToken);
        await numbers.AbandonAsync(stored.Value.Kind, run, taken, gap, cancellationToken);
    }

    // Null when nothing is to be paid.
    private static OpenInvoice? ListingOf(Invoice frozen, TakenNumber taken) =>
        frozen is { Kind: DocumentKind.Invoice, Totals.Payable: not 0 }
            ? new(frozen.OrganizationId, frozen.Id, InvoiceComposer.DueOn(frozen.Document!, taken.Date) ?? taken.Date)
            : null;

    private static InvoiceRef RunOf(Invoice invoice) => new(invoice.OrganizationId, invoice.Id);

    private Task<Stored<Invoice>?> FindAsync(InvoiceRef run, CancellationToken cancellationToken) =>
        invoices.FindAsync(run.OrganizationId, run.InvoiceId, cancellationToken);

    private async Task<Invoice?> FreezeAsync(InvoiceRef run, bool isWished, CancellationToken cancellationToken)
    {
        Review? before = null;
        var frozen = await changes.RunAsync<Invoice>(
            async () =>
            {
                if (await FindAsync(run, cancellationToken) is not { } stored)
                    return new NotFound();
                var invoice = stored.Value;
                before = invoice.Review ?? before;
                if (!invoice.IsDraft || invoice.Review is { } waiting && !Review.IsTriedAgain(waiting.Reason) && !isWished)
                    return invoice;
                var today = CentralEurope.DayOf(time.GetUtcNow());
                var draft = await reading.ReadAsync(invoice, today, cancellationToken);
                if (draft.Review is { } review && review == invoice.Review)
                    return invoice;
                return Change(stored, draft.Review is null ? Frozen(invoice, draft) : InReview(invoice, draft));
            },
            cancellationToken);
        if (frozen.Failure is NotFound)
            return null;
        var after = frozen.OrTryLater();
        await reviews.FollowAsync(before, after, cancellationToken);
        return after;
    }

    private static Invoice Frozen(Invoice invoice, DraftReading draft) => invoice with
    {
        State = InvoiceState.Frozen,
        Review = null,
        Document = draft.Document with { Lines = [] },
        DeliveredOrders =
        [
            .. draft.Document.Lines.Where(line => line.DeliveryNote is not null)
                .Select(line => line.OrderId!)
                .Distinct()
                .Take(Invoice.MaxDeliveryNotes),
        ],
        ContactId = draft.ContactId,
        Tax = draft.Tax,
        Totals = draft.Document.Totals,
        Use = InvoicedUse.Of(draft.Document.Lines),
        DueOn = draft.Document.DueOn,
    };

    private Invoice InReview(Invoice invoice, DraftReading draft)
    {
        var reviewed = invoice with
        {
            State = InvoiceState.InReview,
            Review = draft.Review,
            Tax = draft.Tax,
            Totals = draft.Document.Totals,
        };
        return reviewed.With(InvoiceEventKind.Reviewed, time.GetUtcNow());
    }

    private static Decision<Invoice> Change(Stored<Invoice> stored, Invoice after)
    {
        var happened = after.Review is { } review
            ? new AuditEvent(AuditAction.InvoiceReviewed, Actor.System, after.Id).With("reason", EnumNames.Of(review.Reason))
            : new AuditEvent(AuditAction.InvoiceFrozen, Actor.System, after.Id);
        var change = new AuditedChange(after.OrganizationId, happened);
        InvoiceStore.Put(change, stored, after);
        return change.Gives(after);
    }

    private async Task ReviewAsync(InvoiceRef run, Review review, CancellationToken cancellationToken)
    {
        var reviewed = await changes.RunAsync<Invoice>(
            async () => await FindAsync(run, cancellationToken) is { Value.State: InvoiceState.Frozen } stored
                ? Change(stored, (stored.Value with { State = InvoiceState.InReview, Review = review, Document = null })
                    .With(InvoiceEventKind.Reviewed, time.GetUtcNow()))
                : new NotFound(),
            cancellationToken);
        if (reviewed.Succeeded(out var invoice, out var failure))
            await reviews.FollowAsync(null, invoice, cancellationToken);
        else
            failure.TryLaterIfContended();
    }

    private async Task<Invoice> IssueAsync(InvoiceRef run, TakenNumber taken, CancellationToken cancellationToken)
    {
        var issued = await changes.RunAsync<Invoice>(
            async () =>
            {
                var stored = await FindAsync(run, cancellationToken)
                    ?? throw new InvalidOperationException("Frozen drafts are never deleted.");
                if (stored.Value.State != InvoiceState.Frozen)
                    return stored.Value;
                var document = await DocumentOfAsync(stored.Value, taken, cancellationToken);
                var after = stored.Value with
                {
                    State = InvoiceState.Finalized,
                    Number = taken.Number,
                    Date = taken.Date,
                    DueOn = document.DueOn,
                    Issued = await StoreAsync(document, run, cancellationToken),
                };
                var happened = new AuditEvent(AuditAction.InvoiceFinalized, Actor.System, run.InvoiceId).With("number", taken.Number);
                var change = new AuditedChange(run.OrganizationId, happened);
                InvoiceStore.Put(change, stored, after.With(InvoiceEventKind.Finalized, time.GetUtcNow()));
                InvoiceStore.Name(change, taken.Number, run.InvoiceId);
                return change.Gives(after);
            },
            cancellationToken);
        return issued.OrTryLater();
    }

    private async Task<InvoiceDocument> DocumentOfAsync(Invoice invoice, TakenNumber taken, CancellationToken cancellationToken)
    {
        var lines = composer.LinesOf(await invoices.ChargesAsync(invoice, cancellationToken), invoice.Tax);
        return InvoiceComposer.Numbered(invoice.Document! with { Lines = lines }, taken);
    }

    private async Task<IssuedDocuments> StoreAsync(InvoiceDocument document, InvoiceRef run, CancellationToken cancellationToken)
    {
        var name = $"invoices/{run.OrganizationId}/{document.Number}";
        var until = Retention.UntilOf(provider.Value.Country, document.Date);
        var xml = await documents.PutOnceAsync(name + ".xml", XRechnung.Write(document), "application/xml", until, cancellationToken);
        var pdf = LetterLayout.Render(InvoiceLetter.Of(document, provider.Value));
        return new(xml, await documents.PutOnceAsync(name + ".pdf", pdf, "application/pdf", until, cancellationToken));
    }
}
