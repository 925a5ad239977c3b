namespace Accounts.Billing.Invoices;

/// <summary>
/// What is open of an invoice (offener Posten). Its row lies beside the invoice and is written in each transaction that changes
/// what is open, so that the two never differ.
/// </summary>
/// <param name="OrganizationId">The account that pays.</param>
/// <param name="InvoiceId">Names the invoice there.</param>
/// <param name="Number">Its number.</param>
/// <param name="Date">Its date.</param>
/// <param name="DueOn">The day until which it is to be paid; its date where nothing was to be paid.</param>
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
    /// <summary>What is open of an invoice; null when nothing is.</summary>
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

    /// <summary>The day under which an invoice is listed while something of it is open.</summary>
    public static DateOnly DayOf(Invoice invoice) => invoice.DueOn ?? invoice.Date!.Value;
}
