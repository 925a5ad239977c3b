using System.Text.Json.Nodes;

namespace Accounts.Tests.Customers.Contacts;

/// <summary>Anyone who redirects invoices can redirect payments. So this needs its own permission, and others are notified of it.</summary>
public sealed class InvoiceReroutingTests
{
    [InProcessFact]
    public async Task A_login_that_may_write_contacts_does_not_reroute_invoices()
    {
        await using var app = await App.StartAsync();
        var (owner, id) = await app.NewCustomerAsync();
        var toni = await LoginAsync(app, owner, id, "contacts.read", "contacts.write");
        var active = $"{ContactCalls.Of(id)}/{await ContactCalls.ActiveAsync(owner, id)}";
        var planned = await ContactCalls.AddAsync(owner, id);
        Assert.Equal(200, (await owner.PutAsync(ContactCalls.Payment(id), ContactCalls.To(planned, "2027-04-01"), "*")).Status);
        var email = (await owner.GetAsync(active)).Json["email"]!.GetValue<string>();

        foreach (var contact in new[] { active, planned })
        {
            var refused = await toni.PutAsync(contact, ContactCalls.Mailbox("invoices", "mine@stranger.example"), "*");
            Assert.Equal((403, "forbidden"), (refused.Status, refused.Problem));
        }

        // The login may change everything else of the contact.
        Assert.Equal(
            200,
            (await toni.PutAsync(
                active, ContactCalls.Mailbox("invoices", email.ToUpperInvariant()).With("phone", "089 12345"), "*")).Status);
        Assert.Equal(0, await ReroutedAsync(owner, id));
    }

    [InProcessFact]
    public async Task Every_way_of_rerouting_is_in_the_log_and_mailed_to_the_former_address_and_the_legal_representatives()
    {
        await using var app = await App.StartAsync();
        var (owner, id) = await app.NewCustomerAsync(Forms.Account().With("invoiceEmail", "a@palmer.example"));
        var partner = await app.AddMemberAsync(id, Accounts.Access.Role.LegalRepresentative);
        var toni = await LoginAsync(app, owner, id, "contacts.write", "paymentSettings.write");
        var active = $"{ContactCalls.Of(id)}/{await ContactCalls.ActiveAsync(owner, id)}";

        Assert.Equal(200, (await toni.PutAsync(active, ContactCalls.Mailbox("invoices", "b@palmer.example"), "*")).Status);
        await AssertNotifiedAsync("a@palmer.example", "b");
        Assert.Equal(
            200,
            (await owner.PutAsync(
                $"/api/organizations/{id}/account", Forms.Account().With("invoiceEmail", "c@palmer.example"), "*")).Status);
        await AssertNotifiedAsync("b@palmer.example", "c");
        var other = await ContactCalls.AddAsync(owner, id, email: "d@palmer.example");
        Assert.Equal(200, (await owner.PutAsync(ContactCalls.Payment(id), ContactCalls.To(other), "*")).Status);
        await AssertNotifiedAsync("c@palmer.example", "d");
        Assert.Equal(200, (await owner.PutAsync(ContactCalls.Payment(id), ContactCalls.To(active, "2027-03-03"), "*")).Status);
        await app.Host.Clock.AdvanceAsync(TimeSpan.FromDays(3));
        await AssertNotifiedAsync("d@palmer.example", "c");

        owner = await app.SignInAsync(owner.Email);
        Assert.Equal(4, await ReroutedAsync(owner, id));
        foreach (var representative in new[] { owner, partner })
        {
            var mails = await MailsAsync(app, representative.Email);
            Assert.Equal(4, mails.Count);
            Assert.All(Enumerable.Reverse(mails).Zip("bcdc"), mail => AssertContains(mail.First, $"{mail.Second}@palmer.example"));
        }

        // The former address does not see the new one in full.
        async Task AssertNotifiedAsync(string former, string present)
        {
            await app.SettleAsync();
            var mail = Assert.Single(await MailsAsync(app, former));
            AssertContains(mail, present + "…@palmer.example");
            Assert.DoesNotContain(present + "@palmer.example", mail["text"]!.GetValue<string>(), StringComparison.Ordinal);
        }
    }

    private static async Task<User> LoginAsync(App app, User owner, string id, params string[] permissions)
    {
        var toni = await app.SignInAsync();
        var made = await owner.PostAsync(
            ContactCalls.Of(id), ContactCalls.Mailbox("technical", toni.Email).With("login", ContactCalls.Login(permissions)));
        Assert.True(made.Status == 201, made.Text);
        await app.SettleAsync();
        Assert.Equal(200, (await ContactCalls.AcceptAsync(toni)).Status);
        return toni;
    }

    private static void AssertContains(JsonNode mail, string text) =>
        Assert.Contains(text, mail["text"]!.GetValue<string>(), StringComparison.Ordinal);

    private static async Task<int> ReroutedAsync(User owner, string id) =>
        (await owner.GetAsync($"/api/organizations/{id}/audit?limit=100")).Json["items"]!.AsArray()
        .Count(entry => entry!["action"]!.GetValue<string>() == "invoices.rerouted");

    private static async Task<List<JsonNode>> MailsAsync(App app, string email) =>
        [
            .. (await app.MailsAsync(email)).Where(
                mail => mail["subject"]!.GetValue<string>().Contains("andere E-Mail-Adresse", StringComparison.Ordinal)),
        ];
}
