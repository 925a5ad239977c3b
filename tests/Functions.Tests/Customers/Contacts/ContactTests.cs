using System.Text.Json.Nodes;
using Accounts.Customers.Contacts;
using Accounts.Platform.Storage;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Customers.Contacts;

public sealed class ContactTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly App _app = shared.App;

    [Fact]
    public async Task A_contact_is_made_changed_and_deleted()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var created = await owner.PostAsync(ContactCalls.Of(id), Person());
        Assert.Equal(201, created.Status);
        Assert.Equal("+498912345", Text(created, "phone"));
        Assert.Equal("FR", created.Json["address"]!["country"]!.GetValue<string>());
        var path = created.Headers.Location!.OriginalString;

        var changed = await owner.PutAsync(path, ContactCalls.Mailbox("support", "hilfe@palmer.example"), created.ETag);
        Assert.Equal(200, changed.Status);
        Assert.NotEqual(created.ETag, changed.ETag);
        Assert.Equal(changed.Text, (await owner.GetAsync(path)).Text);
        // Replaced, not merged.
        Assert.Equal(["id", "group", "email", "language", "login"], changed.Json.AsObject().Select(field => field.Key));
        Assert.Equal(412, (await owner.PutAsync(path, Person(), created.ETag)).Status);
        Assert.Equal(428, (await owner.PutAsync(path, Person(), null)).Status);
        Assert.Equal(204, (await owner.DeleteAsync(path)).Status);
        Assert.Equal(404, (await owner.DeleteAsync(path)).Status);
        Assert.Equal(404, (await owner.PutAsync(path, Person(), "*")).Status);
    }

    [Fact]
    public async Task A_copy_takes_address_phone_and_language_and_with_the_address_the_person()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var source = await owner.PostAsync(ContactCalls.Of(id), Person().With("language", "en"));
        var copied = Text(source, "id");

        var mailbox = await owner.PostAsync(
            ContactCalls.Of(id), ContactCalls.Mailbox("invoices", "rechnung@palmer.example").With("copyFrom", copied));
        Assert.Equal(
            (copied, "+498912345", "en", null),
            (Text(mailbox, "copiedFrom"), Text(mailbox, "phone"), Text(mailbox, "language"), Text(mailbox, "lastName")));
        Assert.True(JsonNode.DeepEquals(source.Json["address"], mailbox.Json["address"]));

        var person = await owner.PostAsync(
            ContactCalls.Of(id), new JsonObject { ["copyFrom"] = copied, ["group"] = "invoices", ["phone"] = "+43 664 1234567" });
        Assert.Equal(
            ("toni@example.fr", "Berger", "mx", "+436641234567"),
            (Text(person, "email"), Text(person, "lastName"), Text(person, "salutation"), Text(person, "phone")));

        // The main contact has the address of the company.
        var main = await owner.PostAsync(ContactCalls.Of(id), new JsonObject { ["copyFrom"] = "main", ["group"] = "technical" });
        Assert.Equal(
            (owner.Email, "Palmer", "München"),
            (Text(main, "email"), Text(main, "lastName"), main.Json["address"]!["city"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("group", null, "#/group")]
    [InlineData("group", "main", "#/group")]
    [InlineData("email", null, "#/email")]
    [InlineData("email", "nobody", "#/email")]
    [InlineData("lastName", null, "#/lastName")]
    [InlineData("phone", "12", "#/phone")]
    [InlineData("address/street", null, "#/address/street")]
    [InlineData("address/country", "Frankreich", "#/address/country")]
    [InlineData("copyFrom", "nobody", "#/copyFrom")]
    [InlineData("copyFrom", "a/b", "#/copyFrom")]
    public async Task What_is_wrong_is_named(string path, string? value, string field)
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var reply = await owner.PostAsync(ContactCalls.Of(id), Person().With(path, value));
        Assert.Equal((422, "invalid-fields"), (reply.Status, reply.Problem));
        Assert.Equal([field], reply.Fields);
        Assert.Equal(2, (await owner.GetAsync(ContactCalls.Of(id))).Json["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_salutation_needs_a_person_and_a_login_says_whether_it_is_enabled()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        Assert.Equal(
            ["#/salutation"],
            (await owner.PostAsync(ContactCalls.Of(id), ContactCalls.Mailbox("support").With("salutation", "mr"))).Fields);
        Assert.Equal(
            ["#/login/enabled"],
            (await owner.PostAsync(ContactCalls.Of(id), ContactCalls.Mailbox("support").With("login", new JsonObject()))).Fields);
    }

    [Fact]
    public async Task The_same_key_repeats_the_answer_and_another_body_under_it_is_refused()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var replies = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Task.Run(() => owner.PostAsync(ContactCalls.Of(id), Person(), "attempt-1"))));
        Assert.All(replies, reply => Assert.Equal((201, replies[0].Text), (reply.Status, reply.Text)));
        Assert.Single(replies, reply => !reply.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal(
            "idempotency-key-reused", (await owner.PostAsync(ContactCalls.Of(id), ContactCalls.Mailbox("support"), "attempt-1")).Problem);
        Assert.Equal(3, (await owner.GetAsync(ContactCalls.Of(id))).Json["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task The_main_contact_stays_what_it_is_and_the_account_follows_its_person()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var main = ContactCalls.Of(id) + "/main";
        foreach (var reply in new[] { await owner.DeleteAsync(main), await owner.PutAsync(main, Person(), "*") })
            Assert.Equal((409, "main-contact-stays"), (reply.Status, reply.Problem));
        Assert.Equal(["#/lastName"], (await owner.PutAsync(main, ContactCalls.Mailbox("main"), "*")).Fields);

        var before = (await owner.GetAsync($"/api/organizations/{id}/account")).ETag;
        var changed = await owner.PutAsync(main, Person().With("group", "main"), (await owner.GetAsync(main)).ETag);
        Assert.Equal(200, changed.Status);
        var account = await owner.GetAsync($"/api/organizations/{id}/account");
        Assert.NotEqual(before, account.ETag);
        Assert.Equal(
            ["mx", "Toni", "Berger", "+498912345"], account.Json["contact"]!.AsObject().Select(field => field.Value!.GetValue<string>()));
    }

    [InProcessFact]
    public async Task Five_hundred_contacts_are_enough()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        await _app.Host.Services.GetRequiredService<TableServiceClient>().GetTableClient(Tables.Organizations)
            .AddEntityAsync(Rows.Row(id, ContactKeys.Count, new ContactCount(ContactCount.Limit - 1)));
        var last = await ContactCalls.AddAsync(owner, id);
        var reply = await owner.PostAsync(ContactCalls.Of(id), ContactCalls.Mailbox("support"));
        Assert.Equal((409, "too-many-contacts"), (reply.Status, reply.Problem));
        Assert.Equal(204, (await owner.DeleteAsync(last)).Status);
        await ContactCalls.AddAsync(owner, id);
    }

    private static JsonObject Person() => new()
    {
        ["group"] = "technical",
        ["salutation"] = "mx",
        ["firstName"] = "Toni",
        ["lastName"] = "Berger",
        ["email"] = "toni@example.fr",
        ["phone"] = "089 12345",
        ["address"] = new JsonObject { ["street"] = "Rue de la Paix", ["houseNumber"] = "5", ["postalCode"] = "75002", ["city"] = "Paris", ["country"] = "FR" },
    };

    private static string? Text(Reply reply, string field) => reply.Json[field]?.GetValue<string>();
}
