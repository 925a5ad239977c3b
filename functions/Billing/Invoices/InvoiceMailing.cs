using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Platform.Documents;
using Accounts.Platform.Http;
using Accounts.Platform.Mail;
using Accounts.Platform.Storage;
using Accounts.Sales.Orders;
using Microsoft.Extensions.Options;

namespace Accounts.Billing.Invoices;

/// <summary>Mails invoices with their documents, and notes the result.</summary>
public sealed class InvoiceMailing(
    InvoiceStore invoices,
    OrderStore orders,
    DocumentStore documents,
    OrganizationChanges changes,
    Mailer mailer,
    IOptions<PortalOptions> portal,
    TimeProvider time)
{
    /// <summary>Mails a finalized invoice. It is mailed once, even if this runs again.</summary>
    /// <param name="run">The invoice.</param>
    /// <param name="isGivenUp">Whether the mail could not be sent for a day. It is then noted as undeliverable.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>Whether the mail is undeliverable.</returns>
    public async Task<bool> MailAsync(InvoiceRef run, bool isGivenUp, CancellationToken cancellationToken)
    {
        var invoice = (await invoices.FindAsync(run.OrganizationId, run.InvoiceId, cancellationToken))?.Value;
        if (invoice?.Issued is null || invoice.Mail != MailState.Waiting)
            return invoice?.Mail == MailState.Undeliverable;
        var isRefused = isGivenUp || await mailer.SendAllAsync([await MailOfAsync(invoice, cancellationToken)], cancellationToken);
        await NoteAsync(run, isRefused, cancellationToken);
        return isRefused;
    }

    private async Task<OutgoingMail> MailOfAsync(Invoice invoice, CancellationToken cancellationToken)
    {
        var document = invoice.Document! with { Number = invoice.Number, Date = invoice.Date!.Value, DueOn = invoice.DueOn };
        var content = InvoiceMails.Issued(document, portal.Value.Invoice(invoice.OrganizationId, invoice.Number!));
        var (xml, pdf) = (invoice.Issued!.Xml, invoice.Issued.Pdf);
        return new(OperationId.Of($"invoice-{invoice.OrganizationId}-{invoice.Id}", "issued"), document.Buyer.Email, content)
        {
            // The delivery notes come with the invoice (seeds/004…). Those of licenses that are not delivered yet come with the licenses.
            Attachments =
            [
                .. await DeliveryNotesOfAsync(invoice, cancellationToken),
                new MailAttachment(
                    InvoiceMails.FileNameOf(document, "pdf"), pdf.ContentType, await documents.ReadAsync(pdf, cancellationToken)),
                new MailAttachment(
                    InvoiceMails.FileNameOf(document, "xml"), xml.ContentType, await documents.ReadAsync(xml, cancellationToken)),
            ],
        };
    }

    private async Task<IReadOnlyList<MailAttachment>> DeliveryNotesOfAsync(Invoice invoice, CancellationToken cancellationToken)
    {
        List<MailAttachment> notes = [];
        foreach (var orderId in invoice.DeliveredOrders)
        {
            var order = await orders.FindAsync(OrderId.Parse(orderId)!, cancellationToken);
            if (order is { Value.DeliveryNote: { Masked: { } note, Number: var number } })
                notes.Add(new MailAttachment(number + ".pdf", note.ContentType, await documents.ReadAsync(note, cancellationToken)));
        }

        return notes;
    }

    private async Task NoteAsync(InvoiceRef run, bool isRefused, CancellationToken cancellationToken)
    {
        var (mail, kind) = isRefused
            ? (MailState.Undeliverable, InvoiceEventKind.Undeliverable)
            : (MailState.Sent, InvoiceEventKind.Sent);
        var noted = await changes.RunAsync<Done>(
            async () =>
            {
                if (await invoices.FindAsync(run.OrganizationId, run.InvoiceId, cancellationToken) is not { } stored
                    || stored.Value.Mail != MailState.Waiting)
                    return Done.It;
                // It may have been cancelled while the mail was sent.
                var state = stored.Value.State == InvoiceState.Finalized ? InvoiceState.Sent : stored.Value.State;
                var after = (stored.Value with { State = state, Mail = mail }).With(kind, time.GetUtcNow());
                var happened = new AuditEvent(AuditAction.InvoiceSent, Actor.System, run.InvoiceId);
                var change = new AuditedChange(run.OrganizationId, isRefused ? happened.With("mail", "undeliverable") : happened);
                InvoiceStore.Put(change, stored, after);
                return change.Gives(Done.It);
            },
            cancellationToken);
        noted.OrTryLater();
    }
}
