using Accounts.Billing.Invoices;
using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Accounts.Billing.Payments;

/// <summary>What the process needs to know about an invoice.</summary>
/// <param name="Open">What is left to be paid, in minor units.</param>
/// <param name="IsCardDue">Whether a card must be charged or refunded, or whether it was is not known yet.</param>
/// <param name="IsRefusalUntold">Whether the customer was not notified yet that the card was refused.</param>
/// <param name="IsHeld">Whether an operator holds the reminders.</param>
/// <param name="RemindAt">When the next reminder is due, in UTC; null after the last one.</param>
public sealed record CollectionSnapshot(long Open, bool IsCardDue, bool IsRefusalUntold, bool IsHeld, DateTime? RemindAt)
{
    /// <summary>Whether nothing is left to be collected.</summary>
    public bool IsSettled => Open <= 0;
}

/// <summary>Collects a finalized invoice: charges the card at once; otherwise sends reminders if the payment is late.</summary>
public static class CollectionProcess
{
    private static readonly Step<InvoiceRef, CollectionSnapshot> Read = new(nameof(CollectionActivities.ReadCollection));
    private static readonly Step<InvoiceRef, CollectionSnapshot> Charge = new(nameof(CollectionActivities.ChargeCard));
    private static readonly MailingStep<InvoiceRef, CollectionSnapshot> TellCardRefused = new(nameof(CollectionActivities.MailCardRefused));
    private static readonly MailingStep<InvoiceRef, CollectionSnapshot> Remind = new(nameof(CollectionActivities.SendReminder));

    /// <summary>How long the process waits before it asks the provider again, after all retries of a charge failed.</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromHours(1);

    /// <summary>How often the process checks an invoice whose reminders are held.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromDays(30);

    public static string IdOf(InvoiceRef invoice) => $"collect-{invoice.OrganizationId}-{invoice.InvoiceId}";

    [Function(nameof(CollectionProcess))]
    public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, InvoiceRef invoice)
    {
        using var process = new ProcessRun(context);
        var now = await process.CallAsync(Read, invoice);

        // 1. A charge is repeated until its outcome is known, even if nothing is open any more: the card may have been charged. What it was
        // charged too much is refunded.
        while (now.IsCardDue)
        {
            process.Show("charging");
            try
            {
                now = await process.CallAsync(Charge, invoice);
            }
            catch (TaskFailedException)
            {
                process.Show("charging", process.Now + AskAgain, "paymentProviderUnavailable");
                await process.ChangedBeforeAsync(process.Now + AskAgain);
                now = await process.CallAsync(Read, invoice);
            }
        }

        // 2. The card was refused, or its charge was reversed: the customer is asked to transfer the amount.
        if (now is { IsSettled: false, IsRefusalUntold: true })
            now = await process.CallAsync(TellCardRefused, invoice);

        // 3. Payment by transfer: a payment or a cancellation ends the process at once; a reminder is sent when it is due.
        while (!now.IsSettled && (now.RemindAt is not null || now.IsHeld))
        {
            var next = now.IsHeld ? process.Now + LookAgain : now.RemindAt!.Value;
            process.Show(now.IsHeld ? "held" : "waitingForPayment", next);
            if (await process.ChangedBeforeAsync(next) || now.IsHeld)
                now = await process.CallAsync(Read, invoice);
            else
                now = await process.CallAsync(Remind, invoice);
        }

        return process.End(now.IsSettled ? "settled" : "overdue");
    }
}
