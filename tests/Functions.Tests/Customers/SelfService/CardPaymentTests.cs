using System.Text.Json.Nodes;

namespace Accounts.Tests.Customers.SelfService;

public sealed class CardPaymentTests : IAsyncLifetime
{
    private App _app = null!;

    public async Task InitializeAsync() => _app = await App.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("tok_visa", "visa", "4242")]
    [InlineData("tok_mastercard", "mastercard", "4444")]
    [InlineData("tok_amex", "amex", "0005")]
    public async Task A_card_is_shown_by_brand_and_last_four_and_its_token_never(string token, string brand, string lastFour)
    {
        var hanna = await _app.SignInAsync();
        var created = await hanna.PostAsync("/api/accounts", ByCard(token));
        Assert.Equal(201, created.Status);
        var location = created.Headers.Location!.OriginalString;

        var account = await hanna.GetAsync(location + "/account");
        var payment = account.Json["payment"]!;
        Assert.Equal("card", payment["method"]!.GetValue<string>());
        Assert.Equal(brand, payment["card"]!["brand"]!.GetValue<string>());
        Assert.Equal(lastFour, payment["card"]!["lastFour"]!.GetValue<string>());
        var settings = await hanna.GetAsync(location + "/payment-settings");
        Assert.Equal(lastFour, settings.Json["card"]!["lastFour"]!.GetValue<string>());

        foreach (var reply in new[] { created, account, settings, await hanna.GetAsync(location), await hanna.GetAsync("/api/me") })
            Assert.DoesNotContain(token, reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_the_provider_does_not_know_is_refused_and_nothing_is_stored()
    {
        var hanna = await _app.SignInAsync();
        var reply = await hanna.PostAsync("/api/accounts", ByCard("tok_unknown"));
        Assert.Equal(422, reply.Status);
        Assert.Equal("card-token-refused", reply.Problem);
        Assert.DoesNotContain("tok_unknown", reply.Text, StringComparison.Ordinal);
        await AssertNothingStoredAsync(hanna);
    }

    [InProcessFact]
    public async Task Without_the_provider_nothing_is_stored_and_the_same_key_works_later()
    {
        var hanna = await _app.SignInAsync();
        await _app.NeighbourAsync("paymentProvider", "unavailable");
        var refused = await hanna.PostAsync("/api/accounts", ByCard("tok_visa"), "attempt-1");
        Assert.Equal(503, refused.Status);
        Assert.Equal("temporarily-unavailable", refused.Problem);
        await AssertNothingStoredAsync(hanna);

        await _app.NeighbourAsync("paymentProvider", "normal");
        Assert.Equal(201, (await hanna.PostAsync("/api/accounts", ByCard("tok_visa"), "attempt-1")).Status);
    }

    [Fact]
    public async Task A_card_on_file_stays_when_the_account_is_changed_without_a_token()
    {
        var (hanna, id) = await _app.NewCustomerAsync(ByCard("tok_visa"));
        var form = ByCard("tok_visa").With("payment/cardToken", null).With("company/name", "Palmer Netzbau GmbH");
        var changed = await hanna.PutAsync($"/api/organizations/{id}/account", form, "*");
        Assert.Equal(200, changed.Status);
        Assert.Equal("4242", changed.Json["payment"]!["card"]!["lastFour"]!.GetValue<string>());
        Assert.DoesNotContain("tok_visa", changed.Text, StringComparison.Ordinal);
    }

    private static JsonObject ByCard(string token) => Forms.Account().With("payment/method", "card").With("payment/cardToken", token);

    private static async Task AssertNothingStoredAsync(User user) =>
        Assert.Empty((await user.GetAsync("/api/me")).Json["organizations"]!.AsArray());
}
