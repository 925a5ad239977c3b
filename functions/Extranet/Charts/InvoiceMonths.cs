using Accounts.Billing.Documents;
using Accounts.Billing.Invoices;
using Accounts.Platform.Http;

namespace Accounts.Extranet.Charts;

/// <summary>What was invoiced in a month.</summary>
/// <param name="First">Its first day.</param>
/// <param name="Net">In minor units, less what was cancelled in that month.</param>
public sealed record InvoicedMonth(DateOnly First, long Net);

/// <summary>What was invoiced month by month.</summary>
/// <param name="Months">Without gaps, earliest first.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record InvoicedMonths(IReadOnlyList<InvoicedMonth> Months, string Currency);

/// <summary>
/// Adds up the invoices of an account: net, by the month of their date; cancellations count in their own month. One storage
/// operation per hundred documents, <see cref="MaxPages"/> at the most.
/// </summary>
public sealed class InvoiceMonths(InvoiceStore invoices)
{
    /// <summary>Most pages that one chart reads.</summary>
    public const int MaxPages = 20;

    /// <summary>Longest time.</summary>
    public const int MaxMonths = 60;

    // Invoices are in the order of the day of their run. They are finalized after that, and few wait for long.
    private const int DaysBefore = 92;

    /// <summary>Adds them up.</summary>
    /// <param name="organizationId">The account that pays.</param>
    /// <param name="months">How many, the last one included.</param>
    /// <param name="today">In the last month.</param>
    /// <param name="currency">Where there is no invoice.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<Outcome<InvoicedMonths>> AddUpAsync(
        string organizationId, int months, DateOnly today, string currency, CancellationToken cancellationToken)
    {
        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(1 - months);
        var sums = Enumerable.Range(0, months).ToDictionary(n => first.AddMonths(n), _ => 0L);
        string? after = "";
        for (var pages = 0; after is not null; pages++)
        {
            if (pages == MaxPages)
                return new QueryInvalid("months", "fewer months: there are more than 2,000 invoices in this time");
            var slice = await invoices.ListAsync(organizationId, new PageRequest(PageRequest.MaxLimit, after), cancellationToken);
            foreach (var invoice in slice.Items.Select(item => item.Value).Where(invoice => invoice.Number is not null))
            {
                var date = invoice.Date!.Value;
                var month = new DateOnly(date.Year, date.Month, 1);
                if (sums.ContainsKey(month))
                    sums[month] += NetOf(invoice);
                currency = invoice.Currency;
            }

            after = slice.Items.Count > 0 && slice.Items[^1].Value.Day < first.AddDays(-DaysBefore) ? null : slice.Next;
        }

        return new InvoicedMonths([.. sums.OrderBy(sum => sum.Key).Select(sum => new InvoicedMonth(sum.Key, sum.Value))], currency);
    }

    // A cancellation of the whole has negative quantities; one of a part has positive amounts that are credited.
    private static long NetOf(Invoice invoice) =>
        invoice.Kind == DocumentKind.PartialCancellation ? -invoice.Totals.Net : invoice.Totals.Net;
}
