using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Accounts.Tests.Access;
using Accounts.Tests.Customers.Invitations;
using Accounts.Tests.Relations.Partners;
using Accounts.Tests.Relations.SubAccounts;

namespace Accounts.Tests.Customers.Members;

/// <summary>The token's subject is the person. The verified address and the name follow the token wherever they are stored.</summary>
public sealed class PersonTests
{
    [InProcessFact]
    public async Task The_new_address_is_taken_over_with_the_next_request_in_every_organization()
    {
        await using var app = await App.StartAsync(Locations.Options());
        var (hanna, before, after) = Moved(app);
        var (first, second) = (
            await Partnering.FoundAsync(app, before, "Erste GmbH"), await Partnering.FoundAsync(app, before, "Zweite GmbH"));

        Assert.Equal(200, (await after.GetAsync($"/api/organizations/{first}/projects")).Status);

        foreach (var id in new[] { first, second })
        {
            var member = Assert.Single((await after.GetAsync($"/api/organizations/{id}/members")).Json["items"]!.AsArray())!;
            Assert.Equal((after.Email, "Hanna Neu"), (member["email"]!.GetValue<string>(), member["name"]!.GetValue<string>()));
            Assert.Contains(
                "member.personChanged", (await after.GetAsync($"/api/organizations/{id}/audit")).Text, StringComparison.Ordinal);
        }

        // An older token is still valid, but changes nothing; an address that is not verified changes nothing either.
        await before.GetAsync("/api/me");
        await before.GetAsync($"/api/organizations/{first}/projects");
        await hanna.As("other@example.com", "Hanna Neu", seconds: 2, verified: false).GetAsync($"/api/organizations/{first}/projects");
        Assert.Equal(
            after.Email, (await after.GetAsync($"/api/organizations/{first}/members")).Json["items"]![0]!["email"]!.GetValue<string>());
    }

    [InProcessFact]
    public async Task The_first_screen_takes_it_over_too_and_a_name_alone()
    {
        await using var app = await App.StartAsync();
        var (hanna, before, after) = Moved(app);
        var id = await Partnering.FoundAsync(app, before, "Erste GmbH");
        await before.GetAsync("/api/me");
        await after.GetAsync("/api/me");
        Assert.Contains(after.Email, app.Dump(), StringComparison.Ordinal);
        await hanna.As(after.Email, "Hanna Wieder", seconds: 2).GetAsync("/api/me");
        Assert.Contains("\"Hanna Wieder\"", (await after.GetAsync($"/api/organizations/{id}/members")).Text, StringComparison.Ordinal);
    }

    [InProcessFact]
    public async Task Notices_and_reminders_that_were_begun_under_the_old_address_go_to_the_new_one()
    {
        await using var app = await App.StartAsync(Locations.Options());
        var (_, before, after) = Moved(app);
        var id = await Partnering.FoundAsync(app, before, "Erste GmbH");
        var main = await Locations.CustomerAsync(app);
        var token = await Locations.AskAsync(app, main, new Customer(before, id));
        var invited = App.NewEmail();
        Assert.Equal(202, (await before.PostAsync($"/api/organizations/{id}/invitations", Inviting.To(invited, "employee"))).Status);
        await app.SettleAsync();
        var seen = (await before.GetAsync("/api/me")).Json["invitations"]!.AsArray();
        Assert.Equal("subAccount", Assert.Single(seen)!["kind"]!.GetValue<string>());

        await after.GetAsync($"/api/organizations/{id}/projects");
        // The person was asked, not the address: the request is still theirs.
        Assert.Equal(token, Assert.Single((await after.GetAsync("/api/me")).Json["invitations"]!.AsArray())!["token"]!.GetValue<string>());
        await (await app.SignInAsync(invited)).PostAsync($"/api/invitations/{await TokenAsync(app, invited)}/decline", new JsonObject());
        await app.Host.Clock.AdvanceAsync(TimeSpan.FromDays(3.1));

        var mails = (await app.MailsAsync(after.Email)).Select(mail => mail["subject"]!.GetValue<string>());
        Assert.Contains(
            mails,
            subject => subject.EndsWith("hat Ihre Einladung abgelehnt", StringComparison.Ordinal)
                || subject.EndsWith("has declined your invitation", StringComparison.Ordinal));
        Assert.Contains(mails, subject => subject.Contains(id, StringComparison.Ordinal));
        Assert.DoesNotContain(
            await app.MailsAsync(before.Email),
            mail =>
                DateTimeOffset.Parse(
                    mail["sentAt"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture) > App.Start.AddDays(1));
    }

    [InProcessFact]
    public async Task Who_is_a_member_under_another_address_cannot_join_twice()
    {
        await using var app = await App.StartAsync();
        var (_, before, after) = Moved(app);
        var id = await Partnering.FoundAsync(app, before, "Erste GmbH");
        Assert.Equal(202, (await before.PostAsync($"/api/organizations/{id}/invitations", Inviting.To(after.Email, "billing"))).Status);
        await app.SettleAsync();
        var token = Assert.Single((await after.GetAsync("/api/me")).Json["invitations"]!.AsArray())!["token"]!.GetValue<string>();
        var joined = await after.PostAsync($"/api/invitations/{token}/accept", new JsonObject());
        Assert.Equal((409, "already-member"), (joined.Status, joined.Problem));
        Assert.Equal(
            "legalRepresentative",
            Assert.Single((await after.GetAsync("/api/me")).Json["organizations"]!.AsArray())!["role"]!.GetValue<string>());
    }

    private static async Task<string> TokenAsync(App app, string email) =>
        (await app.MailsAsync(email))[0]["text"]!.GetValue<string>().Split("/invitations/")[1].Split(['\n', ' ', '\r', '>'])[0];

    private static (Person Person, User Before, User After) Moved(App app)
    {
        var person = new Person(app, Guid.NewGuid().ToString("N"));
        return (person, person.As(App.NewEmail("alt"), "Hanna Alt", seconds: 0), person.As(App.NewEmail("neu"), "Hanna Neu", seconds: 1));
    }

    private sealed record Person(App App, string Subject)
    {
        public User As(string email, string name, int seconds, bool verified = true)
        {
            using RSA key = Jwt.IssuerKey(App);
            var token = Jwt.For(App);
            token.Claims["sub"] = Subject;
            token.Claims["email"] = email;
            token.Claims["email_verified"] = verified;
            token.Claims["name"] = name;
            token.Claims["iat"] = App.Now.ToUnixTimeSeconds() + seconds;
            token.Claims["exp"] = App.Now.AddDays(30).ToUnixTimeSeconds();
            return new User(App.Http, email, token.Signed(key));
        }
    }
}
