using Accounts.Billing.Documents;
using Accounts.Platform.Documents;
using Accounts.Platform.Values;
using Accounts.Sales.Taxes;

namespace Accounts.Billing.Invoices;

/// <summary>
/// An invoice or cancellation of the account that pays it, from draft to the end of its life. What it bills lies in rows of
/// its own. From <see cref="InvoiceState.Frozen"/> on its content never changes; only what happens to it does.
/// </summary>
public sealed record Invoice
{
    /// <summary>Most events of the timeline; what comes after is still in the audit log.</summary>
    public const int MaxEvents = 50;

    /// <summary>Most delivery notes that are mailed with it. A mail may have 10 MB; what is more is in the customer portal.</summary>
    public const int MaxDeliveryNotes = 10;

    /// <summary>Names it within its account, see <see cref="InvoiceId"/>.</summary>
    public required string Id { get; init; }

    /// <summary>The account that pays.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>What it is.</summary>
    public required DocumentKind Kind { get; init; }

    /// <summary>
    /// What its amounts are multiplied by to add documents up: a partial cancellation says positive amounts that are credited, one of
    /// the whole says negative ones.
    /// </summary>
    public int Sign => Kind == DocumentKind.PartialCancellation ? -1 : 1;

    /// <summary>Where it stands.</summary>
    public required InvoiceState State { get; init; }

    /// <summary>The run that collects its charges; no other one adds to it.</summary>
    public required string Run { get; init; }

    /// <summary>The day of that run, or of the cancellation, in Central European time.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The customer's order number that all of its lines share.</summary>
    public string? PurchaseOrderNumber { get; init; }

    /// <summary>How many lines it has.</summary>
    public int Lines { get; init; }

    /// <summary>How many rows hold them.</summary>
    public int LineRows { get; init; }

    /// <summary>How it is taxed: as the account is now, until it is frozen.</summary>
    public required TaxDecision Tax { get; init; }

    /// <summary>What it comes to.</summary>
    public required InvoiceTotals Totals { get; init; }

    /// <summary>Who used what it bills; from <see cref="InvoiceState.Frozen"/> on.</summary>
    public InvoicedUse? Use { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>Why it waits for a person; of <see cref="InvoiceState.InReview"/> only.</summary>
    public Review? Review { get; init; }

    /// <summary>All that it says but for lines and number; from <see cref="InvoiceState.Frozen"/> on.</summary>
    public InvoiceDocument? Document { get; init; }

    /// <summary>Orders whose delivery notes are mailed with it; from <see cref="InvoiceState.Frozen"/> on.</summary>
    public IReadOnlyList<string> DeliveredOrders { get; init; } = [];

    /// <summary>The contact that it is mailed to; from <see cref="InvoiceState.Frozen"/> on.</summary>
    public string? ContactId { get; init; }

    /// <summary>Its number; from <see cref="InvoiceState.Finalized"/> on.</summary>
    public string? Number { get; init; }

    /// <summary>The day on which it got that.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>The day until which it is to be paid.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>Its documents, as they were issued.</summary>
    public IssuedDocuments? Issued { get; init; }

    /// <summary>Whether its mail arrives.</summary>
    public MailState Mail { get; init; }

    /// <summary>The invoice that this takes back; of cancellations only.</summary>
    public InvoiceReference? RefersTo { get; init; }

    /// <summary>What was taken back of it, gross, in minor units.</summary>
    public long Cancelled { get; init; }

    /// <summary>What was paid, and paid back, oldest first.</summary>
    public IReadOnlyList<InvoicePayment> Payments { get; init; } = [];

    /// <summary>Whether the card could not be charged, so that it is paid by transfer.</summary>
    public bool IsCardRefused { get; init; }

    /// <summary>Whether the customer was notified of that.</summary>
    public bool IsRefusalTold { get; init; }

    /// <summary>The same after a card could not be charged, or the charge was reversed: it is paid by transfer until a day.</summary>
    public Invoice RefuseCard(DateOnly dueOn) => this with { IsCardRefused = true, IsRefusalTold = false, DueOn = dueOn };

    /// <summary>How many reminders were sent.</summary>
    public int Reminders { get; init; }

    /// <summary>Whether an operator holds its reminders.</summary>
    public bool AreRemindersHeld { get; init; }

    /// <summary>What has happened to it, oldest first.</summary>
    public IReadOnlyList<InvoiceEvent> Timeline { get; init; } = [];

    /// <summary>Whether it can still be dropped or held, and its charges be billed otherwise.</summary>
    public bool IsDraft => State is InvoiceState.Draft or InvoiceState.InReview;

    /// <summary>What was paid less what was paid back, in minor units.</summary>
    public long Paid => Payments.Sum(payment => payment.Amount);

    /// <summary>What is left to be paid, in minor units; negative when too much was.</summary>
    public long Open => Kind == DocumentKind.Invoice && Number is not null ? Totals.Payable - Cancelled - Paid : 0;

    /// <summary>The same with one event more.</summary>
    public Invoice With(InvoiceEventKind kind, DateTimeOffset at) =>
        Timeline.Count >= MaxEvents ? this : this with { Timeline = [.. Timeline, new InvoiceEvent(at, kind)] };
}

/// <summary>Another invoice.</summary>
/// <param name="Id">Names it within its account.</param>
/// <param name="Number">Its number.</param>
/// <param name="Date">Its date.</param>
public sealed record InvoiceReference(string Id, string Number, DateOnly Date);

/// <summary>The documents of an invoice.</summary>
/// <param name="Xml">XRechnung.</param>
/// <param name="Pdf">For people.</param>
public sealed record IssuedDocuments(StoredDocument Xml, StoredDocument Pdf);

/// <summary>Whether a mail arrives.</summary>
public enum MailState
{
    /// <summary>It was not sent yet.</summary>
    Waiting,

    /// <summary>It was sent.</summary>
    Sent,

    /// <summary>It can never arrive.</summary>
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

    /// <summary>It waits for a person.</summary>
    Reviewed,

    /// <summary>An operator holds it.</summary>
    Held,

    /// <summary>It waits no more.</summary>
    Released,

    /// <summary>It got its number and its documents.</summary>
    Finalized,

    /// <summary>It was mailed.</summary>
    Sent,

    /// <summary>Its mail cannot arrive.</summary>
    Undeliverable,

    /// <summary>A part of it was cancelled.</summary>
    PartlyCancelled,

    /// <summary>All of it is cancelled.</summary>
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

/// <summary>A payment.</summary>
/// <param name="Id">Names it, so that it is never recorded twice.</param>
/// <param name="Means">How it came.</param>
/// <param name="Amount">In minor units; negative for what was paid back.</param>
/// <param name="ReceivedOn">The day on which it arrived, in Central European time.</param>
/// <param name="Reference">What the sender wrote, or the provider's charge.</param>
public sealed record InvoicePayment(string Id, PaidBy Means, long Amount, DateOnly ReceivedOn, string? Reference)
{
    /// <summary>Whether the bank took a charge of a card back.</summary>
    public bool IsReversal { get; init; }
}

/// <summary>How a payment came.</summary>
public enum PaidBy
{
    /// <summary>By transfer.</summary>
    Transfer,

    /// <summary>By card; negative amounts are refunds and reversals.</summary>
    Card,
}
