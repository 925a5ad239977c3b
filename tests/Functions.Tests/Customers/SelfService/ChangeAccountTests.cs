using System.Text.Json.Nodes;
using Accounts.Access;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Customers.TaxIds;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Customers.SelfService;

public sealed class ChangeAccountTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly App _app = shared.App;

    [InProcessFact]
    public async Task A_new_name_shows_in_the_organization_and_with_all_its_members()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var employee = await _app.AddMemberAsync(id, Role.Employee);
        var before = (await owner.GetAsync(Account(id))).ETag;
        var changed = await owner.PutAsync(Account(id), Forms.Account().With("company/name", "Palmer & Söhne GmbH"), before);
        Assert.Equal(200, changed.Status);
        Assert.NotEqual(before, changed.ETag);
        Assert.Equal("Palmer & Söhne GmbH", changed.Json["company"]!["name"]!.GetValue<string>());
        Assert.Equal(changed.Text, (await owner.GetAsync(Account(id))).Text);
        Assert.Equal("Palmer & Söhne GmbH", (await owner.GetAsync($"/api/organizations/{id}")).Json["name"]!.GetValue<string>());
        await _app.SettleAsync();
        foreach (var (user, role) in new[] { (owner, "legalRepresentative"), (employee, "employee") })
        {
            var mine = Assert.Single((await user.GetAsync("/api/me")).Json["organizations"]!.AsArray())!;
            Assert.Equal("Palmer & Söhne GmbH", mine["name"]!.GetValue<string>());
            Assert.Equal(role, mine["role"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task Contacts_follow_the_person_and_the_invoice_address()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var invoiceContact = (
            await owner.GetAsync($"/api/organizations/{id}/payment-settings")).Json["invoiceContactId"]!.GetValue<string>();
        var before = (await owner.GetAsync($"/api/organizations/{id}/contacts/{invoiceContact}")).ETag;
        var form = Forms.Account()
            .With("invoiceEmail", "rechnung@palmer-telefonbau.example")
            .With("contact/lastName", "Palmer-Groß")
            .With("contact/phone", "089 7654321");
        Assert.Equal(200, (await owner.PutAsync(Account(id), form, "*")).Status);

        var invoices = await owner.GetAsync($"/api/organizations/{id}/contacts/{invoiceContact}");
        Assert.Equal("rechnung@palmer-telefonbau.example", invoices.Json["email"]!.GetValue<string>());
        Assert.NotEqual(before, invoices.ETag);
        var main = (await owner.GetAsync($"/api/organizations/{id}/contacts/main")).Json;
        Assert.Equal(
            ("Palmer-Groß", "+49897654321", owner.Email),
            (main["lastName"]!.GetValue<string>(), main["phone"]!.GetValue<string>(), main["email"]!.GetValue<string>()));
    }

    [InProcessFact]
    public async Task A_new_VAT_id_is_pending_and_the_same_one_keeps_its_state()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var vatId = (await owner.GetAsync(Account(id))).Json["vatId"]!.GetValue<string>();
        var results = _app.Host.Services.GetRequiredService<TaxIdResults>();
        Assert.True(await results.TryWriteAsync(id, vatId, account => account with { TaxIdStatus = TaxIdStatus.Verified }, default));

        var same = await owner.PutAsync(Account(id), Forms.Account().With("vatId", "de 136 695 976"), "*");
        Assert.Equal("verified", same.Json["taxIdStatus"]!.GetValue<string>());
        var other = await owner.PutAsync(Account(id), Forms.Account().With("vatId", "DE811907980"), "*");
        Assert.Equal(("DE811907980", "pending"), (other.Json["vatId"]!.GetValue<string>(), other.Json["taxIdStatus"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("country", "CH", "country-is-fixed")]
    [InlineData("country", "FR", "country-not-self-service")]
    [InlineData("company/address/country", "FR", "country-not-self-service")]
    [InlineData("vatId", "DE136695978", "invalid-fields")]
    [InlineData("company/name", "4111 1111 1111 1111", "invalid-fields")]
    [InlineData("payment/method", "card", "invalid-fields")]
    public async Task What_is_refused_changes_nothing(string path, string value, string problem)
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var before = await owner.GetAsync(Account(id));
        var form = (value == "CH" ? Forms.Swiss() : Forms.Account()).With(path, value);
        var reply = await owner.PutAsync(Account(id), form, before.ETag);
        Assert.Equal((422, problem), (reply.Status, reply.Problem));
        Assert.Equal(before.Text, (await owner.GetAsync(Account(id))).Text);
    }

    [Theory]
    [InlineData(null, 428, "precondition-required")]
    [InlineData("\"7\"", 412, "changed-meanwhile")]
    [InlineData("W/\"1\"", 412, "changed-meanwhile")]
    [InlineData("1", 400, "invalid-header")]
    public async Task The_version_that_was_read_must_be_named(string? ifMatch, int status, string problem)
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var reply = await owner.PutAsync(Account(id), Forms.Account().With("company/name", "Anders GmbH"), ifMatch);
        Assert.Equal((status, problem), (reply.Status, reply.Problem));
        Assert.Equal("Palmer Telefonbau GmbH", (await owner.GetAsync(Account(id))).Json["company"]!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Of_many_changes_to_one_version_exactly_one_is_made()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var tag = (await owner.GetAsync(Account(id))).ETag;
        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() =>
            owner.PutAsync(Account(id), Forms.Account().With("company/name", $"Name {i}"), tag))));
        var won = Assert.Single(replies, reply => reply.Status == 200);
        Assert.All(replies.Where(reply => reply != won), reply => Assert.Equal((412, "changed-meanwhile"), (reply.Status, reply.Problem)));
        Assert.Equal(won.Text, (await owner.GetAsync(Account(id))).Text);
        await _app.SettleAsync();
        Assert.Equal(
            won.Json["company"]!["name"]!.GetValue<string>(),
            (await owner.GetAsync("/api/me")).Json["organizations"]![0]!["name"]!.GetValue<string>());
    }

    [InProcessFact]
    public async Task A_card_comes_by_its_token_stays_without_one_and_goes_with_another_method()
    {
        await using var provider = await CardStub.StartAsync();
        await using var app = await App.StartAsync(provider.Options);
        var (owner, id) = await app.NewCustomerAsync(WithCard("tok_visa"));
        var first = await owner.GetAsync(Account(id));
        Assert.Equal("1111", first.Json["payment"]!["card"]!["lastFour"]!.GetValue<string>());

        var kept = await owner.PutAsync(Account(id), WithCard(null).With("company/name", "Neu GmbH"), "*");
        Assert.Equal("1111", kept.Json["payment"]!["card"]!["lastFour"]!.GetValue<string>());
        Assert.Equal(1, provider.Lookups);

        var replaced = await owner.PutAsync(Account(id), WithCard("tok_master"), "*");
        Assert.Equal(
            """{"brand":"mastercard","lastFour":"4444","expiryMonth":12,"expiryYear":2029}""",
            replaced.Json["payment"]!["card"]!.ToJsonString());
        var settings = await owner.GetAsync($"/api/organizations/{id}/payment-settings");
        Assert.Equal(
            ("card", "4444"), (settings.Json["method"]!.GetValue<string>(), settings.Json["card"]!["lastFour"]!.GetValue<string>()));
        Assert.All(new[] { first, kept, replaced, settings }, reply => Assert.DoesNotContain("tok_", reply.Text, StringComparison.Ordinal));

        var gone = await owner.PutAsync(Account(id), Forms.Account(), "*");
        Assert.Null(gone.Json["payment"]!["card"]);
        var missing = await owner.PutAsync(Account(id), WithCard(null), "*");
        Assert.Equal(["#/payment/cardToken"], missing.Fields);
    }

    [InProcessFact]
    public async Task A_card_that_the_provider_does_not_know_or_cannot_look_up_is_not_taken()
    {
        await using var provider = await CardStub.StartAsync();
        await using var app = await App.StartAsync(provider.Options);
        var (owner, id) = await app.NewCustomerAsync();
        var before = app.Dump();
        var unknown = await owner.PutAsync(Account(id), WithCard("tok_unknown"), "*");
        Assert.Equal((422, "card-token-refused"), (unknown.Status, unknown.Problem));
        Assert.Equal("card-token-refused", (await owner.PostAsync("/api/accounts", WithCard("tok_unknown"))).Problem);
        provider.IsDown = true;
        var down = await owner.PutAsync(Account(id), WithCard("tok_visa"), "*");
        Assert.Equal((503, "temporarily-unavailable"), (down.Status, down.Problem));
        Assert.Equal("temporarily-unavailable", (await owner.PostAsync("/api/accounts", WithCard("tok_visa"))).Problem);
        Assert.Equal(before, app.Dump());
        Assert.All(app.Logs.Lines, line => Assert.DoesNotContain("tok_", line, StringComparison.Ordinal));
    }

    private static string Account(string id) => $"/api/organizations/{id}/account";

    private static JsonObject WithCard(string? token) => Forms.Account().With("payment/method", "card").With("payment/cardToken", token);
}
