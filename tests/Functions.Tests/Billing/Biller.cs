using System.Text.Json.Nodes;
using Accounts.Emulator;
using Accounts.Tests.Sales.Catalog;

namespace Accounts.Tests.Billing;

/// <summary>A customer, and an operator who bills. The clock stands still until a test moves it.</summary>
internal sealed class Biller : IAsyncDisposable
{
    /// <summary>The invoice e-mail of the account that the documentation shows.</summary>
    public const string InvoiceEmail = "buchhaltung@palmer-telefonbau.example";

    private Biller(App app, User owner, User ops, string organizationId) => (App, Owner, Operator, Id) = (app, owner, ops, organizationId);

    public App App { get; }

    public User Owner { get; private set; }

    public User Operator { get; private set; }

    /// <summary>The customer number.</summary>
    public string Id { get; }

    public string Organization => "/api/organizations/" + Id;

    public static async Task<Biller> StartAsync(JsonObject? account = null, params (string Name, string Value)[] settings) =>
        await InAsync(await App.StartAsync(App.With(settings)), account);

    public static async Task<Biller> InAsync(App app, JsonObject? account = null)
    {
        await Products.PutAllAsync(app);
        var (owner, id) = await app.NewCustomerAsync(account);
        return new Biller(app, owner, await app.OperatorAsync(), id);
    }

    /// <summary>Moves the clock and signs both users in again.</summary>
    public async Task AdvanceAsync(TimeSpan by)
    {
        await App.Host.Clock.AdvanceAsync(by);
        Owner = await App.SignInAsync(Owner.Email);
        Operator = await App.OperatorAsync();
    }

    /// <summary>The body of a charge.</summary>
    public static JsonObject Charge(
        long unitPrice, decimal quantity = 1, string taxClass = "standard", string description = "Einrichtung") =>
        new()
        {
            ["description"] = description,
            ["quantity"] = quantity,
            ["unitPrice"] = unitPrice,
            ["currency"] = "EUR",
            ["taxClass"] = taxClass,
            ["supplyDate"] = "2027-03-01",
        };

    public async Task<JsonNode> ChargeAsync(JsonObject form, string? organizationId = null)
    {
        var reply = await Operator.PostAsync($"/api/organizations/{organizationId ?? Id}/charges", form);
        Assert.True(reply.Status == 202, reply.Text);
        await App.SettleAsync();
        return reply.Json;
    }

    /// <summary>Starts an invoice run and everything that follows it. The clock moves past the grace period.</summary>
    public async Task<JsonNode> RunAsync(JsonObject? form = null)
    {
        var reply = await Operator.PostAsync("/api/invoice-runs", form ?? new JsonObject());
        Assert.True(reply.Status == 202, reply.Text);
        await AdvanceAsync(TimeSpan.FromHours(2));
        return (await Operator.GetAsync(reply.Headers.Location!.ToString())).Json;
    }

    public async Task<IReadOnlyList<JsonNode>> InvoicesAsync(string query = "") =>
        [.. (await Operator.GetAsync($"{Organization}/invoices{query}")).Json["items"]!.AsArray().Select(invoice => invoice!)];

    public async ValueTask DisposeAsync() => await App.DisposeAsync();
}
