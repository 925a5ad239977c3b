using System.Text.Json.Nodes;
using Accounts.Access;
using Accounts.Tests.Access;

namespace Accounts.Tests.Customers.Contacts;

public sealed class ContactLoginTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly App _app = shared.App;

    [Fact]
    public async Task A_login_is_invited_becomes_a_member_with_its_permissions_and_goes_when_disabled()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var toni = await _app.SignInAsync(name: "Toni Berger");
        var contact = await AddAsync(owner, id, toni.Email, "projects.read");
        var tag = (await owner.GetAsync(contact)).ETag;
        await AssertLoginAsync(owner, contact, "invited", enabled: true);
        await _app.SettleAsync();
        Assert.Equal(200, (await ContactCalls.AcceptAsync(toni)).Status);
        await AssertLoginAsync(owner, contact, "active", enabled: true);
        // Accepting the invitation is not a change by a user: the answer differs, but the version is the same.
        var now = (await owner.GetAsync(contact)).ETag;
        Assert.NotEqual(tag, now);
        Assert.Equal(tag![..tag!.LastIndexOf('-')], now![..now!.LastIndexOf('-')]);

        Assert.Equal(200, (await toni.GetAsync($"/api/organizations/{id}")).Status);
        Assert.Equal(200, (await toni.GetAsync($"/api/organizations/{id}/projects")).Status);
        foreach (var path in new[] { "/contacts", "/account", "/payment-settings", "/members", "/invitations" })
            Assert.Equal((403, "forbidden"), await StatusAsync(toni.GetAsync($"/api/organizations/{id}{path}")));
        Assert.Equal(403, (await toni.PostAsync($"/api/organizations/{id}/projects", new JsonObject { ["name"] = "A" })).Status);

        // Other permissions count from the next request on.
        Assert.Equal(
            200,
            (
                await owner.PutAsync(
                    contact,
                    ContactCalls.Mailbox("technical", toni.Email).With("login", ContactCalls.Login("contacts.read", "contacts.read")),
                    "*")).Status);
        Assert.Equal(403, (await toni.GetAsync($"/api/organizations/{id}/projects")).Status);
        Assert.Equal(200, (await toni.GetAsync(contact)).Status);
        Assert.Equal(
            ["contacts.read"],
            (await owner.GetAsync(contact)).Json["login"]!["permissions"]!.AsArray().Select(permission => permission!.GetValue<string>()));

        Assert.Equal(
            200,
            (
                await owner.PutAsync(
                    contact, ContactCalls.Mailbox("technical", toni.Email).With("login", ContactCalls.NoLogin()), "*")).Status);
        Assert.Equal(404, (await toni.GetAsync($"/api/organizations/{id}")).Status);
        await AssertLoginAsync(owner, contact, "none", enabled: false);
        await _app.SettleAsync();
        Assert.Empty((await toni.GetAsync("/api/me")).Json["organizations"]!.AsArray());
        Assert.Single((await owner.GetAsync($"/api/organizations/{id}/members")).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task A_change_that_does_not_speak_of_the_login_leaves_it()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var email = App.NewEmail();
        var contact = await AddAsync(owner, id, email, "projects.read");
        Assert.Equal(200, (await owner.PutAsync(contact, ContactCalls.Mailbox("support", email), "*")).Status);
        await AssertLoginAsync(owner, contact, "invited", enabled: true);
    }

    [Fact]
    public async Task Declined_and_revoked_show_and_can_be_tried_again()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var toni = await _app.SignInAsync();
        var contact = await AddAsync(owner, id, toni.Email);
        await _app.SettleAsync();
        var token = (await toni.GetAsync("/api/me")).Json["invitations"]![0]!["token"];
        Assert.Equal(204, (await toni.PostAsync($"/api/invitations/{token}/decline", new JsonObject())).Status);
        await AssertLoginAsync(owner, contact, "declined", enabled: false);

        var again = await owner.PutAsync(contact, ContactCalls.Mailbox("technical", toni.Email).With("login", ContactCalls.Login()), "*");
        Assert.Equal("invited", again.Json["login"]!["state"]!.GetValue<string>());
        Assert.Equal(204, (await owner.DeleteAsync(again.Json["login"]!["links"]!["invitation"]!.GetValue<string>())).Status);
        await AssertLoginAsync(owner, contact, "revoked", enabled: false);
    }

    [InProcessFact]
    public async Task An_unanswered_login_expires_with_its_invitation()
    {
        await using var app = await App.StartAsync();
        var (owner, id) = await app.NewCustomerAsync();
        var contact = await AddAsync(owner, id, App.NewEmail());
        await app.Host.Clock.AdvanceAsync(TimeSpan.FromDays(15));
        await AssertLoginAsync(await app.SignInAsync(owner.Email), contact, "expired", enabled: false);
    }

    [Fact]
    public async Task Who_deletes_the_contact_or_takes_the_login_ends_the_invitation()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var toni = await _app.SignInAsync();
        foreach (var end in new Func<string, Task<Reply>>[]
        {
            contact => owner.DeleteAsync(contact),
            contact => owner.PutAsync(contact, ContactCalls.Mailbox("technical", toni.Email).With("login", ContactCalls.NoLogin()), "*"),
        })
        {
            var contact = await AddAsync(owner, id, toni.Email);
            await _app.SettleAsync();
            var token = (await toni.GetAsync("/api/me")).Json["invitations"]![0]!["token"];
            Assert.InRange((await end(contact)).Status, 200, 204);
            Assert.Equal(
                (410, "invitation-ended"), await StatusAsync(toni.PostAsync($"/api/invitations/{token}/accept", new JsonObject())));
            await _app.SettleAsync();
            Assert.Empty((await toni.GetAsync("/api/me")).Json["invitations"]!.AsArray());
        }
    }

    [Fact]
    public async Task Removing_the_member_or_the_contact_removes_both()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var (toni, contact) = await JoinAsync(owner, id, "projects.read");
        var member = $"/api/organizations/{id}/members/{(await toni.GetAsync("/api/me")).Json["user"]!["id"]}";
        Assert.Equal((409, "member-by-login"), await StatusAsync(owner.PutAsync(member, new JsonObject { ["role"] = "admin" }, "*")));
        Assert.Equal(204, (await owner.DeleteAsync(member)).Status);
        await AssertLoginAsync(owner, contact, "none", enabled: false);
        Assert.Equal(404, (await toni.GetAsync($"/api/organizations/{id}")).Status);

        var (other, second) = await JoinAsync(owner, id, "projects.read");
        Assert.Equal(204, (await owner.DeleteAsync(second)).Status);
        Assert.Equal(404, (await other.GetAsync($"/api/organizations/{id}")).Status);
    }

    [Fact]
    public async Task A_login_gives_no_logins_and_widens_no_rights()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var (toni, contact) = await JoinAsync(owner, id, "contacts.read", "contacts.write");
        var own = ContactCalls.Mailbox("technical", toni.Email);
        foreach (var reply in new[]
        {
            await toni.PostAsync(ContactCalls.Of(id), ContactCalls.Mailbox("technical").With("login", ContactCalls.Login("projects.read"))),
            await toni.PutAsync(contact, own.DeepClone().AsObject().With("login", ContactCalls.Login("paymentSettings.write")), "*"),
            await toni.PutAsync(contact, own.DeepClone().AsObject().With("login", ContactCalls.NoLogin()), "*"),
            await toni.DeleteAsync(contact),
        })
            Assert.Equal((403, "forbidden"), (reply.Status, reply.Problem));
        // It may delete contacts without a login.
        Assert.Equal(204, (await toni.DeleteAsync(await ContactCalls.AddAsync(toni, id))).Status);
    }

    [Fact]
    public async Task A_login_belongs_to_the_address_that_it_was_given_to()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var (toni, contact) = await JoinAsync(owner, id, "projects.read");
        Assert.Equal((409, "contact-has-login"), await StatusAsync(owner.PutAsync(contact, ContactCalls.Mailbox("technical"), "*")));
        Assert.Equal(200, (await owner.PutAsync(contact, ContactCalls.Mailbox("technical", toni.Email.ToUpperInvariant()), "*")).Status);
        Assert.Equal(
            200, (await owner.PutAsync(contact, ContactCalls.Mailbox("technical").With("login", ContactCalls.NoLogin()), "*")).Status);
    }

    [Fact]
    public async Task A_new_invoice_address_in_the_account_does_not_take_a_login_along()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var email = App.NewEmail();
        var active = $"{ContactCalls.Of(id)}/{await ContactCalls.ActiveAsync(owner, id)}";
        Assert.Equal(
            200,
            (
                await owner.PutAsync(
                    active, ContactCalls.Mailbox("invoices", email).With("login", ContactCalls.Login("invoices.read")), "*")).Status);
        Assert.Equal(
            (409, "contact-has-login"),
            await StatusAsync(
                owner.PutAsync($"/api/organizations/{id}/account", Forms.Account().With("invoiceEmail", App.NewEmail()), "*")));
        Assert.Equal(
            200, (await owner.PutAsync($"/api/organizations/{id}/account", Forms.Account().With("invoiceEmail", email), "*")).Status);
    }

    [Fact]
    public async Task Who_is_a_member_or_invited_gets_no_login()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        // The owner's address is known only after their first request.
        await owner.GetAsync("/api/me");
        Assert.Equal(
            (409, "already-member"),
            await StatusAsync(owner.PutAsync(ContactCalls.Of(id) + "/main", MainContact(owner).With("login", ContactCalls.Login()), "*")));
        var email = App.NewEmail();
        await AddAsync(owner, id, email);
        Assert.Equal(
            (409, "already-invited"),
            await StatusAsync(
                owner.PostAsync(ContactCalls.Of(id), ContactCalls.Mailbox("technical", email).With("login", ContactCalls.Login()))));
    }

    [InProcessFact]
    public async Task Accepting_and_disabling_at_once_leave_contact_and_member_agreed()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        await Race.PlayAsync(async contest =>
        {
            var toni = await _app.SignInAsync();
            var contact = await AddAsync(owner, id, toni.Email, "projects.read");
            await _app.SettleAsync();
            var tag = (await owner.GetAsync(contact)).ETag;
            var token = (await toni.GetAsync("/api/me")).Json["invitations"]![0]!["token"];
            var replies = await contest(
                () => toni.PostAsync($"/api/invitations/{token}/accept", new JsonObject()),
                () => owner.PutAsync(contact, ContactCalls.Mailbox("technical", toni.Email).With("login", ContactCalls.NoLogin()), "*"));
            // Disabling always succeeds: it ends the invitation, or removes the member if the invitation was just accepted.
            Assert.Equal(200, replies[1].Status);
            Assert.True(replies[0].Status is 200 or 409 or 410 or 412, replies[0].Text);
            await AssertLoginAsync(owner, contact, "none", enabled: false);
            Assert.Equal(404, (await toni.GetAsync($"/api/organizations/{id}")).Status);
        });
    }

    [InProcessFact]
    public async Task Declining_and_editing_the_contact_at_once_both_count()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        await Race.PlayAsync(async contest =>
        {
            var toni = await _app.SignInAsync();
            var contact = await AddAsync(owner, id, toni.Email, "projects.read");
            await _app.SettleAsync();
            var tag = (await owner.GetAsync(contact)).ETag;
            var token = (await toni.GetAsync("/api/me")).Json["invitations"]![0]!["token"];
            var replies = await contest(
                () => toni.PostAsync($"/api/invitations/{token}/decline", new JsonObject()),
                () => owner.PutAsync(contact, ContactCalls.Mailbox("support", toni.Email), tag));
            Assert.True(replies[0].Status == 204, replies[0].Text);
            Assert.True(replies[1].Status == 200, replies[1].Text);
            await AssertLoginAsync(owner, contact, "declined", enabled: false);
            Assert.Equal("support", (await owner.GetAsync(contact)).Json["group"]!.GetValue<string>());
        });
    }

    [InProcessFact]
    public async Task Each_permission_opens_exactly_the_functions_that_name_it()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var (toni, contact) = await JoinAsync(owner, id);
        foreach (var permission in Enum.GetValues<Permission>())
        {
            var name = System.Text.Json.JsonSerializer.Serialize(permission, Accounts.Platform.Values.Json.Options).Trim('"');
            Assert.Equal(
                200,
                (
                    await owner.PutAsync(
                        contact, ContactCalls.Mailbox("technical", toni.Email).With("login", ContactCalls.Login(name)), "*")).Status);
            foreach (var function in AppFunction.All.Where(function => function.IsOnOrganization))
            {
                var expected = function.Permission == permission || function.Rule.HasFlag(Who.Login);
                var reply = await function.CallAsync(_app.Http, function.PathOn(id), toni);
                Assert.True(expected == (reply.Status != 403), $"{function} answered {reply.Status} to a login with {name}.");
            }
        }
    }

    private static JsonObject MainContact(User owner) =>
        ContactCalls.Mailbox("main", owner.Email).With("firstName", "Hanna").With("lastName", "Palmer");

    private static async Task<string> AddAsync(User owner, string id, string email, params string[] permissions)
    {
        var created = await owner.PostAsync(
            ContactCalls.Of(id), ContactCalls.Mailbox("technical", email).With("login", ContactCalls.Login(permissions)));
        Assert.True(created.Status == 201, created.Text);
        return created.Headers.Location!.OriginalString;
    }

    private async Task<(User Login, string Contact)> JoinAsync(User owner, string id, params string[] permissions)
    {
        var toni = await _app.SignInAsync();
        var contact = await AddAsync(owner, id, toni.Email, permissions);
        await _app.SettleAsync();
        Assert.Equal(200, (await ContactCalls.AcceptAsync(toni)).Status);
        return (toni, contact);
    }

    private static async Task AssertLoginAsync(User owner, string contact, string state, bool enabled)
    {
        var login = (await owner.GetAsync(contact)).Json["login"]!;
        Assert.Equal((state, enabled), (login["state"]!.GetValue<string>(), login["enabled"]!.GetValue<bool>()));
    }

    private static async Task<(int Status, string Problem)> StatusAsync(Task<Reply> asked)
    {
        var reply = await asked;
        return (reply.Status, reply.Problem);
    }
}
