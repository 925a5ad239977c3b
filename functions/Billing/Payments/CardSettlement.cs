using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Billing.Invoices;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace Accounts.Billing.Payments;

/// <summary>Charges the open amount of an invoice to the card, and refunds what it was charged too much.</summary>
public sealed class CardSettlement(
    CollectionChanges collection,
    OrganizationStore organizations,
    CardCharges cards,
    PaymentRecording recording,
    IOptions<InvoicingOptions> invoicing,
    TimeProvider time)
{
    /// <summary>Makes all charges and refunds that are due, or notes that the card was refused. Safe to run twice.</summary>
    public async Task<Invoice> SettleAsync(InvoiceRef reference, DurableTaskClient processes, CancellationToken cancellationToken)
    {
        var invoice = (await collection.FindAsync(reference, cancellationToken)).Value;
        while (CardRequest.IsDue(invoice))
        {
            invoice = invoice.CardRequest is { } request
                ? await SendAsync(invoice, request, processes, cancellationToken)
                : await PrepareAsync(reference, invoice, cancellationToken);
        }

        return invoice;
    }

    private async Task<Invoice> PrepareAsync(InvoiceRef reference, Invoice invoice, CancellationToken cancellationToken)
    {
        string? token = null;
        if (CardRequest.IsChargeDue(invoice))
        {
            var account = await organizations.FindAccountAsync(reference.OrganizationId, cancellationToken)
                ?? throw new InvalidOperationException("Accounts are never deleted.");
            // The account may have another payment method by now. Then there is no card to charge.
            if (account.Value.Payment.Card is not { } card)
                return await RefuseAsync(reference, null, "noCard", cancellationToken);
            token = card.Token;
        }

        return await collection.ChangeAsync(
            reference,
            one => one.CardRequest is null && CardRequest.Of(one, token) is { } next ? one with { CardRequest = next } : one,
            new AuditEvent(AuditAction.InvoiceCardRequested, Actor.System, reference.InvoiceId),
            cancellationToken);
    }

    private async Task<Invoice> SendAsync(
        Invoice invoice, CardRequest request, DurableTaskClient processes, CancellationToken cancellationToken)
    {
        var reference = new InvoiceRef(invoice.OrganizationId, invoice.Id);
        var key = $"{invoice.OrganizationId}/{invoice.Id}/{request.Id}";
        var today = CentralEurope.DayOf(time.GetUtcNow());
        InvoicePayment payment;
        if (request.Amount < 0)
        {
            await cards.RefundAsync(request.Subject, -request.Amount, key, cancellationToken);
            payment = new(request.Id, PaidBy.Card, request.Amount, today, request.Subject);
        }
        else
        {
            var charged = await cards.ChargeAsync(request.Subject, request.Amount, invoice.Currency, key, cancellationToken);
            if (charged.ChargeId is not { } id)
                return await RefuseAsync(reference, request, charged.Code!, cancellationToken);
            payment = new("card-" + id, PaidBy.Card, request.Amount, today, id);
        }

        return (await recording.RecordAsync(reference, payment, Actor.System, processes, cancellationToken)).OrTryLater();
    }

    private Task<Invoice> RefuseAsync(
        InvoiceRef reference, CardRequest? request, string code, CancellationToken cancellationToken) => collection.ChangeAsync(
        reference,
        invoice => invoice.CardRequest != request ? invoice : Refused(invoice) with { CardRequest = null },
        new AuditEvent(AuditAction.InvoiceCardRefused, Actor.System, reference.InvoiceId).With("code", code),
        cancellationToken);

    private Invoice Refused(Invoice invoice) => invoice.IsCardRefused
        ? invoice
        : invoice.RefuseCard(CentralEurope.DayOf(time.GetUtcNow()).AddDays(invoicing.Value.PaymentDays))
            .With(InvoiceEventKind.CardRefused, time.GetUtcNow());
}
