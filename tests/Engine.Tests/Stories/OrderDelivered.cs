using Accounts.Tests.Sales.Catalog;
using Accounts.Tests.Sales.Orders;

namespace Accounts.Tests.Stories;

internal sealed class OrderDelivered : Story
{
    public override string Name => "order with a license until delivery";

    public override async Task<Outcome> RunAsync(StoryApp app)
    {
        var outcome = new Outcome();
        await Products.PutAllAsync(app.App);
        var (hanna, palmer) = await app.CustomerAsync("Hanna Palmer", "Palmer Telefonbau GmbH");
        outcome.Name(hanna.Email, "hanna");
        outcome.Name(palmer, "palmer");

        var form = Ordering.Form((Products.DataCenter, 2), (Products.Cloud, 1)).With("technicalContact/vendorAccount", "palmer-tech");
        var placed = await hanna.PostAsync(Ordering.Of(palmer), form);
        Assert.True(placed.Status == 202, placed.Text);
        var order = placed.Headers.Location!.OriginalString;
        var id = order.Split('/')[^1];
        await app.WaitAsync(
            "the delivery",
            async () => (await hanna.GetAsync(order)).Json["order"]!["licenses"]!.GetValue<string>(),
            state => state == "delivered");

        outcome.Add("mails to hanna", await app.SubjectsAsync(hanna.Email, count: 3));
        outcome.Add("processes", [.. await app.EndedAsync($"order-{id}-"), .. await app.EndedAsync("license-order-" + id)]);
        var shown = (await hanna.GetAsync(order)).Json;
        outcome.Add("state", shown["order"]!["state"]);
        outcome.Add("timeline", shown["timeline"]!.AsArray().Select(happened => happened!["kind"]!.GetValue<string>()));
        outcome.Add("licenses", (await hanna.GetAsync(order + "/licenses")).Json["items"]!.AsArray()
            .Select(license => $"{license!["id"]} {license["productName"]} {license["quantity"]}"));
        outcome.Add("audit log", await app.AuditAsync(hanna, palmer));
        return outcome;
    }
}
