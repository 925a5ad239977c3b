using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Billing.Invoices;
using Accounts.Customers.Organizations;
using Accounts.Platform.Documents;
using Accounts.Platform.Http;
using Accounts.Platform.Mail;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace Accounts.Billing.Payments;

/// <summary>The side effects of <see cref="CollectionProcess"/>; each may run twice.</summary>
public sealed class CollectionActivities(
    InvoiceStore invoices,
    OrganizationStore organizations,
    CardCharges cards,
    PaymentRecording recording,
    OpenInvoices open,
    OrganizationChanges changes,
    Mailer mailer,
    PaymentMails mails,
    IOptions<ReminderOptions> reminders,
    IOptions<InvoicingOptions> invoicing,
    IOptions<ProviderOptions> provider,
    TimeProvider time)
{
    /// <summary>Reads the state of an invoice's collection.</summary>
    [Function(nameof(ReadCollection))]
    public async Task<CollectionSnapshot> ReadCollection([ActivityTrigger] InvoiceRef invoice, CancellationToken cancellationToken) =>
        SnapshotOf((await FindAsync(invoice, cancellationToken)).Value);

    /// <summary>Charges the card for the open amount, or notes that it was refused.</summary>
    [Function(nameof(ChargeCard))]
    public async Task<CollectionSnapshot> ChargeCard(
        [ActivityTrigger] InvoiceRef reference, [DurableClient] DurableTaskClient processes, CancellationToken cancellationToken)
    {
        var invoice = (await FindAsync(reference, cancellationToken)).Value;
        var before = SnapshotOf(invoice);
        if (before.IsSettled || !before.IsCardDue)
            return before;
        var account = await organizations.FindAccountAsync(reference.OrganizationId, cancellationToken)
            ?? throw new InvalidOperationException("Accounts are never deleted.");
        // The account may have another payment method by now. Then there is no card to charge.
        if (account.Value.Payment.Card is not { Token: var token })
            return SnapshotOf(await RefuseCardAsync(reference, "noCard", cancellationToken));
        var charged = await cards.ChargeAsync(token, invoice.Open, invoice.Currency, KeyOf(invoice), cancellationToken);
        if (charged.ChargeId is not { } id)
            return SnapshotOf(await RefuseCardAsync(reference, charged.Code!, cancellationToken));
        var today = CentralEurope.DayOf(time.GetUtcNow());
        var payment = new InvoicePayment("card-" + id, PaidBy.Card, invoice.Open, today, id);
        var paid = await recording.RecordAsync(reference, payment, Actor.System, processes, cancellationToken);
        return SnapshotOf(paid.OrTryLater());
    }

    /// <summary>Notifies the customer that the card was refused, and says how to pay.</summary>
    [Function(nameof(MailCardRefused))]
    public async Task<Mailed<CollectionSnapshot>> MailCardRefused(
        [ActivityTrigger] Mailing<InvoiceRef> step, CancellationToken cancellationToken)
    {
        var invoice = (await FindAsync(step.Input, cancellationToken)).Value;
        var isRefused = false;
        if (!step.IsGivenUp && SnapshotOf(invoice) is { IsSettled: false, IsRefusalUntold: true })
        {
            // The id contains the number of payments, so that each refusal or reversal for the same invoice sends its own mail.
            var name = $"card-refused-{invoice.Payments.Count}";
            var mail = new OutgoingMail(OperationId.Of(step.ProcessId, name), invoice.Document!.Buyer.Email, mails.CardRefused(invoice));
            isRefused = await mailer.SendAllAsync([mail], cancellationToken);
        }

        var told = await ChangeAsync(
            step.Input,
            one => one with { IsRefusalTold = true },
            new AuditEvent(AuditAction.InvoiceReminded, Actor.System, step.Input.InvoiceId).With("mail", "cardRefused"),
            cancellationToken);
        return new(SnapshotOf(told), isRefused);
    }

    /// <summary>Sends the next reminder, if it is still due.</summary>
    [Function(nameof(SendReminder))]
    public async Task<Mailed<CollectionSnapshot>> SendReminder(
        [ActivityTrigger] Mailing<InvoiceRef> step, CancellationToken cancellationToken)
    {
        var invoice = (await FindAsync(step.Input, cancellationToken)).Value;
        var now = SnapshotOf(invoice);
        if (now.IsSettled || now.IsHeld || now.RemindAt is not { } due || due > time.GetUtcNow())
            return new(now);
        var number = invoice.Reminders + 1;
        var isRefused = false;
        if (!step.IsGivenUp)
        {
            var today = CentralEurope.DayOf(time.GetUtcNow());
            var content = mails.Reminder(invoice, LateClaim.Of(invoice, number, today, provider.Value.Country, reminders.Value));
            var mail = new OutgoingMail(OperationId.Of(step.ProcessId, $"reminder-{number}"), invoice.Document!.Buyer.Email, content);
            isRefused = await mailer.SendAllAsync([mail], cancellationToken);
        }

        return new(SnapshotOf(await NoteReminderAsync(step.Input, number, cancellationToken)), isRefused);
    }

    // The open amount can change when a part is cancelled or paid. Then it is another charge.
    private static string KeyOf(Invoice invoice) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{invoice.OrganizationId}/{invoice.Id}/{invoice.Open}");

    private async Task<Stored<Invoice>> FindAsync(InvoiceRef invoice, CancellationToken cancellationToken) =>
        await invoices.FindAsync(invoice.OrganizationId, invoice.InvoiceId, cancellationToken)
        ?? throw new InvalidOperationException("What is finalized stays.");

    private CollectionSnapshot SnapshotOf(Invoice invoice)
    {
        var isCardDue = invoice is { IsCardRefused: false, Document.Payment.Means: Documents.PaymentMeans.Card };
        var isUntold = invoice is { IsCardRefused: true, IsRefusalTold: false };
        return new(invoice.Open, isCardDue, isUntold, invoice.AreRemindersHeld, ReminderSchedule.NextAt(invoice, reminders.Value));
    }

    private Task<Invoice> RefuseCardAsync(InvoiceRef reference, string code, CancellationToken cancellationToken) => ChangeAsync(
        reference,
        invoice => invoice.IsCardRefused
            ? invoice
            : invoice.RefuseCard(CentralEurope.DayOf(time.GetUtcNow()).AddDays(invoicing.Value.PaymentDays))
                .With(InvoiceEventKind.CardRefused, time.GetUtcNow()),
        new AuditEvent(AuditAction.InvoiceCardRefused, Actor.System, reference.InvoiceId).With("code", code),
        cancellationToken);

    private Task<Invoice> NoteReminderAsync(InvoiceRef reference, int number, CancellationToken cancellationToken) => ChangeAsync(
        reference,
        invoice => invoice.Reminders >= number
            ? invoice
            : (invoice with { Reminders = number }).With(InvoiceEventKind.Reminded, time.GetUtcNow()),
        new AuditEvent(AuditAction.InvoiceReminded, Actor.System, reference.InvoiceId),
        cancellationToken);

    private async Task<Invoice> ChangeAsync(
        InvoiceRef reference, Func<Invoice, Invoice> next, AuditEvent happened, CancellationToken cancellationToken)
    {
        var changed = await changes.RunAsync<Invoice>(
            async () =>
            {
                var stored = await FindAsync(reference, cancellationToken);
                var after = next(stored.Value);
                if (after == stored.Value)
                    return after;
                var change = new AuditedChange(reference.OrganizationId, happened);
                InvoiceStore.Put(change, stored, after);
                await open.FollowAsync(change, stored.Value, after, cancellationToken);
                return change.Gives(after);
            },
            cancellationToken);
        return changed.OrTryLater();
    }
}
