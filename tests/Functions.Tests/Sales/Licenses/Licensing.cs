using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Accounts.Emulator;
using Accounts.Sales.Catalog;
using Accounts.Sales.Licenses;
using Accounts.Sales.Orders;
using Accounts.Tests.Sales.Catalog;
using Accounts.Tests.Sales.Orders;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Sales.Licenses;

/// <summary>A customer who orders licenses, and the emulated vendor. The clock stands still until a test moves it.</summary>
internal sealed class Licensing : IAsyncDisposable
{
    /// <summary>The technical contact, whom the vendor does not know.</summary>
    public const string Contact = "technik@palmer-telefonbau.example";

    public const string Sales = "sales@example.com";

    private const string Vendor = "/dev/neighbours/license-vendor";

    // Tokens outlive every story, so that users need not sign in again each time the clock moves.
    private const int AYear = 365 * 24 * 3600;

    private Licensing(App app, User owner, string organizationId) => (App, Owner, OrganizationId) = (app, owner, organizationId);

    public App App { get; }

    public User Owner { get; }

    public string OrganizationId { get; }

    /// <summary>The first order of the organization.</summary>
    public string OrderId => OrganizationId + "-1";

    public string Order => "/api/orders/" + OrderId;

    public static Task<Licensing> StartAsync(params (string Name, string Value)[] settings) =>
        StartWithAllTimersAsync([.. App.WithoutRuns, .. settings]);

    /// <summary>For stories that include invoice runs.</summary>
    public static async Task<Licensing> StartWithAllTimersAsync(params IEnumerable<(string Name, string Value)> settings) =>
        await InAsync(await App.StartAsync(App.With(settings)));

    /// <summary>A new customer in a running app.</summary>
    public static async Task<Licensing> InAsync(App app, string? owner = null)
    {
        await Products.PutAllAsync(app);
        var user = await SignInAsync(app, owner ?? App.NewEmail());
        var created = await user.PostAsync("/api/accounts", Forms.Account());
        Assert.Equal(201, created.Status);
        await app.SettleAsync();
        return new Licensing(app, user, created.Json["id"]!.GetValue<string>());
    }

    /// <summary>The customer after a restart of the app on the same data.</summary>
    public static async Task<Licensing> AgainAsync(App app, string owner, string organizationId) =>
        new(app, await SignInAsync(app, owner), organizationId);

    public static async Task<User> SignInAsync(App app, string email)
    {
        using var response = await app.Doors.PostAsJsonAsync(
            "/dev/token", new { email, name = "Hanna Palmer", roles = Array.Empty<string>(), emailVerified = true, expiresIn = AYear });
        return new User(app.Http, email, (await response.Content.ReadFromJsonAsync<JsonObject>())!["access_token"]!.GetValue<string>());
    }

    /// <summary>The body of an order.</summary>
    /// <param name="known">Whether the technical contact has an account at the vendor.</param>
    /// <param name="procureOn">The day on which to buy.</param>
    /// <param name="lines">Products and quantities.</param>
    public static JsonObject Form(bool known, string? procureOn, params (string Sku, int Quantity)[] lines)
    {
        var form = Ordering.Form(lines);
        if (known)
            form.With("technicalContact/vendorAccount", "palmer-tech");
        if (procureOn is not null)
            form["procureOn"] = procureOn;
        return form;
    }

    /// <summary>Two licenses with keys and one without, to be bought at once.</summary>
    public static JsonObject Mixed(bool known = true, string? procureOn = null) =>
        Form(known, procureOn, (Products.DataCenter, 2), (Products.Cloud, 1));

    /// <summary>Places an order, and waits for everything that follows at once.</summary>
    public Task<string> PlaceAsync(JsonObject? form = null) => Ordering.PlaceAsync(App, Owner, OrganizationId, form ?? Mixed());

    public Task BehaveAsync(JsonNode behaviour) => App.NeighbourAsync("licenseVendor", behaviour);

    public Task AdvanceAsync(TimeSpan by) => App.Host.Clock.AdvanceAsync(by);

    /// <summary>Moves the clock to that day after the start, but never back.</summary>
    public async Task UntilDayAsync(double day)
    {
        var ahead = App.Start.AddDays(day) - App.Now;
        await AdvanceAsync(ahead > TimeSpan.Zero ? ahead : TimeSpan.Zero);
    }

    /// <summary>The technical contact follows the link in the vendor's mail.</summary>
    public async Task VerifyAsync(string email = Contact)
    {
        using var response = await App.Doors.PostAsJsonAsync(Vendor + "/verify", new { email });
        response.EnsureSuccessStatusCode();
        await App.SettleAsync();
    }

