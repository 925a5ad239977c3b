using System.Text.Json.Nodes;
using Accounts.Tests.Access;
using Accounts.Tests.Relations.Partners;
using Accounts.Tests.Sales.Catalog;

namespace Accounts.Tests.Sales.Orders;

/// <summary>What a partner sees of its customer's orders depends on the kinds of their lines.</summary>
public sealed class PartnerOrderTests
{
    [InProcessFact]
    public async Task A_partner_needs_a_right_on_each_kind_of_line()
    {
        await using var partner = await Partnering.StartAsync();
        await Products.PutAllAsync(partner.App);
        var (customer, id, _) = await partner.CustomerAsync("Kunde AG", Partnering.Grant("licenses", "read"));
        var licenses = await Ordering.PlaceAsync(partner.App, customer, id, Later((Products.DataCenter, 1)));
        var services = await Ordering.PlaceAsync(partner.App, customer, id, Later((Products.Hours, 1)));
        var both = await Ordering.PlaceAsync(partner.App, customer, id, Later((Products.DataCenter, 1), (Products.Hours, 1)));

        Assert.Equal("200, 403, 403", await StatusesAsync(partner.Partner, licenses, services, both));
        Assert.Equal(200, (await partner.Partner.GetAsync(licenses + "/confirmation")).Status);
        Assert.Contains(
            "read on services",
            (await partner.Partner.GetAsync(services + "/confirmation")).Json["detail"]!.GetValue<string>(),
            StringComparison.Ordinal);
        Assert.Equal(403, (await partner.Partner.GetAsync(services + "/appointments")).Status);

        await partner.RegrantAsync(
            customer, id, autoExtend: false, Partnering.Grant("licenses", "manage"), Partnering.Grant("services", "read"));
        Assert.Equal("200, 200, 200", await StatusesAsync(partner.Partner, licenses, services, both));
        Assert.Equal(200, (await partner.Partner.GetAsync(services + "/appointments")).Status);
        // Managing services was not granted.
        Assert.Equal(403, (await CancelAsync(partner.Partner, both)).Status);
        Assert.Equal(200, (await CancelAsync(partner.Partner, licenses)).Status);
        var cancelled = (await Partnering.AuditAsync(customer, id)).First(
            entry => entry["action"]!.GetValue<string>() == "order.cancelled");
        Assert.Equal(
            ("partner", partner.PartnerId),
            (cancelled["actor"]!["kind"]!.GetValue<string>(), cancelled["actor"]!["onBehalfOf"]!["id"]!.GetValue<string>()));

        await partner.EndByCustomerAsync(customer, id);
        Assert.Equal("404, 404, 404", await StatusesAsync(partner.Partner, licenses, services, both));
    }

    /// <summary>Calls every route that partners may call. A new route is covered automatically.</summary>
    [InProcessFact]
    public async Task What_a_partner_did_not_get_stands_in_the_log_as_refused()
    {
        await using var partner = await Partnering.StartAsync();
        await Products.PutAllAsync(partner.App);
        var (customer, id, _) = await partner.CustomerAsync("Kunde AG", Partnering.Grant("telephony", "read"));
        var order = (await Ordering.PlaceAsync(partner.App, customer, id, Later((Products.Hours, 1)))).Split('/')[^1];
        var refused = new List<string>();
        foreach (var function in AppFunction.All.Where(function => function.Rule.HasFlag(Accounts.Access.Who.Partner)))
        {
            var before = (await Partnering.AuditAsync(customer, id)).Count;
            var path = function.Path(
                new Dictionary<string, string> { ["organizationId"] = id, ["orderId"] = order, ["processId"] = $"order-{order}-x" });
            var reply = await function.CallAsync(partner.App.Http, path, partner.Partner);
            var entries = (await Partnering.AuditAsync(customer, id))
                .SkipLast(before)
                .Select(entry => $"{entry["action"]} {entry["subject"]}");
            if (reply.Status == 403)
                refused.Add(function.Name);
            Assert.Equal([$"access.{(reply.Status == 403 ? "refused" : "granted")} {function.Name}"], entries);
        }

        Assert.Superset(new HashSet<string> { "GetOrder", "ListProjects" }, refused.ToHashSet());
        // A stranger without any access leaves no entry, and so cannot fill the log.
        var stranger = await partner.App.SignInAsync();
        var entriesBefore = (await Partnering.AuditAsync(customer, id)).Count;
        Assert.Equal(404, (await stranger.GetAsync($"/api/orders/{order}")).Status);
        Assert.Equal(entriesBefore, (await Partnering.AuditAsync(customer, id)).Count);
    }

    private static JsonObject Later(params (string Sku, int Quantity)[] lines)
    {
        var form = Ordering.Form(lines);
        if (lines.Any(line => line.Sku == Products.DataCenter))
            form["procureOn"] = "2027-06-01";
        else
            form.Remove("technicalContact");
        return form;
    }

    private static async Task<string> StatusesAsync(User user, params string[] orders)
    {
        var statuses = new List<int>();
        foreach (var order in orders)
            statuses.Add((await user.GetAsync(order)).Status);
        return string.Join(", ", statuses);
    }

    private static Task<Reply> CancelAsync(User user, string order) => user.SendAsync(HttpMethod.Post, order + "/cancel");
}
