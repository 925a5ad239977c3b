using System.Text.Json.Nodes;
using Accounts.Emulator;
using Accounts.Sales.Vendors;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Sales.Vendors;

/// <summary>The adapter's side of <c>docs/vendor-api.md</c>.</summary>
public sealed class HttpLicenseVendorTests
{
    private const string Issued =
        """{"reference": "1234567-1-1", "state": "issued", "keys": 2, "purchasedAt": "2027-03-01T11:00:00Z", "newer": "field"}""";

    private static readonly VendorOrder Order = new(
        "1234567-1-1", "tickets-dc-50", "dataCenter", 2, new VendorContact("Toni Berger", "technik@palmer.example", null));

    private readonly VirtualClock _time = VirtualClock.FrozenAt(App.Start);

    [Fact]
    public async Task A_purchase_is_put_under_our_reference_with_the_technical_contact()
    {
        using var vendor = new CannedVendor(201, Issued);

        var purchase = await vendor.Adapter(_time).PurchaseAsync(Order, default);

        Assert.Equal(new VendorPurchase("1234567-1-1", VendorPurchaseState.Issued, 2, App.Start, null), purchase);
        Assert.Equal("PUT https://vendor.example/licensing/v1/purchases/1234567-1-1 Bearer key-1", vendor.Asked);
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"product": "tickets-dc-50", "deployment": "dataCenter", "quantity": 2, "technicalContact": {"name": "Toni Berger", "email": "technik@palmer.example"}}"""),
            JsonNode.Parse(vendor.Body!)));
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task What_may_pass_is_to_be_tried_again(int status)
    {
        using var vendor = new CannedVendor(status, "<html>");
        var adapter = vendor.Adapter(_time);
        await Assert.ThrowsAsync<VendorUnavailable>(() => adapter.PurchaseAsync(Order, default));
        await Assert.ThrowsAsync<VendorUnavailable>(() => adapter.FindAsync(Order.Reference, default));
        await Assert.ThrowsAsync<VendorUnavailable>(() => adapter.ListKeysAsync(Order.Reference, 0, 90, default));
        // The adapter does not retry; the process does.
        Assert.Equal(3, vendor.Requests);
    }

    [Fact]
    public async Task No_connection_and_no_answer_in_time_are_to_be_tried_again()
    {
        foreach (var failure in new Exception[] { new HttpRequestException("reset"), new IOException("broken"), new TaskCanceledException("time-out", new TimeoutException()) })
        {
            using var vendor = new CannedVendor(0, "", failure);
            var thrown = await Assert.ThrowsAsync<VendorUnavailable>(() => vendor.Adapter(_time).PurchaseAsync(Order, default));
            Assert.Null(thrown.InnerException);
        }
    }

    [Theory]
    [InlineData(400, "{}")]
    [InlineData(401, "{}")]
    [InlineData(403, "{}")]
    [InlineData(409, """{"code": "referenceReused"}""")]
    [InlineData(302, "{}")]
    [InlineData(200, "no JSON")]
    [InlineData(200, "null")]
    [InlineData(200, "{}")]
    [InlineData(200, """{"reference": "1234567-1-2", "state": "processing"}""")]
    [InlineData(200, """{"reference": "1234567-1-1", "state": "sleeping"}""")]
    [InlineData(200, """{"reference": "1234567-1-1", "state": "issued", "keys": 2}""")]
    [InlineData(200, """{"reference": "1234567-1-1", "state": "issued", "keys": -1, "purchasedAt": "2027-03-01T11:00:00Z"}""")]
    [InlineData(200, """{"reference": "1234567-1-1", "state": "issued", "keys": 2, "purchasedAt": "2019-12-31T23:59:59Z"}""")]
    [InlineData(200, """{"reference": "1234567-1-1", "state": "awaitingVerification", "purchasedAt": "2027-03-02T11:00:01Z"}""")]
    public async Task What_was_not_agreed_is_a_misunderstanding_that_quotes_nothing(int status, string body)
    {
        using var vendor = new CannedVendor(status, body);
        var thrown = await Assert.ThrowsAsync<VendorMisunderstanding>(() => vendor.Adapter(_time).PurchaseAsync(Order, default));
        Assert.Null(thrown.InnerException);
        Assert.DoesNotContain("sleeping", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_character_set_that_nobody_knows_is_a_misunderstanding()
    {
        using var vendor = new CannedVendor(200, Issued) { ContentType = "application/json; charset=klingon" };
        await Assert.ThrowsAsync<VendorMisunderstanding>(() => vendor.Adapter(_time).FindAsync(Order.Reference, default));
    }

    [Theory]
    [InlineData("""{"code": "productDiscontinued"}""", "productDiscontinued")]
    [InlineData("""{"code": "Write to <b>us</b>"}""", "unspecified")]
    [InlineData("{}", "unspecified")]
    public async Task A_refusal_to_sell_is_an_answer(string body, string code)
    {
        using var vendor = new CannedVendor(422, body);
        Assert.Equal(
            new VendorPurchase("1234567-1-1", VendorPurchaseState.Failed, 0, null, code),
            await vendor.Adapter(_time).PurchaseAsync(Order, default));
    }

    [Fact]
    public async Task A_reference_that_the_vendor_has_not_is_none()
    {
        using var vendor = new CannedVendor(404, """{"code": "unknownReference"}""");
        Assert.Null(await vendor.Adapter(_time).FindAsync(Order.Reference, default));
    }

    [Theory]
    [InlineData("""{"keys": ["a", "b", "c"]}""")]
    [InlineData("""{"keys": ["a", ""]}""")]
    [InlineData("""{"keys": ["a", null]}""")]
    public async Task Keys_that_are_none_are_a_misunderstanding(string body)
    {
        using var vendor = new CannedVendor(200, body);
        await Assert.ThrowsAsync<VendorMisunderstanding>(() => vendor.Adapter(_time).ListKeysAsync(Order.Reference, 10, 2, default));
        Assert.StartsWith(
            "GET https://vendor.example/licensing/v1/purchases/1234567-1-1/keys?offset=10&limit=2 ",
            vendor.Asked,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_many_failures_nothing_is_sent_for_half_a_minute_and_then_one_request_at_first()
    {
        using var vendor = new CannedVendor(503, "");
        var adapter = vendor.Adapter(_time);
        for (var n = 0; n < 30; n++)
            await Assert.ThrowsAsync<VendorUnavailable>(() => adapter.FindAsync(Order.Reference, default));
        Assert.Equal(10, vendor.Requests);

        await _time.AdvanceAsync(TimeSpan.FromSeconds(31));
        for (var n = 0; n < 5; n++)
            await Assert.ThrowsAsync<VendorUnavailable>(() => adapter.FindAsync(Order.Reference, default));
        Assert.Equal(11, vendor.Requests);
    }

    [Fact]
    public async Task Refusals_do_not_open_the_circuit()
    {
        using var vendor = new CannedVendor(422, """{"code": "productDiscontinued"}""");
        var adapter = vendor.Adapter(_time);
        for (var n = 0; n < 30; n++)
            await adapter.PurchaseAsync(Order, default);
        Assert.Equal(30, vendor.Requests);
    }

    [InProcessFact]
    public async Task A_vendor_that_does_not_answer_is_not_waited_for_longer_than_set()
    {
        await using var app = await App.StartAsync(
            new EmulatorOptions { Clock = _time, Settings = new Dictionary<string, string?> { ["Vendor:Timeout"] = "00:00:00.300" } });
        await app.NeighbourAsync("licenseVendor", "silent");
        using var scope = app.Host.Services.CreateScope();
        var vendor = scope.ServiceProvider.GetRequiredService<ILicenseVendor>();
        await Assert.ThrowsAsync<VendorUnavailable>(() => vendor.PurchaseAsync(Order, default));
    }
}