    /// <summary>Buys and records the licenses of an order and issues its delivery note, for hosts that run no processes.</summary>
    public static async Task DeliverAsync(App app, string order)
    {
        await app.NeighbourAsync("licenseVendor", "forgetsCallbacks");
        using var verified = await app.Doors.PostAsJsonAsync(Vendor + "/verify", new { email = Contact });
        var id = Accounts.Sales.Orders.OrderId.Parse(order.Split('/')[^1])!;
        var orders = app.Host.Services.GetRequiredService<OrderStore>();
        var placed = (await orders.FindAsync(id, default))!.Value;
        using var scope = app.Host.Services.CreateScope();
        var purchasing = scope.ServiceProvider.GetRequiredService<LicensePurchasing>();
        var lines = (await orders.LinesAsync(id, default)).Where(line => line.Kind == ProductKind.License).ToList();
        foreach (var line in lines)
        {
            await purchasing.BuyAsync(placed, line, default);
            await purchasing.RecordAsync(placed, line, default);
        }

        var note = await app.Host.Services.GetRequiredService<DeliveryNoteIssuing>().IssueAsync(placed, lines, default);
        await app.Host.Services.GetRequiredService<OrderProgress>().MoveAsync(
            id, now => new(now with { DeliveryNote = note }, []), default);
    }

    /// <summary>What the vendor has sold, with references and states.</summary>
    public async Task<IReadOnlyList<JsonNode>> SoldAsync() =>
        [.. (await App.Doors.GetFromJsonAsync<JsonArray>(Vendor + "/purchases"))!.Select(purchase => purchase!)];

    /// <summary>The keys of a purchase, as the vendor has issued them.</summary>
    public async Task<IReadOnlyList<string>> KeysAsync(string reference)
    {
        var keys = new List<string>();
        while (true)
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Get, $"{Vendor}/v1/purchases/{reference}/keys?offset={keys.Count}&limit=100");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "test");
            using var response = await App.Doors.SendAsync(request);
            response.EnsureSuccessStatusCode();
            var page = (await response.Content.ReadFromJsonAsync<JsonNode>())!["keys"]!.AsArray();
            if (page.Count == 0)
                return keys;
            keys.AddRange(page.Select(key => key!.GetValue<string>()));
        }
    }

    /// <summary>All licenses of an order, as the customer lists them.</summary>
    public async Task<IReadOnlyList<JsonNode>> LicensesAsync(string? order = null)
    {
        var licenses = new List<JsonNode>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await Owner.GetAsync($"{order ?? Order}/licenses?limit=100{(cursor.Length > 0 ? "&cursor=" + cursor : "")}")).Json;
            licenses.AddRange(page["items"]!.AsArray().Select(license => license!));
            cursor = page["nextCursor"]?.GetValue<string>();
        }

        return licenses;
    }

    public Task<Reply> RevealAsync(JsonNode license) => Owner.SendAsync(HttpMethod.Post, license["links"]!["reveal"]!.GetValue<string>());

    /// <summary>What has happened to an order, oldest first.</summary>
    public async Task<string[]> TimelineAsync(string? order = null) =>
        [.. (await Owner.GetAsync(order ?? Order)).Json["timeline"]!.AsArray().Select(happened => happened!["kind"]!.GetValue<string>())];

    /// <summary>The state of an order's licenses.</summary>
    public async Task<string> StateAsync(string? order = null) =>
        (await Owner.GetAsync(order ?? Order)).Json["order"]!["licenses"]!.GetValue<string>();

    /// <summary>The subjects of the mails about the order to an address, oldest first, without confirmations.</summary>
    public async Task<string[]> ToldAsync(string to) =>
        [
            .. (await App.MailsAsync(to))
                .Reverse()
                .Select(mail => mail["subject"]!.GetValue<string>())
                .Where(
                    subject => subject.Contains(OrderId, StringComparison.Ordinal)
                        && !subject.Contains("bestätigung", StringComparison.Ordinal)),
        ];

    /// <summary>The charges of the order by their lines; a charge that takes another one back is negative.</summary>
    public int[] Charged() =>
        [.. App.Store.ListEntities("Organizations", count: int.MaxValue)
            .Where(row => ((string)row["RowKey"]).StartsWith($"charge:{OrderId}-line-", StringComparison.Ordinal))
            .Select(row => JsonNode.Parse((string)row["Document"])!)
            .Select(charge => (charge["corrects"] is null ? 1 : -1) * int.Parse(
                charge["id"]!.GetValue<string>().AsSpan(OrderId.Length + "-line-".Length, 3),
                System.Globalization.CultureInfo.InvariantCulture))
            .OrderBy(line => Math.Abs(line)).ThenBy(line => -line)];

    /// <summary>The days on which the organization has something due.</summary>
    public string[] DueDays() =>
        [.. App.Store.ListEntities("PayersDue", count: int.MaxValue)
            .Where(row => (string)row["RowKey"] == "payer:" + OrganizationId)
            .Select(row => ((string)row["PartitionKey"])[3..])];

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
