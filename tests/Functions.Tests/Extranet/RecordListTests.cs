using Accounts.Tests.Sales.Catalog;

namespace Accounts.Tests.Extranet;

public sealed class RecordListTests
{
    [InProcessFact]
    public async Task Records_of_all_orders_are_listed_page_by_page()
    {
        await using var area = await Area.OpenAsync();
        List<string> submitted = [];
        for (var order = 0; order < 2; order++)
        {
            await area.PlaceOrderAsync((Products.Hours, 10));
            submitted.Insert(0, await area.SubmitAsync(1, 1));
            // Ids of one moment have no order.
            await area.AdvanceAsync(TimeSpan.FromSeconds(1));
            submitted.Insert(1, await area.SubmitAsync(1, 2));
        }

        await area.DecideAsync(submitted[0]);
        List<(string, string)> listed = [];
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await area.Owner.GetAsync($"{area.Extranet}/performance-records?limit=3{cursor}")).Json;
            listed.AddRange(
                page["items"]!
                    .AsArray()
                    .Select(
                        item =>
                            (
                                $"/api/orders/{item!["orderId"]}/performance-records/{item["record"]!["id"]}",
                                item["record"]!["state"]!.GetValue<string>())));
            cursor = page["nextCursor"] is { } next ? "&cursor=" + next : null;
        }

        Assert.Equal([.. submitted.Select((record, n) => (record, n == 0 ? "accepted" : "submitted"))], listed);
    }
}
