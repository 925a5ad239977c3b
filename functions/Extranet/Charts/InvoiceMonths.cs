using Accounts.Billing.Invoices;
using Accounts.Platform.Http;
using Accounts.Relations.SubAccounts;

namespace Accounts.Extranet.Charts;

/// <summary>
/// Adds up the invoices of an account: net, by the month of their date. Cancellations count in their own month. One storage operation per
/// hundred documents, at most <see cref="MaxPages"/>, plus one for the name of each sub-account that is shown.
/// </summary>
public sealed class InvoiceMonths(InvoiceStore invoices, SubAccountStore subAccounts)
{
    /// <summary>Maximum number of pages that one chart reads.</summary>
    public const int MaxPages = 20;

    /// <summary>Maximum number of months.</summary>
    public const int MaxMonths = 60;

    // Invoices are sorted by the day of their run. They are finalized after that day, and few of them wait for long.
    private const int DaysBefore = 92;

    /// <summary>Adds up the invoices of the last months.</summary>
    /// <param name="organizationId">The account that pays.</param>
    /// <param name="months">How many months, including the current one.</param>
    /// <param name="today">A day in the last month.</param>
    /// <param name="currency">The currency when there is no invoice.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<Outcome<InvoicedMonths>> AddUpAsync(
        string organizationId, int months, DateOnly today, string currency, CancellationToken cancellationToken)
    {
        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(1 - months);
        var sums = new InvoiceSums(organizationId, first, months);
        string? after = "";
        for (var pages = 0; after is not null; pages++)
        {
            if (pages == MaxPages)
                return new QueryInvalid("months", "fewer months: there are more than 2,000 invoices in this time");
            var slice = await invoices.ListAsync(organizationId, new PageRequest(PageRequest.MaxLimit, after), cancellationToken);
            foreach (var invoice in slice.Items.Select(item => item.Value).Where(invoice => invoice.Number is not null))
            {
                sums.Add(invoice);
                currency = invoice.Currency;
            }

            after = slice.Items.Count > 0 && slice.Items[^1].Value.Day < first.AddDays(-DaysBefore) ? null : slice.Next;
        }

        return sums.Show(await NamesAsync(organizationId, sums.Largest, cancellationToken), currency);
    }

    private async Task<Dictionary<string, string>> NamesAsync(
        string organizationId, IReadOnlyList<string> accounts, CancellationToken cancellationToken)
    {
        Dictionary<string, string> names = [];
        foreach (var account in accounts)
        {
            if (await subAccounts.FindAsync(organizationId, account, cancellationToken) is { } found)
                names[account] = found.Value.Name;
        }

        return names;
    }
}
