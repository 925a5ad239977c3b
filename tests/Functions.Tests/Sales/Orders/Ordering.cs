using System.Text.Json.Nodes;
using Accounts.Sales.Orders;
using Accounts.Tests.Sales.Catalog;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Sales.Orders;

/// <summary>Orders that tests place.</summary>
internal static class Ordering
{
    /// <summary>Two data-center licenses, two hours of work.</summary>
    public static JsonObject Form() => Form((Products.DataCenter, 2), (Products.Hours, 2));

    public static JsonObject Form(params (string Sku, int Quantity)[] lines) => new()
    {
        ["lines"] = new JsonArray([.. lines.Select(line => new JsonObject { ["sku"] = line.Sku, ["quantity"] = line.Quantity })]),
        ["confirmation"] = new JsonObject { ["purchaseOrderNumber"] = "PO-2026-0815" },
        ["technicalContact"] = new JsonObject { ["name"] = "Toni Berger", ["email"] = "technik@palmer-telefonbau.example" },
    };

    public static string Of(string organizationId) => $"/api/organizations/{organizationId}/orders";

    /// <summary>A customer who can order.</summary>
    public static async Task<(User Owner, string OrganizationId)> CustomerAsync(App app, JsonObject? form = null)
    {
        await Products.PutAllAsync(app);
        return await app.NewCustomerAsync(form);
    }

    /// <summary>Places an order, and waits for everything that follows at once.</summary>
    /// <returns>Its path.</returns>
    public static async Task<string> PlaceAsync(App app, User user, string organizationId, JsonObject? form = null)
    {
        var placed = await user.PostAsync(Of(organizationId), form ?? Form());
        Assert.True(placed.Status == 202, placed.Text);
        await app.SettleAsync();
        return placed.Headers.Location!.OriginalString;
    }

    /// <summary>The order as it is stored.</summary>
    public static async Task<Order> RowAsync(App app, string path) =>
        (await app.Host.Services.GetRequiredService<OrderStore>().FindAsync(OrderId.Parse(path.Split('/')[^1])!, default))!.Value;

    /// <summary>Issues the confirmation of an order, as its process does, for hosts that run no processes.</summary>
    public static async Task ConfirmAsync(App app, string path) =>
        await app.Host.Services.GetRequiredService<ConfirmationIssuing>().IssueAsync(await RowAsync(app, path), default);
}
