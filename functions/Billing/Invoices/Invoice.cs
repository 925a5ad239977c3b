using Accounts.Billing.Documents;
using Accounts.Platform.Documents;
using Accounts.Platform.Values;
using Accounts.Sales.Taxes;

namespace Accounts.Billing.Invoices;

/// <summary>
/// An invoice or cancellation of the account that pays it, from the draft on. Its lines are stored in separate rows. From
/// <see cref="InvoiceState.Frozen"/> on, its content never changes; only its state, payments and events do.
/// </summary>
public sealed record Invoice
{
    /// <summary>Maximum number of events in the timeline. Later ones are only in the audit log.</summary>
    public const int MaxEvents = 50;

    /// <summary>
    /// Maximum number of delivery notes that are mailed with it, because a mail may have 10 MB. All of them are in the customer portal.
    /// </summary>
    public const int MaxDeliveryNotes = 10;

    /// <summary>Its id within its account, see <see cref="InvoiceId"/>.</summary>
    public required string Id { get; init; }

    /// <summary>The account that pays.</summary>
    public required string OrganizationId { get; init; }

    public required DocumentKind Kind { get; init; }

    /// <summary>
    /// The factor for adding up documents. A partial cancellation has positive amounts that are credited; a whole one has negative
    /// amounts.
    /// </summary>
    public int Sign => Kind == DocumentKind.PartialCancellation ? -1 : 1;

    public required InvoiceState State { get; init; }

    /// <summary>The run that collects its charges; no other run adds to it.</summary>
    public required string Run { get; init; }

    /// <summary>The day of that run, or of the cancellation, in Central European time.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The customer's order number that all of its lines share.</summary>
    public string? PurchaseOrderNumber { get; init; }

    /// <summary>Number of lines.</summary>
    public int Lines { get; init; }

    /// <summary>Number of rows that hold the lines.</summary>
    public int LineRows { get; init; }

    /// <summary>How it is taxed. It follows the account until the invoice is frozen.</summary>
    public required TaxDecision Tax { get; init; }

    public required InvoiceTotals Totals { get; init; }

    /// <summary>Which accounts used what it bills; from <see cref="InvoiceState.Frozen"/> on.</summary>
    public InvoicedUse? Use { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>Why it waits for a person; only in <see cref="InvoiceState.InReview"/>.</summary>
    public Review? Review { get; init; }

    /// <summary>Its content without lines and number; from <see cref="InvoiceState.Frozen"/> on.</summary>
    public InvoiceDocument? Document { get; init; }

    /// <summary>Orders whose delivery notes are mailed with it; from <see cref="InvoiceState.Frozen"/> on.</summary>
    public IReadOnlyList<string> DeliveredOrders { get; init; } = [];

    /// <summary>The contact that it is mailed to; from <see cref="InvoiceState.Frozen"/> on.</summary>
    public string? ContactId { get; init; }

    /// <summary>Its number; from <see cref="InvoiceState.Finalized"/> on.</summary>
    public string? Number { get; init; }

    /// <summary>The day on which it got its number.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>The last day for payment.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>Its documents, as they were issued.</summary>
    public IssuedDocuments? Issued { get; init; }

    /// <summary>Whether it was mailed.</summary>
    public MailState Mail { get; init; }

    /// <summary>The invoice that this one cancels; only on cancellations.</summary>
    public InvoiceReference? RefersTo { get; init; }

    /// <summary>The gross amount of it that was cancelled, in minor units.</summary>
    public long Cancelled { get; init; }

    /// <summary>Payments and refunds, oldest first.</summary>
    public IReadOnlyList<InvoicePayment> Payments { get; init; } = [];

    /// <summary>The charge or refund of a card whose outcome is not known yet; null if there is none.</summary>
    public CardRequest? CardRequest { get; init; }

    /// <summary>Whether the card could not be charged. The invoice is then paid by transfer.</summary>
    public bool IsCardRefused { get; init; }

    /// <summary>Whether the customer was notified of that.</summary>
    public bool IsRefusalTold { get; init; }

    /// <summary>
    /// The invoice after the card could not be charged or the charge was reversed: it is paid by transfer, by a new due date.
    /// </summary>
    public Invoice RefuseCard(DateOnly dueOn) => this with { IsCardRefused = true, IsRefusalTold = false, DueOn = dueOn };

    /// <summary>How many reminders were sent.</summary>
    public int Reminders { get; init; }

    /// <summary>Whether an operator holds its reminders.</summary>
    public bool AreRemindersHeld { get; init; }

    /// <summary>What has happened to it, oldest first.</summary>
    public IReadOnlyList<InvoiceEvent> Timeline { get; init; } = [];

    /// <summary>Whether it can still be dropped or held, so that its charges could go to another invoice.</summary>
    public bool IsDraft => State is InvoiceState.Draft or InvoiceState.InReview;

    /// <summary>Payments minus refunds, in minor units.</summary>
    public long Paid => Payments.Sum(payment => payment.Amount);

    /// <summary>The amount that is left to be paid, in minor units; negative if too much was paid.</summary>
    public long Open => Kind == DocumentKind.Invoice && Number is not null ? Totals.Payable - Cancelled - Paid : 0;

    /// <summary>The invoice with one more event.</summary>
    public Invoice With(InvoiceEventKind kind, DateTimeOffset at) =>
        Timeline.Count >= MaxEvents ? this : this with { Timeline = [.. Timeline, new InvoiceEvent(at, kind)] };
}

/// <summary>A reference to another invoice.</summary>
/// <param name="Id">Its id within its account.</param>
/// <param name="Number">Its number.</param>
/// <param name="Date">Its date.</param>
public sealed record InvoiceReference(string Id, string Number, DateOnly Date);

/// <summary>The documents of an invoice.</summary>
/// <param name="Xml">XRechnung.</param>
/// <param name="Pdf">For human readers.</param>
public sealed record IssuedDocuments(StoredDocument Xml, StoredDocument Pdf);

/// <summary>Whether an invoice was mailed.</summary>
public enum MailState
{
    /// <summary>It was not sent yet.</summary>
    Waiting,

