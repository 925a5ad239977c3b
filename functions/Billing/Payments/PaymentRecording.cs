using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Billing.Invoices;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace Accounts.Billing.Payments;

/// <summary>Records payments of invoices, each once, and notifies the process that collects the invoice.</summary>
public sealed class PaymentRecording(
    InvoiceStore invoices, OpenInvoices open, OrganizationChanges changes, IOptions<InvoicingOptions> options, TimeProvider time)
{
    /// <summary>Number of payments of an invoice from which on no further transfers are recorded.</summary>
    public const int MaxPayments = 50;

    /// <summary>Decides how to record a payment. A payment that is already recorded changes nothing.</summary>
    public async Task<Decision<Invoice>> DecideAsync(
        InvoiceRef reference, InvoicePayment payment, Actor actor, DurableTaskClient processes, CancellationToken cancellationToken)
    {
        if (await invoices.FindAsync(reference.OrganizationId, reference.InvoiceId, cancellationToken) is not { } stored)
            return new NotFound();
        if (!TryApply(stored.Value, payment).Succeeded(out var paid, out var failure))
            return failure;
        if (paid == stored.Value)
            return paid;
        var kind = payment.Amount > 0 ? InvoiceEventKind.Paid : InvoiceEventKind.PaidBack;
        var after = paid.With(kind, time.GetUtcNow());
        var happened = new AuditEvent(AuditAction.InvoicePayment, actor, stored.Value.Id).With("payment", payment.Id);
        var change = new AuditedChange(reference.OrganizationId, happened);
        InvoiceStore.Put(change, stored, after);
        await open.FollowAsync(change, stored.Value, after, cancellationToken);
        return change.Then(() => processes.NotifyAsync(CollectionProcess.IdOf(reference))).Gives(after);
    }

    /// <summary>Records a payment for a step of a process or for an import. Safe to run twice.</summary>
    public Task<Outcome<Invoice>> RecordAsync(
        InvoiceRef reference, InvoicePayment payment, Actor actor, DurableTaskClient processes, CancellationToken cancellationToken) =>
        changes.RunAsync(() => DecideAsync(reference, payment, actor, processes, cancellationToken), cancellationToken);

    private Outcome<Invoice> TryApply(Invoice invoice, InvoicePayment payment)
    {
        if (invoice.Number is null || invoice.RefersTo is not null)
            return new NotAnInvoice();
        if (invoice.Payments.Any(other => other.Id == payment.Id))
            return invoice;
        // What the provider has already charged or refunded must be recorded in any case.
        if (payment.Means == PaidBy.Transfer && invoice.Payments.Count >= MaxPayments)
            return new TooManyPayments();
        var after = invoice with
        {
            Payments = [.. invoice.Payments, payment],
            // Every payment by card but a reversal is the outcome of the request.
            CardRequest = payment is { Means: PaidBy.Card, IsReversal: false } ? null : invoice.CardRequest,
        };
        return payment.IsReversal ? after.RefuseCard(payment.ReceivedOn.AddDays(options.Value.PaymentDays)) : after;
    }
}

/// <summary>409: more payments than one invoice can have.</summary>
public sealed record TooManyPayments() : Failure(
    409,
    "too-many-payments",
    "This invoice has too many payments",
    "An invoice can have at most 50 payments, refunds and reversals. Record several transfers as one.");
