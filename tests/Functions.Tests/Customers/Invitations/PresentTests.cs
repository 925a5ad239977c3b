using System.Text.Json.Nodes;
using Accounts.Tests.Customers.Contacts;
using Accounts.Tests.Relations.Partners;

namespace Accounts.Tests.Customers.Invitations;

/// <summary>Invitations and the first screen show the current state.</summary>
public sealed class PresentTests
{
    [InProcessFact]
    public async Task Who_is_a_member_is_not_invited_again_whether_or_not_they_have_opened_the_portal()
    {
        await using var app = await App.StartAsync();
        // The portal is not opened when an account is created.
        var (owner, id) = await app.NewCustomerAsync();
        var invited = await owner.PostAsync(
            $"/api/organizations/{id}/invitations", Inviting.To(owner.Email.ToUpperInvariant(), "employee"));
        Assert.Equal((409, "already-member"), (invited.Status, invited.Problem));
        var login = await owner.PostAsync(
            ContactCalls.Of(id), ContactCalls.Mailbox("technical", owner.Email).With("login", ContactCalls.Login("projects.read")));
        Assert.Equal((409, "already-member"), (login.Status, login.Problem));
    }

    [InProcessFact]
    public async Task An_open_invitation_shows_the_name_that_the_organization_has_now()
    {
        await using var palmer = await Inviting.StartAsync();
        var maxi = await palmer.App.SignInAsync(App.NewEmail("maxi"));
        var invited = await palmer.Owner.PostAsync(palmer.Invitations, Inviting.To(maxi.Email, "employee"));
        await palmer.App.SettleAsync();
        Assert.Equal(
            200,
            (await palmer.Owner.PutAsync(
                $"/api/organizations/{palmer.OrganizationId}/account",
                Forms.Account().With("company/name", "Neuer Name AG"),
                "*")).Status);
        await palmer.App.SettleAsync();

        var token = palmer.App.TokenOf(palmer.OrganizationId, invited.Json["id"]!.GetValue<string>());
        Assert.Equal("Neuer Name AG", (await maxi.GetAsync("/api/invitations/" + token)).Json["organizationName"]!.GetValue<string>());
        Assert.Equal("Neuer Name AG", (await maxi.GetAsync("/api/me")).Json["invitations"]![0]!["organizationName"]!.GetValue<string>());
        await palmer.App.Host.Clock.AdvanceAsync(TimeSpan.FromDays(3.1));
        var reminder = (await palmer.App.MailsAsync(maxi.Email))[0];
        Assert.Contains("Neuer Name AG", reminder["subject"]!.GetValue<string>() + reminder["text"], StringComparison.Ordinal);
        maxi = await palmer.App.SignInAsync(maxi.Email);
        Assert.Equal(
            "Neuer Name AG", (await maxi.SendAsync(HttpMethod.Post, $"/api/invitations/{token}/accept")).Json["name"]!.GetValue<string>());
    }

    [InProcessFact]
    public async Task The_first_screen_says_what_logins_and_partners_may_do()
    {
        await using var story = await Partnering.StartAsync();
        var (karl, id, _) = await story.CustomerAsync(
            "Kunde AG", Partnering.Grant("cloud", "manage"), Partnering.Grant("account", "read", "2027-03-02"));
        var employee = await story.EmployeeAsync();
        Assert.Equal(["account read", "cloud manage"], await GrantsAsync(employee));
        await story.AdvanceDaysAsync(2);
        employee = await story.App.SignInAsync(employee.Email);
        Assert.Equal(["cloud manage"], await GrantsAsync(employee));

        karl = await story.App.SignInAsync(karl.Email);
        var toni = await story.App.SignInAsync(App.NewEmail("toni"));
        var login = ContactCalls.Mailbox("technical", toni.Email).With("login", ContactCalls.Login("projects.read"));
        var contact = (await karl.PostAsync(ContactCalls.Of(id), login)).Headers.Location!.OriginalString;
        await story.App.SettleAsync();
        Assert.Equal(200, (await ContactCalls.AcceptAsync(toni)).Status);
        Assert.Equal("""["projects.read"]""", (await OnlyAsync(toni))["permissions"]!.ToJsonString());
        Assert.Equal(
            200,
            (await karl.PutAsync(
                contact,
                ContactCalls.Mailbox("technical", toni.Email).With("login", ContactCalls.Login("contacts.read", "projects.read")),
                "*")).Status);
        await story.App.SettleAsync();
        Assert.Equal(2, (await OnlyAsync(toni))["permissions"]!.AsArray().Count);
        Assert.Null((await OnlyAsync(karl))["permissions"]);

        async Task<string[]> GrantsAsync(User user) =>
            [
                .. (await user.GetAsync("/api/me")).Json["organizations"]!
                    .AsArray()
                    .Single(one => one!["via"]!.GetValue<string>() == "partner")!["grants"]!
                    .AsArray()
                    .Select(grant => $"{grant!["product"]} {grant["right"]}")
                    .Order(),
            ];

        async Task<JsonNode> OnlyAsync(User user) => Assert.Single((await user.GetAsync("/api/me")).Json["organizations"]!.AsArray())!;
    }
}
