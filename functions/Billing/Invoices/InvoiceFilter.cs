using System.Globalization;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;

namespace Accounts.Billing.Invoices;

/// <summary>Which invoices a list shows.</summary>
/// <param name="State">Only those in this state; null for all.</param>
/// <param name="First">Only those of this day or later.</param>
/// <param name="Last">Only those of this day or before.</param>
public sealed record InvoiceFilter(ShownState? State, DateOnly? First, DateOnly? Last)
{
    /// <summary>Most pages that one request reads in search of an entry to show.</summary>
    public const int MostPages = 5;

    // Between the day of a run, which the list is sorted by, and that of the invoice lie the period of grace and a review.
    private const int MostDaysBetween = 400;

    /// <summary>From <c>?state=&amp;from=&amp;to=</c>.</summary>
    public static Outcome<InvoiceFilter> From(HttpRequest request)
    {
        ShownState? state = null;
        if (request.Query.TryGetValue("state", out var wished))
        {
            if (!EnumNames.TryParse<ShownState>(wished, out var known))
                return new QueryInvalid("state", "one of " + EnumNames.AllOf<ShownState>());
            state = known;
        }

        if (!TryDay(request, "from", out var from))
            return new QueryInvalid("from", "a day such as 2027-03-01");
        return TryDay(request, "to", out var to) ? new InvoiceFilter(state, from, to) : new QueryInvalid("to", "a day such as 2027-03-31");
    }

    /// <summary>Whether the list shows an invoice.</summary>
    public bool Takes(InvoiceSummary invoice) =>
        (State is null || invoice.State == State) && !(invoice.Date < First) && !(invoice.Date > Last);

    /// <summary>The page, not before where the last day begins: later ones are not read.</summary>
    public PageRequest Narrow(PageRequest page)
    {
        if (Last is not { } last)
            return page;
        // A draft of that day can be older than its invoice, never newer.
        var begin = InvoiceKeys.DayOf(last);
        return string.CompareOrdinal(page.After, begin) < 0 ? page with { After = begin } : page;
    }

    /// <summary>Whether nothing more of what was read, or comes after it, can be of the days.</summary>
    public bool IsOver(Slice<Invoice> slice) =>
        First is { } first && slice.Items.Count > 0 && slice.Items[^1].Value.Day < first.AddDays(-MostDaysBetween);

    private static bool TryDay(HttpRequest request, string name, out DateOnly? day)
    {
        day = null;
        if (!request.Query.TryGetValue(name, out var text))
            return true;
        var isDay = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed);
        day = parsed;
        return isDay;
    }
}
