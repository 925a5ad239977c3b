using Accounts.Billing.Charges;
using Accounts.Billing.Invoices;
using Accounts.Platform.Http;

namespace Accounts.Billing.Reports;

/// <summary>Reads the open items of all accounts, shard by shard; within a shard by due date.</summary>
public sealed class OpenItemReading(OpenInvoices open)
{
    /// <summary>Reads at most as many items as a page has room for.</summary>
    /// <param name="days">The range of due dates.</param>
    /// <param name="page">Its cursor begins with the shard.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<OpenPage> ReadAsync(OpenDays days, PageRequest page, CancellationToken cancellationToken)
    {
        var (shard, after) = TryCursor(page.After) ?? (0, "");
        List<OpenItem> items = [];
        while (items.Count < page.Limit)
        {
            var slice = await open.ListAsync(shard, days, new PageRequest(page.Limit - items.Count, after), cancellationToken);
            items.AddRange(slice.Items);
            after = slice.Next ?? "";
            if (slice.Next is null && ++shard == ChargeKeys.Shards)
                return new OpenPage(items, null);
        }

        return new OpenPage(items, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{shard:D2}{after}"));
    }

    // An invalid cursor begins at the start. It does no harm, because a cursor only chooses where to start.
    private static (int Shard, string After)? TryCursor(string after) =>
        after.Length >= 2
        && int.TryParse(after.AsSpan(0, 2), System.Globalization.NumberStyles.None, null, out var shard)
        && shard < ChargeKeys.Shards
        && after.Length is 2 or > 2 + 11
            ? (shard, after[2..])
            : null;
}
