using Accounts.Access;
using Accounts.Billing.Invoices;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Billing.Reports;

/// <summary><c>GET /billing/reports/open-items</c>: what customers owe, one by one, and summed up by age.</summary>
public sealed class ReadOpenItems(OpenItemReading reading, TimeProvider time)
{
    // Maximum number of items per answer with sums, and page size for reading them.
    private const int MostSummed = 5_000;
    private const int PageSize = 100;

    [Function(nameof(ListOpenItems))]
    [Allow(Who.Operator)]
    [Operation(
        "List open items",
        Description = "Invoices of all accounts that have an open amount today, and how late they are.",
        Gives = typeof(PageView<OpenItemView>),
        Pages = true)]
    [Query("age", typeof(OpenItemAge), "Only items of this age.")]
    public async Task<IResult> ListOpenItems(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "billing/reports/open-items")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        if (!PageRequest.From(request).Succeeded(out var page, out var failure))
            return failure;
        OpenItemAge? age = null;
        if (request.Query.TryGetValue("age", out var text))
        {
            if (!EnumNames.TryParse<OpenItemAge>(text, out var wished))
                return new QueryInvalid("age", "one of " + EnumNames.AllOf<OpenItemAge>());
            age = wished;
        }

        var today = CentralEurope.DayOf(time.GetUtcNow());
        var read = await reading.ReadAsync(OpenItemAges.DaysOf(age, today), page, cancellationToken);
        return Answer.Ok(new PageView<OpenItemView>(
            [.. read.Items.Select(item => OpenItemView.Of(item, today)).Where(item => age is null || item.Age == age)],
            PageRequest.CursorAfter(read.Next)));
    }

    [Function(nameof(SumOpenItems))]
    [Allow(Who.Operator)]
    [Operation(
        "Sum up open items by age",
        Description = "One answer covers up to 5,000 items. If it has a nextCursor, add the sums of the next answer.",
        Gives = typeof(OpenItemSumsView))]
    [Query("cursor", typeof(string), "The nextCursor of the previous answer.")]
    public async Task<IResult> SumOpenItems(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "billing/reports/open-items/sums")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        if (!PageRequest.From(request).Succeeded(out var page, out var failure))
            return failure;
        var today = CentralEurope.DayOf(time.GetUtcNow());
        var sums = new SortedDictionary<(string Currency, OpenItemAge Age), OpenItemSum>();
        string? next = page.After;
        for (var room = MostSummed; room > 0 && next is not null; room -= PageSize)
        {
            var read = await reading.ReadAsync(OpenDays.All, new PageRequest(PageSize, next), cancellationToken);
            next = read.Next;
            foreach (var item in read.Items)
            {
                var (currency, age) = (item.Currency, OpenItemAges.Of(item, today));
                var sum = sums.GetValueOrDefault((currency, age)) ?? new OpenItemSum(currency, age, 0, 0);
                sums[(currency, age)] = sum with { Items = sum.Items + 1, Open = sum.Open + item.Open };
            }
        }

        return Answer.Ok(new OpenItemSumsView(today, [.. sums.Values], PageRequest.CursorAfter(next)));
    }
}

/// <summary>An open item.</summary>
/// <param name="OrganizationId">The account that pays: its customer number.</param>
/// <param name="Customer">The company, as the invoice prints it.</param>
/// <param name="Number">The number of the invoice.</param>
/// <param name="Date">The date of the invoice.</param>
/// <param name="DueDate">The last day for payment.</param>
/// <param name="DaysLate">Days since the last day for payment; 0 if it has not passed.</param>
/// <param name="Age">How late it is, in steps.</param>
/// <param name="Currency">ISO 4217, of the amounts.</param>
/// <param name="Gross">Of the invoice, in minor units.</param>
/// <param name="Open">In minor units; negative when too much was paid.</param>
/// <param name="Links">A link to the invoice.</param>
public sealed record OpenItemView(
    string OrganizationId,
    string Customer,
    string Number,
    DateOnly Date,
    DateOnly DueDate,
    int DaysLate,
    OpenItemAge Age,
    string Currency,
    long Gross,
    long Open,
    OpenItemLinks Links)
{
    public static OpenItemView Of(OpenItem item, DateOnly today) => new(
        item.OrganizationId,
        item.Customer,
        item.Number,
        item.Date,
        item.DueOn,
        Math.Max(0, today.DayNumber - item.DueOn.DayNumber),
        OpenItemAges.Of(item, today),
        item.Currency,
        item.Gross,
        item.Open,
        new($"/api/organizations/{item.OrganizationId}/invoices/{item.Number}"));
}

/// <summary>Links of an open item.</summary>
/// <param name="Invoice">The invoice.</param>
public sealed record OpenItemLinks(string Invoice);

/// <summary>Open items, summed up.</summary>
/// <param name="Day">The day for which the ages are calculated.</param>
/// <param name="Sums">By currency and age.</param>
/// <param name="NextCursor">Leads to the sums of the next items; absent when these are all.</param>
public sealed record OpenItemSumsView(DateOnly Day, IReadOnlyList<OpenItemSum> Sums, string? NextCursor);

/// <summary>The open items of an age.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Age">How late they are.</param>
/// <param name="Items">How many.</param>
/// <param name="Open">In minor units.</param>
public sealed record OpenItemSum(string Currency, OpenItemAge Age, int Items, long Open);