    /// <summary>It was sent.</summary>
    Sent,

    /// <summary>It cannot be delivered.</summary>
    Undeliverable,
}

/// <summary>Something that happened to an invoice.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What.</param>
public sealed record InvoiceEvent(DateTimeOffset At, InvoiceEventKind Kind);

/// <summary>What can happen to an invoice.</summary>
public enum InvoiceEventKind
{
    /// <summary>A draft was made.</summary>
    Drafted,

    /// <summary>It went into review, and waits for a person.</summary>
    Reviewed,

    /// <summary>An operator holds it.</summary>
    Held,

    /// <summary>It got its number and its documents.</summary>
    Finalized,

    /// <summary>It was mailed.</summary>
    Sent,

    /// <summary>Its mail cannot be delivered.</summary>
    Undeliverable,

    /// <summary>A part of it was cancelled.</summary>
    PartlyCancelled,

    /// <summary>All of it was cancelled.</summary>
    Cancelled,

    /// <summary>Something was paid.</summary>
    Paid,

    /// <summary>Something was paid back, or a payment was reversed.</summary>
    PaidBack,

    /// <summary>The card could not be charged.</summary>
    CardRefused,

    /// <summary>A reminder was sent.</summary>
    Reminded,
}

/// <summary>A payment or refund.</summary>
/// <param name="Id">Its id, so that it is never recorded twice.</param>
/// <param name="Means">The means of payment.</param>
/// <param name="Amount">In minor units; negative for refunds and reversals.</param>
/// <param name="ReceivedOn">The day on which it arrived, in Central European time.</param>
/// <param name="Reference">The sender's text, or the provider's id of the charge.</param>
public sealed record InvoicePayment(string Id, PaidBy Means, long Amount, DateOnly ReceivedOn, string? Reference)
{
    /// <summary>Whether the bank reversed a card charge.</summary>
    public bool IsReversal { get; init; }
}

/// <summary>How a payment was made.</summary>
public enum PaidBy
{
    /// <summary>By transfer.</summary>
    Transfer,

    /// <summary>By card; negative amounts are refunds and reversals.</summary>
    Card,
}
