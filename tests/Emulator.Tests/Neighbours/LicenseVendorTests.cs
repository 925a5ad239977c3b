using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Accounts.Emulator;
using Accounts.Tests.Worker;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;

namespace Accounts.Tests.Neighbours;

/// <summary>The simulated vendor follows docs/vendor-api.md in each of its behaviours.</summary>
public sealed class LicenseVendorTests : IAsyncLifetime
{
    private const string Front = "/dev/neighbours/license-vendor";
    private const string Secret = "whsec_bG9jYWwgdmVuZG9yIHNlY3JldCwgbmV2ZXIgZGVwbG95ZWQ=";

    private readonly string _folder = Directory.CreateTempSubdirectory("license-vendor-").FullName;
    private EmulatorHost _host = null!;

    private HttpClient Http { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Receiver.Received.Clear();
        Receiver.Status = StatusCodes.Status202Accepted;
        await StartAsync(VirtualClock.FrozenAt(new DateTimeOffset(2027, 3, 1, 11, 0, 0, TimeSpan.Zero)));
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_known_contact_gets_licenses_at_once_and_the_same_again_for_the_same_reference()
    {
        var first = await PurchaseAsync("r-1", account: "palmer");
        var second = await PurchaseAsync("r-1", account: "palmer");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.Status, second.Status));
        Assert.True(JsonNode.DeepEquals(first.Body, second.Body));
        Assert.Equal(("issued", 2), (first.Body["state"]!.GetValue<string>(), first.Body["keys"]!.GetValue<int>()));
        var sold = Assert.Single(await SoldAsync())!;
        Assert.Equal(2, sold["requests"]!.GetValue<int>());
        var keys = await KeysAsync("r-1");
        Assert.Equal(2, keys.Distinct().Count());
        Assert.Equal(keys, await KeysAsync("r-1"));
        Assert.Equal(HttpStatusCode.Conflict, (await PurchaseAsync("r-1", account: "another")).Status);
    }

    [Fact]
    public async Task An_unknown_contact_verifies_once_and_is_known_from_then_on()
    {
        Assert.Equal("awaitingVerification", (await PurchaseAsync("r-1")).Body["state"]!.GetValue<string>());
        Assert.Empty(await KeysAsync("r-1"));

        await VerifyAsync();

        Assert.Equal("issued", (await FindAsync("r-1")).Body["state"]!.GetValue<string>());
        Assert.Equal("issued", (await PurchaseAsync("r-2")).Body["state"]!.GetValue<string>());
        Assert.Equal(["accountVerified r-1", "licensesIssued r-1", "licensesIssued r-2"], await ReceivedAsync());
    }

    [Theory]
    [InlineData("failsOnce", HttpStatusCode.ServiceUnavailable, 0)]
    [InlineData("losesAnswer", HttpStatusCode.InternalServerError, 1)]
    public async Task The_first_request_fails_and_the_second_shows_what_came_of_it(string behaviour, HttpStatusCode status, int bought)
    {
        await BehaveAsync(behaviour);
        Assert.Equal(status, (await PurchaseAsync("r-1", account: "palmer")).Status);
        Assert.Equal(bought, (await SoldAsync()).Count);
        Assert.Equal("issued", (await PurchaseAsync("r-1", account: "palmer")).Body["state"]!.GetValue<string>());
        Assert.Single(await SoldAsync());
    }

    [Theory]
    [InlineData("normal", HttpStatusCode.Created)]
    [InlineData("failsOnce", HttpStatusCode.ServiceUnavailable)]
    [InlineData("losesAnswer", HttpStatusCode.InternalServerError)]
    public async Task Of_concurrent_requests_for_a_purchase_one_is_the_first(string behaviour, HttpStatusCode first)
    {
        await BehaveAsync(behaviour);

        for (var number = 1; number <= 40; number++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => PurchaseAsync($"r-{number}", account: "palmer")));
            Assert.Single(answers, answer => answer.Status == first);
            Assert.Equal(9, answers.Count(answer => answer.Status == HttpStatusCode.OK));
        }

        Assert.All(await SoldAsync(), sold => Assert.Equal(10, sold!["requests"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_slow_vendor_takes_ten_minutes_and_says_when_it_is_done()
    {
        await BehaveAsync("slow");
        Assert.Equal("processing", (await PurchaseAsync("r-1", account: "palmer")).Body["state"]!.GetValue<string>());
        await _host.Clock.AdvanceAsync(TimeSpan.FromMinutes(9));
        Assert.Empty(await ReceivedAsync());
        await _host.Clock.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(["licensesIssued r-1"], await ReceivedAsync());
        Assert.Equal("issued", (await FindAsync("r-1")).Body["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task It_can_refuse_at_once_and_fail_later()
    {
        await BehaveAsync("refuses");
        var refused = await PurchaseAsync("r-1", account: "palmer");
        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, "productDiscontinued"), (refused.Status, refused.Body["code"]!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.NotFound, (await FindAsync("r-1")).Status);

        await BehaveAsync("fails");
        await PurchaseAsync("r-2", account: "palmer");
        await _host.Clock.AdvanceAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(
            ("failed", "productDiscontinued"),
            ((await FindAsync("r-2")).Body["state"]!.GetValue<string>(), (await FindAsync("r-2")).Body["failure"]!.GetValue<string>()));
        Assert.Equal(["purchaseFailed r-2"], await ReceivedAsync());
    }

    [Fact]
    public async Task Callbacks_come_twice_or_in_the_wrong_order_or_not_at_all()
    {
        await BehaveAsync("answersTwice");
        await PurchaseAsync("r-1", account: "palmer");
        Assert.Equal(Enumerable.Repeat("licensesIssued r-1", 3), await ReceivedAsync());
        Assert.Equal(2, Receiver.Received.Select(message => message.Id).Distinct().Count());

        Receiver.Received.Clear();
        await BehaveAsync("outOfOrder");
        await PurchaseAsync("r-2", account: "palmer");
        await VerifyAsync();
        Assert.Equal(["licensesIssued r-2", "accountVerified r-2"], await ReceivedAsync());

        Receiver.Received.Clear();
        await BehaveAsync("forgetsCallbacks");
        await PurchaseAsync("r-3", account: "palmer");
        Assert.Empty(await ReceivedAsync());
    }

    [Fact]
    public async Task A_callback_that_is_not_taken_comes_again_under_the_same_id_also_after_a_restart()
    {
        Receiver.Status = StatusCodes.Status500InternalServerError;
        await PurchaseAsync("r-1", account: "palmer");
        await ReceivedAsync();
        var now = _host.Clock.GetUtcNow();
        Http.Dispose();
        await _host.DisposeAsync();

        Receiver.Status = StatusCodes.Status202Accepted;
        await StartAsync(VirtualClock.FrozenAt(now));
        await _host.Clock.AdvanceAsync(TimeSpan.FromSeconds(5));

        Assert.Equal(["licensesIssued r-1", "licensesIssued r-1"], await ReceivedAsync());
        Assert.Single(Receiver.Received.Select(message => message.Id).Distinct());
        Assert.Single(await SoldAsync());
        await _host.Clock.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Equal(2, Receiver.Received.Count);
    }

    [Fact]
    public async Task The_dashboard_shows_what_was_sold_and_verifies_accounts()
    {
        await PurchaseAsync("r-1");
        var page = await Http.GetStringAsync("/?page=license-vendor");
        Assert.Contains("technik@palmer.example was asked to verify", page, StringComparison.Ordinal);

        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string> { ["email"] = "technik@palmer.example", ["back"] = "?page=license-vendor" });
        using var pressed = await Http.PostAsync("/dev/dashboard/license-vendor", form);

        page = await Http.GetStringAsync("/?page=license-vendor");
        Assert.Contains("issued", page, StringComparison.Ordinal);
        Assert.DoesNotContain("was asked to verify", page, StringComparison.Ordinal);
        Assert.All(await KeysAsync("r-1"), key => Assert.DoesNotContain(key, page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_our_key_nothing_is_sold()
    {
        using var response = await Http.PutAsJsonAsync(Front + "/v1/purchases/r-1", Wanted(null));
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(await SoldAsync());
    }

    private async Task StartAsync(VirtualClock clock)
    {
        var options = new EmulatorOptions
        {
            Clock = clock,
            DataFolder = _folder,
            Settings = new Dictionary<string, string?> { ["Vendor:Secrets:0"] = Secret },
        };
        _host = await EmulatorHost.StartAsync(CreateBuilder, options);
        Http = new HttpClient { BaseAddress = _host.BaseAddress };
    }

    private static FunctionsApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        return builder.WithFunctions(typeof(Receiver));
    }

    private async Task BehaveAsync(string behaviour)
    {
        using var response = await Http.PutAsJsonAsync("/dev/neighbours", new JsonObject { ["licenseVendor"] = behaviour });
        response.EnsureSuccessStatusCode();
    }

    private async Task VerifyAsync()
    {
        using var response = await Http.PostAsJsonAsync(Front + "/verify", new { email = "Technik@palmer.example" });
        response.EnsureSuccessStatusCode();
    }

    private static JsonObject Wanted(string? account) => new()
    {
        ["product"] = "tickets-dc-50",
        ["deployment"] = "dataCenter",
        ["quantity"] = 2,
        ["technicalContact"] = new JsonObject { ["name"] = "Toni Berger", ["email"] = "technik@palmer.example", ["account"] = account },
    };

    private Task<(HttpStatusCode Status, JsonNode Body)> PurchaseAsync(string reference, string? account = null) =>
        SendAsync(HttpMethod.Put, reference, Wanted(account));

    private Task<(HttpStatusCode Status, JsonNode Body)> FindAsync(string reference) => SendAsync(HttpMethod.Get, reference, null);

    private async Task<string[]> KeysAsync(string reference) =>
        [.. (await SendAsync(HttpMethod.Get, reference + "/keys", null)).Body["keys"]!.AsArray().Select(key => key!.GetValue<string>())];

    private async Task<JsonArray> SoldAsync() => (await Http.GetFromJsonAsync<JsonArray>(Front + "/purchases"))!;

    private async Task<string[]> ReceivedAsync()
    {
        await _host.Clock.AdvanceAsync(TimeSpan.Zero);
        return [.. Receiver.Received.Select(message => message.Text)];
    }

    private async Task<(HttpStatusCode Status, JsonNode Body)> SendAsync(HttpMethod method, string path, JsonObject? body)
    {
        using var request = new HttpRequestMessage(
            method, $"{Front}/v1/purchases/{path}")
        { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "local");
        using var response = await Http.SendAsync(request);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    /// <summary>The app that gets the vendor's callbacks.</summary>
    public sealed class Receiver
    {
        internal static List<(string Id, string Text)> Received { get; } = [];

        internal static int Status { get; set; } = StatusCodes.Status202Accepted;

        [Function("ReceiveVendorMessages")]
        public static async Task<IResult> Run(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/vendor")] HttpRequest request)
        {
            var message = (await JsonNode.ParseAsync(request.Body))!;
            Assert.StartsWith("v1,", request.Headers["webhook-signature"].ToString(), StringComparison.Ordinal);
            Received.Add((request.Headers["webhook-id"].ToString(), $"{message["type"]} {message["data"]!["reference"]}"));
            return Results.StatusCode(Status);
        }
    }
}
