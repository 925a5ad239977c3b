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

    /// <summary>Names it within its account, see <see cref="InvoiceId"/>.</summary>
    public required string Id { get; init; }

    /// <summary>The account that pays.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>What it is.</summary>
    public required DocumentKind Kind { get; init; }

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

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>Why it waits for a person; of <see cref="InvoiceState.InReview"/> only.</summary>
    public Review? Review { get; init; }

    /// <summary>All that it says but for lines and number; from <see cref="InvoiceState.Frozen"/> on.</summary>
    public InvoiceDocument? Document { get; init; }

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

    /// <summary>What has happened to it, oldest first.</summary>
    public IReadOnlyList<InvoiceEvent> Timeline { get; init; } = [];

    /// <summary>Whether it can still be dropped or held, and its charges be billed otherwise.</summary>
    public bool IsDraft => State is InvoiceState.Draft or InvoiceState.InReview;

    /// <summary>What is left to be paid, in minor units.</summary>
    public long Open => Kind == DocumentKind.Invoice && State is InvoiceState.Finalized or InvoiceState.Sent ? Totals.Payable - Cancelled : 0;

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
}
