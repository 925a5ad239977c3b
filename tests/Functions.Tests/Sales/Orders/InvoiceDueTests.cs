using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Sales.Orders;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Sales.Orders;

public sealed class InvoiceDueTests
{
    private static readonly DateOnly Today = new(2027, 3, 2);

    [InProcessFact]
    public async Task What_is_due_is_found_on_its_day_and_after_it_page_by_page_until_it_is_taken()
    {
        await using var app = await App.StartAsync();
        var store = app.Host.Services.GetRequiredService<InvoiceDueStore>();
        OrderInvoiceDue[] dues =
        [
            await ListAsync(app, store, "7777777-9", "record-1", Today.AddDays(-40)),
            await ListAsync(app, store, "1234567-1", "licenses-001", Today.AddDays(-1)),
            await ListAsync(app, store, "1234567-1", "record-1", Today.AddDays(-1)),
            await ListAsync(app, store, "1234567-2", "record-1", Today.AddDays(-1)),
            await ListAsync(app, store, "1111111-1", "record-1", Today),
        ];
        await ListAsync(app, store, "1111111-1", "record-2", Today.AddDays(1));

        foreach (var limit in (int[])[1, 2, 3, 5, 100])
            Assert.Equal(dues.Select(Name), await NamesAsync(store, limit));

        await store.TakeAsync(dues[2], default);
        await store.TakeAsync(dues[2], default);
        Assert.Equal(dues.Where(due => due != dues[2]).Select(Name), await NamesAsync(store, limit: 2));
        Assert.NotNull(await store.FindAsync(OrderId.Parse("1234567-1")!, "record-1", default));
    }

    private static async Task<OrderInvoiceDue> ListAsync(App app, InvoiceDueStore store, string orderId, string delivery, DateOnly dueOn)
    {
        var due = new OrderInvoiceDue(orderId, delivery, InvoiceCause.PerformanceRecord, dueOn, dueOn, [new DueItem(1, 1, "A")]);
        await SeededCustomer.WriteAsync(app, new ChangeSet(OrderId.Parse(orderId)!.OrganizationId).Add(InvoiceDueStore.New(due)));
        await store.PutOnDayAsync(OrderId.Parse(orderId)!, delivery, default);
        return due;
    }

    private static async Task<List<string>> NamesAsync(InvoiceDueStore store, int limit)
    {
        var names = new List<string>();
        for (var after = ""; after is not null;)
        {
            var page = await store.UpToAsync(Today, new PageRequest(limit, after), default);
            Assert.InRange(page.Items.Count, 0, limit);
            names.AddRange(page.Items.Select(due => Name(due.Value)));
            after = page.Next;
        }

        return names;
    }

    private static string Name(OrderInvoiceDue due) => $"{due.DueOn:O} {due.OrderId} {due.Delivery}";
}
