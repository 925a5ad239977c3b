using Accounts.Billing.Charges;
using Accounts.Billing.Documents;
using Accounts.Platform.Values;

namespace Accounts.Billing.Invoices;

/// <summary>Whether a document is an invoice or a cancellation.</summary>
public enum InvoiceKind
{
    /// <summary>Rechnung</summary>
    Invoice,

    /// <summary>Stornorechnung, of all or a part of an invoice.</summary>
    Cancellation,
}

/// <summary>The state of an invoice, as shown to users.</summary>
public enum ShownState
{
    /// <summary>Without number.</summary>
    Draft,

    /// <summary>Waits for a person.</summary>
    InReview,

    /// <summary>Has its number; its mail is not sent yet.</summary>
    Finalized,

    /// <summary>Was mailed, or the mail cannot be delivered.</summary>
    Sent,

    /// <summary>Nothing is left to be paid.</summary>
    Paid,

    /// <summary>Something is left to be paid, and the due date has passed.</summary>
    Overdue,

    /// <summary>All of it was cancelled.</summary>
    Cancelled,
}

/// <summary>An invoice as lists show it.</summary>
/// <param name="Id">Its id within its account.</param>
/// <param name="Number">Absent on a draft.</param>
/// <param name="Kind">Whether it is an invoice or a cancellation.</param>
/// <param name="State">Its state.</param>
/// <param name="Date">Its date; for a draft, the day of its run.</param>
/// <param name="DueDate">The last day for payment.</param>
/// <param name="Currency">ISO 4217, of all amounts.</param>
/// <param name="Net">In minor units.</param>
/// <param name="Tax">In minor units.</param>
/// <param name="Gross">In minor units.</param>
/// <param name="Open">The amount that is left to be paid, in minor units; negative if too much was paid.</param>
/// <param name="PurchaseOrderNumber">The customer's order number that all lines share.</param>
/// <param name="RefersTo">The number of the invoice that a cancellation cancels.</param>
/// <param name="Review">Why it waits; only shown to operators.</param>
/// <param name="Links">Links to its parts.</param>
public sealed record InvoiceSummary(
    string Id,
    string? Number,
    InvoiceKind Kind,
    ShownState State,
    DateOnly Date,
    DateOnly? DueDate,
    string Currency,
    long Net,
    long Tax,
    long Gross,
    long Open,
    string? PurchaseOrderNumber,
    string? RefersTo,
    Review? Review,
    InvoiceLinks Links)
{
    /// <summary>Shows an invoice.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="today">Decides whether it is overdue.</param>
    /// <param name="forOperator">Whether the reader may know why it waits.</param>
    public static InvoiceSummary Of(Invoice invoice, DateOnly today, bool forOperator) => new(
        invoice.Id,
        invoice.Number,
        invoice.Kind == DocumentKind.Invoice ? InvoiceKind.Invoice : InvoiceKind.Cancellation,
        StateOf(invoice, today),
        invoice.Date ?? invoice.Day,
        invoice.DueOn,
        invoice.Currency,
        invoice.Totals.Net,
        invoice.Totals.Tax,
        invoice.Totals.Gross,
        invoice.Open,
        invoice.PurchaseOrderNumber,
        invoice.RefersTo?.Number,
        forOperator ? invoice.Review : null,
        InvoiceLinks.Of(invoice));

    private static ShownState StateOf(Invoice invoice, DateOnly today) => invoice.State switch
    {
        InvoiceState.Draft or InvoiceState.Frozen => ShownState.Draft,
        InvoiceState.InReview => ShownState.InReview,
        InvoiceState.Cancelled => ShownState.Cancelled,
        _ when invoice is { Kind: DocumentKind.Invoice, Open: <= 0 } => ShownState.Paid,
        _ when invoice.Open > 0 && invoice.DueOn < today => ShownState.Overdue,
        InvoiceState.Finalized => ShownState.Finalized,
        _ => ShownState.Sent,
    };
}

/// <summary>Links to the parts of an invoice.</summary>
/// <param name="Self">The invoice.</param>
/// <param name="Pdf">Its PDF; for a draft, a preview.</param>
/// <param name="Xml">Its XRechnung; absent on a draft.</param>
/// <param name="RefersTo">The invoice that a cancellation cancels.</param>
/// <param name="Organization">The organization that pays it.</param>
public sealed record InvoiceLinks(string Self, string Pdf, string? Xml, string? RefersTo, string Organization)
{
    public static InvoiceLinks Of(Invoice invoice)
    {
        var organization = "/api/organizations/" + invoice.OrganizationId;
        var self = $"{organization}/invoices/{invoice.Number ?? invoice.Id}";
        return new(
            self,
            self + ".pdf",
            invoice.Issued is null ? null : self + ".xml",
            invoice.RefersTo is { } original ? $"{organization}/invoices/{original.Number}" : null,
            organization);
    }
}

