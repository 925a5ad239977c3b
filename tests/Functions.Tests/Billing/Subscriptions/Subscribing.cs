using System.Text.Json.Nodes;
using Accounts.Tests.Sales.Catalog;
using Accounts.Tests.Sales.Licenses;

namespace Accounts.Tests.Billing.Subscriptions;

/// <summary>A customer who orders a cloud license with a monthly price.</summary>
internal sealed class Subscribing(Licensing customer) : IAsyncDisposable
{
    /// <summary>120.50 a month.</summary>
    public const string Sku = "WIKI-MONTHLY";

    public Licensing Customer { get; } = customer;

    /// <summary>The body of the product.</summary>
    /// <param name="terms">Fields to set on it; none by default.</param>
    public static JsonObject Product(JsonObject? terms = null)
    {
        var product = Products.CloudLicense().With("interval", "month");
        foreach (var (name, value) in terms ?? [])
            product[name] = value?.DeepClone();
        return product;
    }

    public static async Task<Subscribing> StartAsync(JsonObject? terms = null)
    {
        var customer = await Licensing.StartWithAllTimersAsync();
        await PutProductAsync(customer.App, terms);
        return new Subscribing(customer);
    }

    public static async Task PutProductAsync(App app, JsonObject? terms = null)
    {
        var reply = await (await app.OperatorAsync()).PutAsync("/api/catalog/" + Sku, Product(terms), ifMatch: null);
        Assert.True(reply.Status == 201, reply.Text);
    }

    public Task OrderAsync(int quantity = 1, bool known = true) =>
        Customer.PlaceAsync(Licensing.Form(known, procureOn: null, (Sku, quantity)));

    public Task UntilDayAsync(double day) => Customer.UntilDayAsync(day);

    public string Path(string subscription) =>
        $"/api/organizations/{Customer.OrganizationId}/subscriptions{(subscription.Length > 0 ? "/" : "")}{subscription}";

    public Task<IReadOnlyList<JsonNode>> ListAsync() => ItemsAsync("subscriptions");

    public Task<IReadOnlyList<JsonNode>> ChargesAsync() => ItemsAsync("charges");

    /// <summary>Its invoices, oldest first.</summary>
    public async Task<IReadOnlyList<JsonNode>> InvoicesAsync() =>
        [.. (await ItemsAsync("invoices")).OrderBy(invoice => invoice["number"]?.GetValue<string>(), StringComparer.Ordinal)];

    public async Task<IReadOnlyList<string>> SubjectsAsync() =>
        [.. (await Customer.App.MailsAsync(Biller.InvoiceEmail)).Select(mail => mail["subject"]!.GetValue<string>())];

    public ValueTask DisposeAsync() => Customer.DisposeAsync();

    private async Task<IReadOnlyList<JsonNode>> ItemsAsync(string kind) =>
        [
            .. (await Customer.Owner.GetAsync($"/api/organizations/{Customer.OrganizationId}/{kind}")).Json["items"]!
                .AsArray()
                .Select(item => item!),
        ];
}
