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
    /// <summary>Maximum number of pages that one request reads to find an entry to show.</summary>
    public const int MostPages = 5;

    // The list is sorted by the day of the run. The date of the invoice can be later, after the grace period and a review.
    private const int MostDaysBetween = 400;

    /// <summary>Reads the filter from <c>?state=&amp;from=&amp;to=</c>.</summary>
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

    /// <summary>Moves the page to where the last day begins, so that later days are not read.</summary>
    public PageRequest Narrow(PageRequest page)
    {
        if (Last is not { } last)
            return page;
        // The day of the draft is never later than the date of the invoice.
        var begin = InvoiceKeys.DayOf(last);
        return string.CompareOrdinal(page.After, begin) < 0 ? page with { After = begin } : page;
    }

    /// <summary>Whether neither the rest of what was read nor anything after it can be within the days.</summary>
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
