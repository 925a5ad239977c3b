using System.Text.Json.Nodes;
using Accounts.Access;

namespace Accounts.Tests.Customers.Contacts;

/// <summary>The story of <c>seeds/001…</c>, and its rules.</summary>
public sealed class InvoiceContactTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly App _app = shared.App;

    [Fact]
    public async Task A_copy_of_the_main_contact_becomes_the_invoice_contact_and_the_old_one_is_not_active_any_more()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var old = await ContactCalls.ActiveAsync(owner, id);
        var created = await owner.PostAsync(
            ContactCalls.Of(id), new JsonObject { ["copyFrom"] = "main", ["group"] = "invoices", ["email"] = "rechnungen@palmer.example" });
        Assert.Equal(201, created.Status);
        Assert.Equal(("main", "invoices", "+49891234567"), (Text(created, "copiedFrom"), Text(created, "group"), Text(created, "phone")));
        Assert.Equal("none", created.Json["login"]!["state"]!.GetValue<string>());
        Assert.Equal(created.Text, (await owner.GetAsync(created.Headers.Location!.OriginalString)).Text);
        var copy = Text(created, "id");

        var before = await owner.GetAsync(ContactCalls.Payment(id));
        var switched = await owner.PutAsync(ContactCalls.Payment(id), ContactCalls.To(copy!), before.ETag);
        Assert.Equal(200, switched.Status);
        Assert.NotEqual(before.ETag, switched.ETag);
        Assert.Equal(copy, await ContactCalls.ActiveAsync(owner, id));
        Assert.Equal("rechnungen@palmer.example", Text(await owner.GetAsync($"/api/organizations/{id}/account"), "invoiceEmail"));

        // The old one is an ordinary contact now: it can be deleted.
        Assert.Equal(204, (await owner.DeleteAsync($"{ContactCalls.Of(id)}/{old}")).Status);
        var made = Assert.Single(await ContactCalls.HistoryAsync(owner, id));
        Assert.Equal(
            (1, old, copy),
            (made["number"]!.GetValue<int>(), made["previousContactId"]!.GetValue<string>(), made["contactId"]!.GetValue<string>()));
        Assert.Equal("rechnungen@palmer.example", made["email"]!.GetValue<string>());
        Assert.Equal((await owner.GetAsync("/api/me")).Json["user"]!["id"]!.GetValue<string>(), made["by"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_active_invoice_contact_stays_until_another_is_chosen()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var active = $"{ContactCalls.Of(id)}/{await ContactCalls.ActiveAsync(owner, id)}";
        foreach (var reply in new[] { await owner.DeleteAsync(active), await owner.PutAsync(active, ContactCalls.Mailbox("support"), "*") })
            Assert.Equal((409, "active-invoice-contact"), (reply.Status, reply.Problem));

        var other = await ContactCalls.AddAsync(owner, id);
        Assert.Equal(200, (await owner.PutAsync(ContactCalls.Payment(id), ContactCalls.To(other), "*")).Status);
        Assert.Equal(200, (await owner.PutAsync(active, ContactCalls.Mailbox("support"), "*")).Status);
        Assert.Equal(204, (await owner.DeleteAsync(active)).Status);
        Assert.Equal(409, (await owner.DeleteAsync(other)).Status);
    }

    [Fact]
    public async Task The_account_follows_the_address_of_the_active_invoice_contact()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var active = $"{ContactCalls.Of(id)}/{await ContactCalls.ActiveAsync(owner, id)}";
        var before = (await owner.GetAsync($"/api/organizations/{id}/account")).ETag;
        Assert.Equal(200, (await owner.PutAsync(active, ContactCalls.Mailbox("invoices", "neu@palmer.example"), "*")).Status);
        var account = await owner.GetAsync($"/api/organizations/{id}/account");
        Assert.Equal("neu@palmer.example", Text(account, "invoiceEmail"));
        Assert.NotEqual(before, account.ETag);
        // The address of another contact does not affect the account.
        await owner.PutAsync(await ContactCalls.AddAsync(owner, id), ContactCalls.Mailbox("invoices", "andere@palmer.example"), "*");
        Assert.Equal(account.Text, (await owner.GetAsync($"/api/organizations/{id}/account")).Text);
    }

    [Theory]
    [InlineData("technical")]
    [InlineData("support")]
    public async Task Only_a_contact_of_the_group_invoices_can_be_chosen(string group)
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var active = await ContactCalls.ActiveAsync(owner, id);
        foreach (var contact in new[] { await ContactCalls.AddAsync(owner, id, group), "main", "019f2b7a6c3d7e1f8a4b5c6d7e8f9a0b", "a b" })
        {
            var reply = await owner.PutAsync(ContactCalls.Payment(id), ContactCalls.To(contact), "*");
            Assert.Equal((422, "invalid-fields"), (reply.Status, reply.Problem));
            Assert.Equal(["#/invoiceContactId"], reply.Fields);
        }

        Assert.Equal(active, await ContactCalls.ActiveAsync(owner, id));
        Assert.Empty(await ContactCalls.HistoryAsync(owner, id));
    }

    [Theory]
    [InlineData("{}", "#/method", "#/invoiceContactId")]
    [InlineData("""{"method":"card","invoiceContactId":"main","cardToken":"a b"}""", "#/cardToken")]
    [InlineData("""{"method":"invoice","invoiceContactId":"main","cardToken":"tok_visa"}""", "#/cardToken")]
    [InlineData("""{"method":"invoice","invoiceContactId":"main","validFrom":"2020-01-01"}""", "#/validFrom")]
    [InlineData("""{"method":"invoice","invoiceContactId":"main","validFrom":"2099-01-01"}""", "#/validFrom")]
    public async Task Wrong_settings_are_refused_field_by_field(string body, params string[] fields)
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var reply = await owner.PutAsync(ContactCalls.Payment(id), JsonNode.Parse(body)!, "*");
        Assert.Equal((422, "invalid-fields"), (reply.Status, reply.Problem));
        Assert.Equal(fields, reply.Fields);
    }

    [Theory]
    [InlineData(null, 428, "precondition-required")]
    [InlineData("\"7\"", 412, "changed-meanwhile")]
    public async Task The_version_that_was_read_must_be_named(string? ifMatch, int status, string problem)
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var reply = await owner.PutAsync(ContactCalls.Payment(id), ContactCalls.To(await ContactCalls.AddAsync(owner, id)), ifMatch);
        Assert.Equal((status, problem), (reply.Status, reply.Problem));
    }

    [Fact]
    public async Task The_means_of_payment_changes_alone_and_leaves_no_trace_in_the_history()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var active = await ContactCalls.ActiveAsync(owner, id);
        var card = ContactCalls.To(active).With("method", "card");
        Assert.Equal(["#/cardToken"], (await owner.PutAsync(ContactCalls.Payment(id), card.DeepClone(), "*")).Fields);
        var unknown = await owner.PutAsync(
            ContactCalls.Payment(id), card.DeepClone().AsObject().With("cardToken", "tok_unknown"), "*");
        Assert.Equal("card-token-refused", unknown.Problem);
        Assert.Contains("token in cardToken", Text(unknown, "detail"), StringComparison.Ordinal);
        var paid = await owner.PutAsync(ContactCalls.Payment(id), card.DeepClone().AsObject().With("cardToken", "tok_visa"), "*");
        Assert.Equal((200, "card"), (paid.Status, Text(paid, "method")));
        Assert.NotNull(paid.Json["card"]);
        Assert.DoesNotContain("tok_", paid.Text, StringComparison.Ordinal);
        // The card on file stays; the account shows the same settings.
        Assert.Equal(200, (await owner.PutAsync(ContactCalls.Payment(id), card, "*")).Status);
        Assert.Equal("card", (await owner.GetAsync($"/api/organizations/{id}/account")).Json["payment"]!["method"]!.GetValue<string>());
        Assert.Empty(await ContactCalls.HistoryAsync(owner, id));
    }

    [InProcessFact]
    public async Task Billing_switches_and_an_employee_does_not()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var contact = await ContactCalls.AddAsync(owner, id);
        var employee = await _app.AddMemberAsync(id, Role.Employee);
        Assert.Equal(403, (await employee.PutAsync(ContactCalls.Payment(id), ContactCalls.To(contact), "*")).Status);
        Assert.Equal(403, (await employee.GetAsync(ContactCalls.Payment(id) + "/history")).Status);
        var billing = await _app.AddMemberAsync(id, Role.Billing);
        Assert.Equal(200, (await billing.PutAsync(ContactCalls.Payment(id), ContactCalls.To(contact), "*")).Status);
        Assert.Single(await ContactCalls.HistoryAsync(billing, id));
        Assert.Equal(403, (await billing.DeleteAsync(contact)).Status);
    }

    [Fact]
    public async Task Another_organization_neither_sees_nor_touches()
    {
        var (hanna, hers) = await _app.NewCustomerAsync();
        var (maxi, theirs) = await _app.NewCustomerAsync();
        var contact = await ContactCalls.AddAsync(hanna, hers);
        var elsewhere = $"{ContactCalls.Of(theirs)}/{contact.Id()}";
        Assert.Equal(404, (await maxi.GetAsync(elsewhere)).Status);
        Assert.Equal(404, (await maxi.DeleteAsync(elsewhere)).Status);
        Assert.Equal(404, (await maxi.PutAsync(elsewhere, ContactCalls.Mailbox("invoices"), "*")).Status);
        Assert.Equal(["#/invoiceContactId"], (await maxi.PutAsync(ContactCalls.Payment(theirs), ContactCalls.To(contact), "*")).Fields);
        Assert.Equal(
            ["#/copyFrom"],
            (await maxi.PostAsync(ContactCalls.Of(theirs), ContactCalls.Mailbox("invoices").With("copyFrom", contact.Id()))).Fields);
        Assert.Equal(404, (await maxi.PutAsync(ContactCalls.Payment(hers), ContactCalls.To(contact), "*")).Status);
        Assert.Equal(200, (await hanna.GetAsync(contact)).Status);
    }

    private static string? Text(Reply reply, string field) => reply.Json[field]?.GetValue<string>();
}