/// <summary>An invoice as the interface shows it.</summary>
/// <param name="Invoice">The same as in lists.</param>
/// <param name="Sections">Its lines by the account that used them: one section, or one for each account on a collective invoice.</param>
/// <param name="Taxes">By category and rate.</param>
/// <param name="Payments">Payments and refunds, oldest first.</param>
/// <param name="Contact">The contact that it is mailed to; absent until it is finalized.</param>
/// <param name="Mail">Whether it was mailed.</param>
/// <param name="Timeline">What has happened, oldest first.</param>
public sealed record InvoiceView(
    InvoiceSummary Invoice,
    IReadOnlyList<SectionView> Sections,
    IReadOnlyList<TaxSubtotal> Taxes,
    IReadOnlyList<InvoicePayment> Payments,
    InvoiceContactView? Contact,
    MailState Mail,
    IReadOnlyList<InvoiceEvent> Timeline)
{
    public static InvoiceView Of(Invoice invoice, IReadOnlyList<InvoiceLine> lines, InvoiceSummary summary) => new(
        summary,
        [.. lines.GroupBy(line => line.UsedBy).Select(section => SectionView.Of(section.Key, [.. section]))],
        invoice.Totals.Taxes,
        invoice.Payments,
        invoice.Document is { } document ? new(invoice.ContactId!, document.Buyer.ContactName, document.Buyer.Email) : null,
        invoice.Mail,
        invoice.Timeline);
}

/// <summary>The contact that an invoice is mailed to, as it was then.</summary>
/// <param name="Id">The id of the contact.</param>
/// <param name="Name">Absent for a mailbox.</param>
/// <param name="Email">Its address.</param>
public sealed record InvoiceContactView(string Id, string? Name, string Email);

/// <summary>What one account used.</summary>
/// <param name="CustomerNumber">Its customer number.</param>
/// <param name="Name">The company's name.</param>
/// <param name="Net">In minor units.</param>
/// <param name="Lines">The lines.</param>
public sealed record SectionView(string CustomerNumber, string Name, long Net, IReadOnlyList<InvoiceLineView> Lines)
{
    public static SectionView Of(UsedBy account, IReadOnlyList<InvoiceLine> lines) => new(
        account.CustomerNumber, account.Name, lines.Sum(line => line.Net), [.. lines.Select(InvoiceLineView.Of)]);
}

/// <summary>A line as the interface shows it.</summary>
/// <param name="Number">Its position, starting at 1.</param>
/// <param name="ChargeId">The charge that it bills.</param>
/// <param name="Description">What was sold.</param>
/// <param name="Note">Further text.</param>
/// <param name="Quantity">Negative for a credit.</param>
/// <param name="UnitPrice">Net, in minor units.</param>
/// <param name="Net">In minor units.</param>
/// <param name="TaxRate">In hundredths of a percent.</param>
/// <param name="SupplyDate">The day of supply. Either this or period is present.</param>
/// <param name="Period">The days of supply. Either this or supplyDate is present.</param>
/// <param name="OrderId">Id of our order.</param>
/// <param name="PurchaseOrderNumber">The customer's order number.</param>
public sealed record InvoiceLineView(
    int Number,
    string ChargeId,
    string Description,
    string? Note,
    decimal Quantity,
    long UnitPrice,
    long Net,
    int TaxRate,
    DateOnly? SupplyDate,
    SupplyPeriod? Period,
    string? OrderId,
    string? PurchaseOrderNumber)
{
    public static InvoiceLineView Of(InvoiceLine line) => new(
        line.Number,
        line.ChargeId,
        line.Name,
        line.Note,
        line.Quantity,
        line.UnitPrice,
        line.Net,
        line.Tax.Rate,
        SupplyPeriod.DayOf(line.SuppliedFrom, line.SuppliedTo),
        SupplyPeriod.Of(line.SuppliedFrom, line.SuppliedTo),
        line.OrderId,
        line.PurchaseOrderNumber);
}
