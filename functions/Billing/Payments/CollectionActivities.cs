using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Billing.Invoices;
using Accounts.Platform.Documents;
using Accounts.Platform.Mail;
using Accounts.Platform.Processes;
using Accounts.Platform.Values;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace Accounts.Billing.Payments;

/// <summary>The side effects of <see cref="CollectionProcess"/>; each may run twice.</summary>
public sealed class CollectionActivities(
    CollectionChanges collection,
    CardSettlement settlement,
    Mailer mailer,
    PaymentMails mails,
    IOptions<ReminderOptions> reminders,
    IOptions<ProviderOptions> provider,
    TimeProvider time)
{
    /// <summary>Reads the state of an invoice's collection.</summary>
    [Function(nameof(ReadCollection))]
    public async Task<CollectionSnapshot> ReadCollection([ActivityTrigger] InvoiceRef invoice, CancellationToken cancellationToken) =>
        SnapshotOf((await collection.FindAsync(invoice, cancellationToken)).Value);

    /// <summary>Charges the card for the open amount, or notes that it was refused. Refunds what was charged too much.</summary>
    [Function(nameof(ChargeCard))]
    public async Task<CollectionSnapshot> ChargeCard(
        [ActivityTrigger] InvoiceRef invoice, [DurableClient] DurableTaskClient processes, CancellationToken cancellationToken) =>
        SnapshotOf(await settlement.SettleAsync(invoice, processes, cancellationToken));

    /// <summary>Notifies the customer that the card was refused, and says how to pay.</summary>
    [Function(nameof(MailCardRefused))]
    public async Task<Mailed<CollectionSnapshot>> MailCardRefused(
        [ActivityTrigger] Mailing<InvoiceRef> step, CancellationToken cancellationToken)
    {
        var invoice = (await collection.FindAsync(step.Input, cancellationToken)).Value;
        var isRefused = false;
        if (!step.IsGivenUp && SnapshotOf(invoice) is { IsSettled: false, IsRefusalUntold: true })
        {
            // The id contains the number of payments, so that each refusal or reversal for the same invoice sends its own mail.
            var name = $"card-refused-{invoice.Payments.Count}";
            var mail = new OutgoingMail(OperationId.Of(step.ProcessId, name), invoice.Document!.Buyer.Email, mails.CardRefused(invoice));
            isRefused = await mailer.SendAllAsync([mail], cancellationToken);
        }

        var told = await collection.ChangeAsync(
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
        var invoice = (await collection.FindAsync(step.Input, cancellationToken)).Value;
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

    private CollectionSnapshot SnapshotOf(Invoice invoice)
    {
        var isCardDue = CardRequest.IsDue(invoice);
        var isUntold = invoice is { IsCardRefused: true, IsRefusalTold: false };
        return new(invoice.Open, isCardDue, isUntold, invoice.AreRemindersHeld, ReminderSchedule.NextAt(invoice, reminders.Value));
    }

    private Task<Invoice> NoteReminderAsync(
        InvoiceRef reference, int number, CancellationToken cancellationToken) => collection.ChangeAsync(
        reference,
        invoice => invoice.Reminders >= number
            ? invoice
            : (invoice with { Reminders = number }).With(InvoiceEventKind.Reminded, time.GetUtcNow()),
        new AuditEvent(AuditAction.InvoiceReminded, Actor.System, reference.InvoiceId),
        cancellationToken);
}
