namespace Accounts.Billing.Invoices;

/// <summary>
/// The open amount of an invoice (offener Posten). Its row is stored beside the invoice, and is written in each transaction that changes
/// the open amount, so that the two never differ.
/// </summary>
/// <param name="OrganizationId">The account that pays.</param>
/// <param name="InvoiceId">The invoice's id within that account.</param>
/// <param name="Number">Its number.</param>
/// <param name="Date">Its date.</param>
/// <param name="DueOn">The last day for payment; the invoice date if nothing was to be paid.</param>
/// <param name="Customer">The company, as the invoice prints it.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Gross">Of the invoice, in minor units.</param>
/// <param name="Open">In minor units; negative when too much was paid.</param>
public sealed record OpenItem(
    string OrganizationId,
    string InvoiceId,
    string Number,
    DateOnly Date,
    DateOnly DueOn,
    string Customer,
    string Currency,
    long Gross,
    long Open)
{
    /// <summary>The open item of an invoice; null if nothing is open.</summary>
    public static OpenItem? Of(Invoice invoice) => invoice.Open == 0
        ? null
        : new OpenItem(
            invoice.OrganizationId,
            invoice.Id,
            invoice.Number!,
            invoice.Date!.Value,
            DayOf(invoice),
            invoice.Document!.Buyer.Company.Name,
            invoice.Currency,
            invoice.Totals.Gross,
            invoice.Open);

    /// <summary>The day under which an invoice is listed while it has an open amount.</summary>
    public static DateOnly DayOf(Invoice invoice) => invoice.DueOn ?? invoice.Date!.Value;
}
