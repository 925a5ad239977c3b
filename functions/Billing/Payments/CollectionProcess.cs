using Accounts.Billing.Invoices;
using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Accounts.Billing.Payments;

/// <summary>What the process needs to know of an invoice.</summary>
/// <param name="Open">What is left to be paid, in minor units.</param>
/// <param name="IsCardDue">Whether a card is to be charged.</param>
/// <param name="IsRefusalUntold">Whether the customer does not know yet that the card was refused.</param>
/// <param name="IsHeld">Whether an operator holds the reminders.</param>
/// <param name="RemindAt">When the next reminder is due, in UTC; null after the last one.</param>
public sealed record CollectionSnapshot(long Open, bool IsCardDue, bool IsRefusalUntold, bool IsHeld, DateTime? RemindAt)
{
    /// <summary>Whether nothing is left to be collected.</summary>
    public bool IsSettled => Open <= 0;
}

/// <summary>From a finalized invoice to its payment: the card is charged at once, else reminders go out when it is late.</summary>
public static class CollectionProcess
{
    private static readonly Step<InvoiceRef, CollectionSnapshot> Read = new(nameof(CollectionActivities.ReadCollection));
    private static readonly Step<InvoiceRef, CollectionSnapshot> Charge = new(nameof(CollectionActivities.ChargeCard));
    private static readonly MailingStep<InvoiceRef, CollectionSnapshot> TellCardRefused = new(nameof(CollectionActivities.MailCardRefused));
    private static readonly MailingStep<InvoiceRef, CollectionSnapshot> Remind = new(nameof(CollectionActivities.SendReminder));

    /// <summary>How long the provider may be out of reach before the process says so and asks again.</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromHours(1);

    /// <summary>How often a process looks at what an operator holds.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromDays(30);

    /// <summary>The process of an invoice.</summary>
    public static string IdOf(InvoiceRef invoice) => $"collect-{invoice.OrganizationId}-{invoice.InvoiceId}";

    /// <summary>The orchestrator.</summary>
    [Function(nameof(CollectionProcess))]
    public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, InvoiceRef invoice)
    {
        using var process = new ProcessRun(context);
        var now = await process.CallAsync(Read, invoice);

        // 1. A card is charged until there is an answer: its key makes that one charge, however often it is asked for.
        while (now is { IsSettled: false, IsCardDue: true })
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

        // 2. A card that was refused, or whose charge was reversed: the customer is asked to transfer the amount.
        if (now is { IsSettled: false, IsRefusalUntold: true })
            now = await process.CallAsync(TellCardRefused, invoice);

        // 3. By transfer: a payment or a cancellation ends it at once, a reminder goes out when its day has come.
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
