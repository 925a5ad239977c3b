using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Accounts.Emulator;
using Accounts.Tests.Sales.Orders;
using Accounts.Tests.Sales.Services;

namespace Accounts.Tests.Extranet;

/// <summary>A customer with an extranet, and an operator who writes in it. The clock stands still until a test moves it.</summary>
internal sealed class Area : IAsyncDisposable
{
    public const string Sales = "sales@example.com";

    private Area(App app, User owner, User ops, string organizationId) => (App, Owner, Operator, Id) = (app, owner, ops, organizationId);

    public App App { get; }

    public User Owner { get; private set; }

    public User Operator { get; private set; }

    /// <summary>The customer number.</summary>
    public string Id { get; }

    public string Extranet => $"/api/organizations/{Id}/extranet";

    /// <summary>The path of the order that tests work on.</summary>
    public string Order { get; private set; } = "";

    public static async Task<Area> StartAsync(bool runsProcesses = true)
    {
        var app = await App.StartAsync(App.With(("Emulator:RunProcesses", runsProcesses ? "true" : "false")));
        var (owner, id) = await Ordering.CustomerAsync(app);
        return new Area(app, owner, await app.OperatorAsync(), id);
    }

    public static async Task<Area> OpenAsync(bool runsProcesses = true)
    {
        var area = await StartAsync(runsProcesses);
        Assert.Equal(200, (await area.SwitchAsync(true)).Status);
        await area.App.SettleAsync();
        return area;
    }

    public Task<Reply> SwitchAsync(bool enabled) => Owner.PutAsync(Extranet, new JsonObject { ["enabled"] = enabled }, "*");

    public async Task PlaceOrderAsync(params (string Sku, int Quantity)[] lines) =>
        Order = await Ordering.PlaceAsync(App, Owner, Id, Ordering.Form(lines));

    /// <summary>Uses another order from now on.</summary>
    public void Place(string order) => Order = order;

    /// <summary>Records work that waits for the customer's decision.</summary>
    public Task<string> SubmitAsync(int line, decimal quantity, string date = "2027-03-01") =>
        Working.SubmitAsync(App, Operator, Order, Working.Record(line, quantity, date));

    public async Task DecideAsync(string record, string decision = "accept")
    {
        var decided = await Owner.SendAsync(HttpMethod.Post, $"{record}/{decision}", """{"reason":"Nein."}""");
        Assert.True(decided.Status == 200, decided.Text);
        await App.SettleAsync();
    }

    /// <summary>Records work that the customer accepts.</summary>
    public async Task WorkAsync(int line, decimal quantity, string date = "2027-03-01") =>
        await DecideAsync(await SubmitAsync(line, quantity, date));

    /// <summary>Moves the clock and signs both users in again.</summary>
    public async Task AdvanceAsync(TimeSpan by)
    {
        await App.Host.Clock.AdvanceAsync(by);
        Owner = await App.SignInAsync(Owner.Email);
        Operator = await App.OperatorAsync();
    }

    public static JsonObject Report(string state = "published", string text = "## Stand\n\nAlles **gut**.") => new()
    {
        ["title"] = "Netzwerk Berlin",
        ["period"] = new JsonObject { ["from"] = "2027-02-01", ["to"] = "2027-02-28" },
        ["status"] = "onTrack",
        ["text"] = text,
        ["state"] = state,
    };

    /// <summary>Writes a report.</summary>
    /// <returns>Its path.</returns>
    public async Task<string> WriteAsync(JsonObject? form = null, string? key = null)
    {
        var written = await Operator.PostAsync(Extranet + "/reports", form ?? Report(), key);
        Assert.True(written.Status == 201, written.Text);
        await App.SettleAsync();
        return written.Headers.Location!.OriginalString;
    }

    public Task<Reply> AttachAsync(string report, byte[] file, string contentType, string? name, string? key = null) =>
        AttachAsync((App, Operator), report, file, (contentType, name, key));

    public static async Task<Reply> AttachAsync(
        (App App, User Operator) by, string report, byte[] file, (string ContentType, string? Name, string? Key) how)
    {
        var (contentType, name, key) = how;
        using var request = new HttpRequestMessage(HttpMethod.Post, report + "/attachments") { Content = new ByteArrayContent(file) };
        request.Headers.Authorization = new("Bearer", by.Operator.Token);
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        if (name is not null)
            request.Content.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileNameStar = name };
        using var response = await by.App.Http.SendAsync(request);
        return new Reply(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            response.Headers,
            response.Content.Headers.ContentType?.MediaType);
    }

    public async Task<IReadOnlyList<string>> SubjectsAsync(string to) =>
        [.. (await App.MailsAsync(to)).Select(mail => mail["subject"]!.GetValue<string>()).Reverse()];

    public async ValueTask DisposeAsync() => await App.DisposeAsync();
}
