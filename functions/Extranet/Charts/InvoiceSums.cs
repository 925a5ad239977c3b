using Accounts.Billing.Documents;
using Accounts.Billing.Invoices;

namespace Accounts.Extranet.Charts;

/// <summary>Adds up invoices by month and by the account that used what they bill. Does no I/O.</summary>
/// <param name="payerId">The account that pays.</param>
/// <param name="first">First day of the first month.</param>
/// <param name="months">How many months.</param>
public sealed class InvoiceSums(string payerId, DateOnly first, int months)
{
    /// <summary>Maximum number of sub-accounts with their own colour; more colours look too similar.</summary>
    public const int MostAccounts = 5;

    private readonly Dictionary<string, long[]> _accounts = new() { [payerId] = new long[months] };

    /// <summary>The sub-accounts with the largest amounts, largest first.</summary>
    public IReadOnlyList<string> Largest =>
    [
        .. Used.OrderByDescending(account => account.Value.Sum(Math.Abs))
            .ThenBy(account => account.Key, StringComparer.Ordinal)
            .Take(MostAccounts)
            .Select(account => account.Key),
    ];

    private IEnumerable<KeyValuePair<string, long[]>> Used =>
        _accounts.Where(account => account.Key != payerId && account.Value.Any(net => net != 0));

    /// <summary>Adds a finalized document.</summary>
    public void Add(Invoice invoice)
    {
        var date = invoice.Date!.Value;
        var month = ((date.Year - first.Year) * 12) + date.Month - first.Month;
        if (month < 0 || month >= months)
            return;
        foreach (var (account, net) in invoice.Use?.Accounts ?? new Dictionary<string, long> { [payerId] = invoice.Totals.Net })
        {
            if (!_accounts.TryGetValue(account, out var nets))
                _accounts[account] = nets = new long[months];
            nets[month] += invoice.Sign * net;
        }
    }

    /// <summary>The sums.</summary>
    /// <param name="names">Names of sub-accounts.</param>
    /// <param name="currency">ISO 4217.</param>
    public InvoicedMonths Show(IReadOnlyDictionary<string, string> names, string currency)
    {
        var largest = Largest;
        List<InvoicedPart> parts =
            [new(payerId, null), .. largest.Select(account => new InvoicedPart(account, names.GetValueOrDefault(account)))];
        List<long[]> sums = [_accounts[payerId], .. largest.Select(account => _accounts[account])];
        List<long[]> rest = [.. Used.Where(account => !largest.Contains(account.Key)).Select(account => account.Value)];
        if (rest.Count > 0)
        {
            parts.Add(new(null, null));
            sums.Add([.. Enumerable.Range(0, months).Select(month => rest.Sum(nets => nets[month]))]);
        }

        return new(
            [.. Enumerable.Range(0, months).Select(n => new InvoicedMonth(first.AddMonths(n), [.. sums.Select(nets => nets[n])]))],
            parts,
            currency);
    }
}
