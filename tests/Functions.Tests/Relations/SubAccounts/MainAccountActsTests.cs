using System.Text.Json.Nodes;
using Accounts.Access;
using Accounts.Tests.Customers.Contacts;
using Accounts.Tests.Customers.Invitations;
using Accounts.Tests.Sales.Catalog;
using Accounts.Tests.Sales.Orders;

namespace Accounts.Tests.Relations.SubAccounts;

/// <summary>All locations are managed from one place: members of the main account act on a sub-account as its own do.</summary>
public sealed class MainAccountActsTests
{
    [InProcessFact]
    public async Task Its_legal_representatives_and_admins_act_as_the_sub_accounts_admins_do_and_that_is_said_before_and_logged_after()
    {
        await using var app = await Locations.StartAsync();
        var (main, sub) = (await Locations.CustomerAsync(app, "Zentrale AG"), await Locations.CustomerAsync(app));
        var admin = await app.AddMemberAsync(main.Id, Role.Admin);
        await Products.PutAllAsync(app);
        var token = await Locations.AskAsync(app, main, sub);
        var offer = (await sub.Owner.GetAsync("/api/invitations/" + token)).Json;
        Assert.Contains("Administration", offer["consent"]![0]!.GetValue<string>(), StringComparison.Ordinal);
        await app.SettleAsync();
        Assert.Contains(
            "wie Ihre eigene Administration",
            (await app.MailsAsync(sub.Owner.Email))[0]["text"]!.GetValue<string>().Replace('\n', ' '),
            StringComparison.Ordinal);
        Assert.Equal(404, (await admin.GetAsync(ContactCalls.Of(sub.Id))).Status);
        Assert.Equal(200, (await Locations.AcceptAsync(sub.Owner, token)).Status);

        var organization = $"/api/organizations/{sub.Id}";
        foreach (var user in new[] { main.Owner, admin })
        {
            Assert.Equal(201, (await user.PostAsync(ContactCalls.Of(sub.Id), ContactCalls.Mailbox("technical"))).Status);
            Assert.Equal(202, (await user.PostAsync(organization + "/invitations", Inviting.To(App.NewEmail(), "employee"))).Status);
            Assert.Equal(201, (await user.PostAsync(organization + "/projects", new JsonObject { ["name"] = "Standort" })).Status);
            Assert.Equal(202, (await user.PostAsync(Ordering.Of(sub.Id), Ordering.Form())).Status);
            foreach (var part in new[] { "/members", "/payment-settings", "/orders", "/invitations", "/audit" })
                Assert.Equal(200, (await user.GetAsync(organization + part)).Status);
            // But they never act as its legal representatives.
            Assert.Equal(403, (await user.GetAsync(organization + "/partners")).Status);
            Assert.Equal(
                403, (await user.PostAsync(organization + "/invitations", Inviting.To(App.NewEmail(), "legalRepresentative"))).Status);
            Assert.Equal(
                403,
                (await user.DeleteAsync($"{organization}/members/{(await sub.Owner.GetAsync("/api/me")).Json["user"]!["id"]}")).Status);
        }

        var billing = await app.AddMemberAsync(main.Id, Role.Billing);
        Assert.Equal(200, (await billing.GetAsync(organization + "/payment-settings")).Status);
        Assert.Equal(403, (await billing.PostAsync(ContactCalls.Of(sub.Id), ContactCalls.Mailbox("technical"))).Status);
        Assert.Equal(404, (await (await app.AddMemberAsync(main.Id, Role.Employee)).GetAsync(organization)).Status);

        var log = (await sub.Owner.GetAsync(organization + "/audit?limit=100")).Json["items"]!.AsArray();
        var made = log.First(entry => entry!["action"]!.GetValue<string>() == "contact.created")!;
        Assert.Equal(
            ("mainAccount", main.Id),
            (made["actor"]!["kind"]!.GetValue<string>(), made["actor"]!["onBehalfOf"]!["id"]!.GetValue<string>()));
        Assert.Contains(log, entry => entry!["action"]!.GetValue<string>() == "access.refused");
    }

    [InProcessFact]
    public async Task Employees_that_the_main_account_names_reach_all_locations_as_employees()
    {
        await using var app = await Locations.StartAsync();
        var (main, sub) = (await Locations.CustomerAsync(app), await Locations.CustomerAsync(app));
        await Locations.LinkAsync(app, main, sub);
        var employee = await app.AddMemberAsync(main.Id, Role.Employee);
        var organization = $"/api/organizations/{sub.Id}";
        Assert.Equal(404, (await employee.GetAsync(organization)).Status);
        var member = $"/api/organizations/{main.Id}/members/{(await employee.GetAsync("/api/me")).Json["user"]!["id"]}";

        Assert.Equal(
            200, (await main.Owner.PutAsync(member, new JsonObject { ["role"] = "employee", ["allLocations"] = true }, "*")).Status);
        await app.SettleAsync();
        Assert.Equal(201, (await employee.PostAsync(organization + "/projects", new JsonObject { ["name"] = "Standort" })).Status);
        Assert.Equal(403, (await employee.GetAsync(organization + "/account")).Status);
        Assert.Equal(
            [main.Id, sub.Id],
            (await employee.GetAsync("/api/me")).Json["organizations"]!.AsArray().Select(one => one!["id"]!.GetValue<string>()));

        Assert.Equal(200, (await main.Owner.PutAsync(member, new JsonObject { ["role"] = "employee" }, "*")).Status);
        Assert.Equal(404, (await employee.GetAsync(organization)).Status);
    }

    [InProcessFact]
    public async Task Who_ordered_an_account_invites_again_until_it_has_a_legal_representative_and_operators_see_these_invitations()
    {
        await using var app = await Locations.StartAsync();
        var main = await Locations.CustomerAsync(app);
        var number = await Locations.OrderAsync(main, App.NewEmail("nie"));
        await app.Host.Clock.AdvanceAsync(TimeSpan.FromDays(15));
        main = main with { Owner = await app.SignInAsync(main.Owner.Email) };
        var local = await app.SignInAsync(App.NewEmail("lokal"));
        var invitations = $"/api/organizations/{number}/invitations";

        var invited = await main.Owner.PostAsync(invitations, Inviting.To(local.Email, "legalRepresentative"));
        Assert.True(invited.Status == 202, invited.Text);
        Assert.Equal(202, (await main.Owner.SendAsync(HttpMethod.Post, invited.Headers.Location!.OriginalString + "/resend")).Status);
        var seen = (await (await app.OperatorAsync()).GetAsync(invitations)).Json["items"]!.AsArray();
        Assert.Equal(["expired", "pending"], seen.Select(invitation => invitation!["state"]!.GetValue<string>()).Order());
        await app.SettleAsync();
        Assert.Equal(200, (await ContactCalls.AcceptAsync(local)).Status);

        var late = await main.Owner.PostAsync(invitations, Inviting.To(App.NewEmail(), "legalRepresentative"));
        Assert.Equal((403, "forbidden"), (late.Status, late.Problem));
        // Operators do not see the invitations of ordinary members.
        Assert.Equal(202, (await local.PostAsync(invitations, Inviting.To(App.NewEmail(), "employee"))).Status);
        Assert.Equal(2, (await (await app.OperatorAsync()).GetAsync(invitations)).Json["items"]!.AsArray().Count);
    }
}
