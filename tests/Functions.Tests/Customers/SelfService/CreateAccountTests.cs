using System.Text.Json.Nodes;

namespace Accounts.Tests.Customers.SelfService;

public sealed class CreateAccountTests : IAsyncLifetime
{
    private App _app = null!;

    public async Task InitializeAsync() => _app = await App.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_signed_in_user_creates_an_account_and_finds_all_that_belongs_to_it()
    {
        var hanna = await _app.SignInAsync(name: "Hanna Palmer");
        var before = await hanna.GetAsync("/api/me");
        Assert.Empty(before.Json["organizations"]!.AsArray());
        Assert.True(before.Json["canCreateAccount"]!.GetValue<bool>());

        var created = await hanna.PostAsync("/api/accounts", Forms.Account());
        Assert.Equal(201, created.Status);
        var number = created.Json["customerNumber"]!.GetValue<string>();
        Assert.Matches("^[1-9][0-9]{6}$", number);
        var location = created.Headers.Location!.OriginalString;

        var organization = await hanna.GetAsync(location);
        Assert.Equal(created.Text, organization.Text);
        Assert.Equal("Palmer Telefonbau GmbH", organization.Json["name"]!.GetValue<string>());
        Assert.Equal("active", organization.Json["state"]!.GetValue<string>());

        var account = (await hanna.GetAsync(location + "/account")).Json;
        Assert.Equal(number, account["customerNumber"]!.GetValue<string>());
        Assert.Equal("DE", account["country"]!.GetValue<string>());
        Assert.Equal("DE136695976", account["vatId"]!.GetValue<string>());
        Assert.Equal("HRB 12345", account["registerNumber"]!.GetValue<string>());
        Assert.Equal("Amtsgericht München", account["registerCourt"]!.GetValue<string>());
        // A host that is already running may have checked the tax id by now.
        Assert.Contains(
            account["taxIdStatus"]!.GetValue<string>(), App.RunningHost is null ? ["pending"] : (string[])["pending", "verified"]);
        Assert.Equal("+49891234567", account["contact"]!["phone"]!.GetValue<string>());

        var settings = (await hanna.GetAsync(location + "/payment-settings")).Json;
        Assert.Equal("invoice", settings["method"]!.GetValue<string>());
        var contacts = (await hanna.GetAsync(location + "/contacts")).Json["items"]!.AsArray();
        var invoiceContact = Assert.Single(
            contacts, contact => contact!["id"]!.GetValue<string>() == settings["invoiceContactId"]!.GetValue<string>())!;
        Assert.Equal("invoices", invoiceContact["group"]!.GetValue<string>());
        Assert.Equal("buchhaltung@palmer-telefonbau.example", invoiceContact["email"]!.GetValue<string>());
        var main = Assert.Single(contacts, contact => contact!["group"]!.GetValue<string>() == "main")!;
        Assert.Equal(hanna.Email, main["email"]!.GetValue<string>());
        Assert.Equal("Palmer", main["lastName"]!.GetValue<string>());

        var owner = Assert.Single((await hanna.GetAsync(location + "/members")).Json["items"]!.AsArray())!;
        Assert.Equal("legalRepresentative", owner["role"]!.GetValue<string>());
        Assert.Equal(hanna.Email, owner["email"]!.GetValue<string>());

        var me = (await hanna.GetAsync("/api/me")).Json;
        // A user may have accounts for several companies.
        Assert.True(me["canCreateAccount"]!.GetValue<bool>());
        var mine = Assert.Single(me["organizations"]!.AsArray())!;
        Assert.Equal(number, mine["customerNumber"]!.GetValue<string>());
        Assert.Equal("legalRepresentative", mine["role"]!.GetValue<string>());
        Assert.Equal(owner["userId"]!.GetValue<string>(), me["user"]!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Austrian_and_Swiss_companies_create_theirs_too()
    {
        var hanna = await _app.SignInAsync();
        foreach (var (form, country) in new[] { (Forms.Austrian(), "AT"), (Forms.Swiss(), "CH") })
        {
            var created = await hanna.PostAsync("/api/accounts", form);
            Assert.Equal(201, created.Status);
            var account = await hanna.GetAsync(created.Headers.Location!.OriginalString + "/account");
            Assert.Equal(country, account.Json["country"]!.GetValue<string>());
        }
    }

    [Theory]
    [InlineData("vatId", "DE136695978", "#/vatId")]
    [InlineData("vatId", "DE123456789", "#/vatId")]
    [InlineData("vatId", "ATU13585627", "#/vatId")]
    [InlineData("vatId", null, "#/vatId")]
    [InlineData("registerNumber", "HRX 5", "#/registerNumber")]
    [InlineData("registerCourt", null, "#/registerCourt")]
    [InlineData("invoiceEmail", "nobody", "#/invoiceEmail")]
    [InlineData("invoiceEmail", "a@example.com\r\nBcc: b@example.com", "#/invoiceEmail")]
    [InlineData("contact", null, "#/contact")]
    [InlineData("contact/salutation", null, "#/contact/salutation")]
    [InlineData("contact/firstName", "  ", "#/contact/firstName")]
    [InlineData("contact/phone", "12", "#/contact/phone")]
    [InlineData("company/name", "\u202eAG", "#/company/name")]
    [InlineData("company/name", "東京電機株式会社", "#/company/name")] // documents could not show it
    [InlineData("company/address/city", "תל אביב", "#/company/address/city")]
    [InlineData("contact/lastName", "محمد", "#/contact/lastName")]
    [InlineData("company/address", null, "#/company/address")]
    [InlineData("company/address/postalCode", "8000", "#/company/address/postalCode")]
    [InlineData("company/address/country", "AT", "#/company/address/country")]
    [InlineData("payment/method", null, "#/payment/method")]
    [InlineData("payment/cardToken", "tok_visa", "#/payment/cardToken")]
    [InlineData("country", "germany", "#/country")]
    [InlineData("country", null, "#/country")]
    [InlineData("country", "UK", "#/country")]
    [InlineData("country", "XX", "#/country")]
    public async Task A_wrong_field_is_named_and_nothing_is_stored(string path, string? value, string field)
    {
        var hanna = await _app.SignInAsync();
        var reply = await hanna.PostAsync("/api/accounts", Forms.Account().With(path, value));
        Assert.Equal(422, reply.Status);
        Assert.Equal("invalid-fields", reply.Problem);
        Assert.Equal([field], reply.Fields);
        if (value is { Length: > 4 })
            Assert.DoesNotContain(value, reply.Text, StringComparison.Ordinal);
        await AssertNothingStoredAsync(hanna);
    }

    [Fact]
    public async Task All_wrong_fields_are_named_at_once()
    {
        var hanna = await _app.SignInAsync();
        var reply = await hanna.PostAsync("/api/accounts", new JsonObject { ["country"] = "DE" });
        Assert.Equal(
            ["#/contact", "#/company", "#/vatId", "#/registerNumber", "#/registerCourt", "#/payment", "#/invoiceEmail"], reply.Fields);
    }

    [Theory]
    [InlineData("country")]
    [InlineData("company/address/country")]
    public async Task A_French_company_is_sent_to_the_contact_form(string path)
    {
        var hanna = await _app.SignInAsync();
        var reply = await hanna.PostAsync("/api/accounts", Forms.Account().With(path, "FR"));
        Assert.Equal(422, reply.Status);
        Assert.Equal("country-not-self-service", reply.Problem);
        Assert.Equal("https://www.example.com/kontakt", reply.Json["contactForm"]!.GetValue<string>());
        await AssertNothingStoredAsync(hanna);
    }

    [Theory]
    [InlineData("company/name")]
    [InlineData("company/address/street")]
    [InlineData("company/address/houseNumber")]
    [InlineData("company/address/city")]
    [InlineData("contact/firstName")]
    [InlineData("contact/lastName")]
    [InlineData("contact/phone")]
    [InlineData("registerNumber")]
    [InlineData("registerCourt")]
    [InlineData("vatId")]
    [InlineData("invoiceEmail")]
    [InlineData("payment/cardToken")]
    public async Task A_card_number_is_refused_in_every_text_field(string path)
    {
        var hanna = await _app.SignInAsync();
        var reply = await hanna.PostAsync("/api/accounts", Forms.Account().With(path, "4111 1111 1111 1111"));
        Assert.Equal(422, reply.Status);
        Assert.Equal("invalid-fields", reply.Problem);
        Assert.Equal(["#/" + path], reply.Fields);
        Assert.DoesNotContain("4111", reply.Text, StringComparison.Ordinal);
        await AssertNothingStoredAsync(hanna);
    }

    [Fact]
    public async Task An_unverified_e_mail_is_refused()
    {
        var hanna = await _app.SignInAsync(emailVerified: false);
        Assert.False((await hanna.GetAsync("/api/me")).Json["canCreateAccount"]!.GetValue<bool>());
        var reply = await hanna.PostAsync("/api/accounts", Forms.Account());
        Assert.Equal(403, reply.Status);
        Assert.Equal("email-not-verified", reply.Problem);
        await AssertNothingStoredAsync(hanna);
    }

    [Fact]
    public async Task The_same_key_and_body_repeats_the_answer_and_makes_nothing_twice()
    {
        var hanna = await _app.SignInAsync();
        var first = await hanna.PostAsync("/api/accounts", Forms.Account(), "attempt-1");
        var second = await hanna.PostAsync("/api/accounts", Forms.Account(), "attempt-1");
        Assert.Equal(201, second.Status);
        Assert.Equal(first.Text, second.Text);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal(first.ETag, second.ETag);
        Assert.True(second.Headers.Contains("Idempotency-Replayed"));
        Assert.Single((await hanna.GetAsync("/api/me")).Json["organizations"]!.AsArray());
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused()
    {
        var hanna = await _app.SignInAsync();
        await hanna.PostAsync("/api/accounts", Forms.Account(), "attempt-1");
        var reply = await hanna.PostAsync("/api/accounts", Forms.Swiss(), "attempt-1");
        Assert.Equal(422, reply.Status);
        Assert.Equal("idempotency-key-reused", reply.Problem);
    }

    [Fact]
    public async Task The_same_key_of_another_user_is_another_key()
    {
        var (hanna, maxi) = (await _app.SignInAsync(), await _app.SignInAsync());
        var hers = await hanna.PostAsync("/api/accounts", Forms.Account(), "attempt-1");
        var theirs = await maxi.PostAsync("/api/accounts", Forms.Account(), "attempt-1");
        Assert.Equal(201, theirs.Status);
        Assert.NotEqual(hers.Json["id"]!.GetValue<string>(), theirs.Json["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_key_is_required()
    {
        var hanna = await _app.SignInAsync();
        var reply = await hanna.SendAsync(HttpMethod.Post, "/api/accounts", Forms.Account().ToJsonString());
        Assert.Equal(400, reply.Status);
        Assert.Equal("invalid-header", reply.Problem);
        await AssertNothingStoredAsync(hanna);
    }

    [InProcessFact]
    public async Task After_a_day_the_key_is_free_again()
    {
        var hanna = await _app.SignInAsync();
        var first = await hanna.PostAsync("/api/accounts", Forms.Account(), "attempt-1");
        await _app.Host.Clock.AdvanceAsync(TimeSpan.FromHours(24));
        hanna = await _app.SignInAsync(hanna.Email);
        var second = await hanna.PostAsync("/api/accounts", Forms.Account(), "attempt-1");
        Assert.Equal(201, second.Status);
        Assert.NotEqual(first.Json["id"]!.GetValue<string>(), second.Json["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Fifty_at_once_make_one_account()
    {
        var hanna = await _app.SignInAsync();
        var replies = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => Task.Run(() => hanna.PostAsync("/api/accounts", Forms.Account(), "attempt-1"))));
        Assert.All(
            replies, reply => Assert.True(reply.Status == 201 || reply is { Status: 409, Problem: "request-in-flight" }, reply.Text));
        Assert.Single(replies.Where(reply => reply.Status == 201).Select(reply => reply.Text).Distinct());
        Assert.Single((await hanna.GetAsync("/api/me")).Json["organizations"]!.AsArray());
    }

    private static async Task AssertNothingStoredAsync(User user) =>
        Assert.Empty((await user.GetAsync("/api/me")).Json["organizations"]!.AsArray());
}
