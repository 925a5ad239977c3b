using System.Text.Json.Nodes;
using Accounts.Access;
using Accounts.Platform.Storage;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Relations.SubAccounts;

/// <summary>An existing account becomes a sub-account, is used as one, and is released.</summary>
public sealed class LinkStoryTests
{
    [InProcessFact]
    public async Task A_main_account_that_was_renamed_while_it_linked_has_its_new_name_at_the_sub_account()
    {
        await using var app = await Locations.StartAsync();
        var (main, sub) = (await Locations.CustomerAsync(app, "Zentrale AG"), await Locations.CustomerAsync(app));
        await Locations.LinkAsync(app, main, sub);
        await app.SettleAsync();
        // The state after a request that read the name before the change and wrote after it.
        var table = app.Host.Services.GetRequiredService<TableServiceClient>().GetTableClient(Tables.Organizations);
        var link = (await table.FindAsync<Delegation>(sub.Id, DelegationKeys.MainAccount, default))!;
        await table.UpdateEntityAsync(
            Rows.Row(sub.Id, DelegationKeys.MainAccount, link.Value with { Organization = new ActingOrganization(main.Id, "Alt AG") }),
            link.Tag,
            TableUpdateMode.Replace);
        await app.Host.Clock.AdvanceAsync(TimeSpan.FromMinutes(15));
        Assert.Equal(
            "Zentrale AG", (await table.FindAsync<Delegation>(sub.Id, DelegationKeys.MainAccount, default))!.Value.Organization.Name);
    }

    [InProcessFact]
    public async Task An_account_is_linked_after_its_legal_representative_agreed()
    {
        await using var app = await Locations.StartAsync();
        var (main, sub) = (await Locations.CustomerAsync(app, "Zentrale AG"), await Locations.CustomerAsync(app, "Standort Süd GmbH"));

        var asked = await main.Owner.PostAsync(main.SubAccounts, Locations.Link(sub.Id));
        Assert.Equal(202, asked.Status);
        Assert.Equal(["customerNumber", "links", "state"], asked.Json.AsObject().Select(member => member.Key).Order());
        await app.SettleAsync();
        Assert.Empty(await Locations.ItemsAsync(main));

        // A user who only typed a number does not learn whose it is.
        var invitation = await main.Owner.GetAsync(asked.Headers.Location!.OriginalString);
        Assert.Equal(
            ("subAccount", "pending", sub.Id),
            (Text(invitation.Json, "kind"), Text(invitation.Json, "state"), Text(invitation.Json, "subAccountId")));
        Assert.DoesNotContain(sub.Owner.Email, invitation.Text + asked.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Süd", invitation.Text + asked.Text, StringComparison.Ordinal);

        var mail = (await app.MailsAsync(sub.Owner.Email))[0];
        Assert.Contains("Zentrale AG", Text(mail, "subject"), StringComparison.Ordinal);
        Assert.Contains(sub.Id, Text(mail, "subject"), StringComparison.Ordinal);
        var waiting = Assert.Single((await sub.Owner.GetAsync("/api/me")).Json["invitations"]!.AsArray())!;
        var token = Text(waiting, "token");
        Assert.Contains(token, Text(mail, "text"), StringComparison.Ordinal);
        var offer = (await Reply.GetAsync(app.Http, HttpMethod.Get, "/api/invitations/" + token, null, "")).Json;
        Assert.Equal(
            ("subAccount", "Zentrale AG", sub.Id), (Text(offer, "kind"), Text(offer, "organizationName"), Text(offer, "subAccountId")));

        var accepted = await Locations.AcceptAsync(sub.Owner, token);
        Assert.Equal((200, sub.Id), (accepted.Status, Text(accepted.Json, "id")));
        var listed = Assert.Single(await Locations.ItemsAsync(main))!;
        Assert.Equal(
            (sub.Id, "Standort Süd GmbH", "active", false),
            (Text(listed, "customerNumber"), Text(listed, "name"), Text(listed, "state"), listed["collectiveInvoice"]!.GetValue<bool>()));
        Assert.Equal("https://portal.example.com/organizations/" + sub.Id, Text(listed, "dashboard"));
        await app.SettleAsync();
        Assert.Contains(sub.Id, Text((await app.MailsAsync(main.Owner.Email))[0], "subject"), StringComparison.Ordinal);
        Assert.Equal([$"{main.Id}>{sub.Id}"], Tree.Links(app, main.Id, sub.Id));

        // Both logs say who decided.
        Assert.Contains(
            "mainAccount.accepted", (await sub.Owner.GetAsync($"/api/organizations/{sub.Id}/audit")).Text, StringComparison.Ordinal);
        Assert.Contains(
            "\"kind\":\"subAccount\"", (await main.Owner.GetAsync($"/api/organizations/{main.Id}/audit")).Text, StringComparison.Ordinal);
    }

    [InProcessFact]
    public async Task Any_legal_representative_of_the_account_may_answer_and_nobody_else()
    {
        await using var app = await Locations.StartAsync();
        var (main, sub) = (await Locations.CustomerAsync(app), await Locations.CustomerAsync(app));
        var token = await Locations.AskAsync(app, main, sub);
        User[] others = [main.Owner, await app.SignInAsync(), await app.AddMemberAsync(sub.Id, Role.Admin), await app.OperatorAsync()];
        foreach (var other in others)
        {
            Assert.Equal((403, "not-legal-representative"), Is(await Locations.AcceptAsync(other, token)));
            Assert.Equal(
                (403, "not-legal-representative"), Is(await other.SendAsync(HttpMethod.Post, $"/api/invitations/{token}/decline")));
        }

        var second = await app.AddMemberAsync(sub.Id, Role.LegalRepresentative);
        Assert.Equal(
            (403, "email-not-verified"), Is(await Locations.AcceptAsync(await app.SignInAsync(second.Email, emailVerified: false), token)));
        Assert.Equal(200, (await Locations.AcceptAsync(second, token)).Status);
        Assert.Equal((410, "invitation-ended"), Is(await Locations.AcceptAsync(sub.Owner, token)));
    }

    [InProcessFact]
    public async Task A_declined_request_leaves_everything_as_it_was()
    {
        await using var app = await Locations.StartAsync();
        var (main, sub) = (await Locations.CustomerAsync(app), await Locations.CustomerAsync(app));
        var token = await Locations.AskAsync(app, main, sub);
        Assert.Equal(204, (await sub.Owner.SendAsync(HttpMethod.Post, $"/api/invitations/{token}/decline")).Status);
        await app.SettleAsync();
        Assert.Contains("abgelehnt", Text((await app.MailsAsync(main.Owner.Email))[0], "subject"), StringComparison.Ordinal);
        Assert.Empty(Tree.Links(app, main.Id, sub.Id));
        // And the account may be asked again.
        await Locations.AskAsync(app, main, sub);
    }

    [InProcessFact]
    public async Task It_is_reminded_of_on_day_3_and_10_and_expires_on_day_14()
    {
        await using var app = await Locations.StartAsync();
        var (main, sub) = (await Locations.CustomerAsync(app), await Locations.CustomerAsync(app));
        await Locations.AskAsync(app, main, sub);
        await app.Host.Clock.AdvanceAsync(TimeSpan.FromDays(15));
        var subjects = (await app.MailsAsync(sub.Owner.Email)).Select(mail => Text(mail, "subject")).ToList();
        Assert.Equal(["Letzte Erinnerung", "Erinnerung"], subjects.Take(2).Select(subject => subject.Split(':')[0]));
        Assert.Contains("abgelaufen", Text((await app.MailsAsync(main.Owner.Email))[0], "subject"), StringComparison.Ordinal);
    }

    [InProcessFact]
    public async Task The_main_accounts_people_reach_it_and_the_local_team_keeps_its_own_login()
    {
        await using var app = await Locations.StartAsync();
        var (main, sub) = (await Locations.CustomerAsync(app), await Locations.CustomerAsync(app, "Standort Nord GmbH"));
        var (admin, employee, billing) = (
            await app.AddMemberAsync(main.Id, Role.Admin),
            await app.AddMemberAsync(main.Id, Role.Employee),
            await app.AddMemberAsync(main.Id, Role.Billing));
        await Locations.LinkAsync(app, main, sub);
        await app.SettleAsync();

        foreach (var one in new[] { main.Owner, admin, billing })
        {
            Assert.Equal(200, (await one.GetAsync($"/api/organizations/{sub.Id}")).Status);
            Assert.Equal(200, (await one.GetAsync($"/api/organizations/{sub.Id}/account")).Status);
            Assert.Equal(one == billing ? 403 : 200, (await one.GetAsync($"/api/organizations/{sub.Id}/members")).Status);
            var reached = (await one.GetAsync("/api/me")).Json["organizations"]!.AsArray();
            Assert.Equal([(main.Id, "member"), (sub.Id, "mainAccount")], reached.Select(item => (Text(item!, "id"), Text(item!, "via"))));
            Assert.Equal(main.SubAccounts, Text(reached[0]!["links"]!, "subAccounts"));
        }

        Assert.Equal(404, (await employee.GetAsync($"/api/organizations/{sub.Id}")).Status);
        Assert.Single((await employee.GetAsync("/api/me")).Json["organizations"]!.AsArray());
        Assert.Equal(403, (await employee.GetAsync(main.SubAccounts)).Status);
        Assert.Equal(
            [(sub.Id, "member")],
            (await sub.Owner.GetAsync("/api/me")).Json["organizations"]!.AsArray().Select(item => (Text(item!, "id"), Text(item!, "via"))));
        // Each access from the main account is in the sub-account's own log.
        var log = (await sub.Owner.GetAsync($"/api/organizations/{sub.Id}/audit")).Json["items"]!.AsArray();
        Assert.Contains(log, entry => Text(entry!, "action") == "access.granted" && Text(entry!["actor"]!["onBehalfOf"]!, "id") == main.Id);
    }

    [InProcessFact]
    public async Task Collective_invoicing_is_switched_per_sub_account()
    {
        await using var app = await Locations.StartAsync();
        var (main, sub) = (await Locations.CustomerAsync(app), await Locations.CustomerAsync(app));
        await Locations.LinkAsync(app, main, sub);
        var path = $"{main.SubAccounts}/{sub.Id}";
        var read = await main.Owner.GetAsync(path);
        Assert.StartsWith(Text(read.Json, "etag")[..^1] + "-", read.ETag, StringComparison.Ordinal);
        Assert.Equal(428, (await main.Owner.PutAsync(path, Collective(true), null)).Status);
        Assert.Equal(422, (await main.Owner.PutAsync(path, new JsonObject(), read.ETag)).Status);
        var changed = await main.Owner.PutAsync(path, Collective(true), read.ETag);
        Assert.Equal((200, true), (changed.Status, changed.Json["collectiveInvoice"]!.GetValue<bool>()));
        Assert.Equal(412, (await main.Owner.PutAsync(path, Collective(false), read.ETag)).Status);
        Assert.True((await Locations.ItemsAsync(main, "?sort=name"))[0]!["collectiveInvoice"]!.GetValue<bool>());
        Assert.True((await Locations.ItemsAsync(main, "?search=" + sub.Id))[0]!["collectiveInvoice"]!.GetValue<bool>());
    }

    [InProcessFact]
    public async Task After_the_release_nobody_of_the_main_account_gets_in_and_the_account_is_free()
    {
        await using var app = await Locations.StartAsync();
        var (main, sub, other) = (
            await Locations.CustomerAsync(app), await Locations.CustomerAsync(app), await Locations.CustomerAsync(app));
        await Locations.LinkAsync(app, main, sub);
        Assert.Equal(204, (await Locations.ReleaseAsync(main, sub.Id)).Status);
        Assert.Equal(404, (await main.Owner.GetAsync($"/api/organizations/{sub.Id}")).Status);
        Assert.Empty(await Locations.ItemsAsync(main));
        Assert.Equal(404, (await Locations.ReleaseAsync(main, sub.Id)).Status);
        await app.SettleAsync();
        Assert.Single((await main.Owner.GetAsync("/api/me")).Json["organizations"]!.AsArray());
        Assert.Equal(200, (await sub.Owner.GetAsync($"/api/organizations/{sub.Id}")).Status);

        // Both are free for anything again: the sub-account for another main account, the main account to become a sub-account.
        await Locations.LinkAsync(app, other, sub);
        await Locations.LinkAsync(app, other, main);
        await app.SettleAsync();
        Assert.Equal(2, Tree.Links(app, main.Id, sub.Id, other.Id).Length);
    }

    [InProcessFact]
    public async Task An_account_that_has_the_main_accounts_mailbox_by_choice_is_released()
    {
        await using var app = await Locations.StartAsync();
        var main = await Locations.CustomerAsync(app);
        var invoices = (await main.Owner.GetAsync($"/api/organizations/{main.Id}/account")).Json["invoiceEmail"]!.GetValue<string>();
        var (owner, id) = await app.NewCustomerAsync(Forms.Account().With("invoiceEmail", invoices.ToUpperInvariant()));
        await Locations.LinkAsync(app, main, new Customer(owner, id));
        Assert.Equal(204, (await Locations.ReleaseAsync(main, id)).Status);
    }

    [InProcessFact]
    public async Task The_list_follows_the_sub_account()
    {
        await using var app = await Locations.StartAsync();
        var (main, sub) = (await Locations.CustomerAsync(app), await Locations.CustomerAsync(app, "Alt GmbH"));
        await Locations.LinkAsync(app, main, sub);
        var account = $"/api/organizations/{sub.Id}/account";
        var form = Forms.Account()
            .With("company/name", "Neu GmbH")
            .With("contact/lastName", "Ünal")
            .With("company/address/city", "Köln")
            .With("company/address/postalCode", "50667");
        Assert.Equal(200, (await sub.Owner.PutAsync(account, form, "*")).Status);
        await app.SettleAsync();
        var listed = Assert.Single(await Locations.ItemsAsync(main, "?search=neu"))!;
        Assert.Equal(
            ("Neu GmbH", "Ünal", "Köln"), (Text(listed, "name"), Text(listed["contact"]!, "lastName"), Text(listed["address"]!, "city")));
        Assert.Empty(await Locations.ItemsAsync(main, "?search=alt"));
        // The person in the list is the main contact, and follows it.
        var contact = (await sub.Owner.GetAsync($"/api/organizations/{sub.Id}/contacts/main")).Json.AsObject();
        var person =
            new JsonObject { ["group"] = "main", ["firstName"] = "Zoë", ["lastName"] = "Groß", ["email"] = Text(contact, "email") };
        Assert.Equal(200, (await sub.Owner.PutAsync($"/api/organizations/{sub.Id}/contacts/main", person, "*")).Status);
        await app.SettleAsync();
        Assert.Equal(sub.Id, Assert.Single(await Locations.NumbersAsync(main, "?search=gross")));
        Assert.Empty(await Locations.NumbersAsync(main, "?search=unal"));
    }

    [InProcessFact]
    public async Task The_sub_accounts_log_knows_the_main_account_by_its_present_name()
    {
        await using var app = await Locations.StartAsync();
        var (main, sub) = (await Locations.CustomerAsync(app, "Alt AG"), await Locations.CustomerAsync(app));
        await Locations.LinkAsync(app, main, sub);
        await app.SettleAsync();
        Assert.Equal(
            200,
            (
                await main.Owner.PutAsync(
                    $"/api/organizations/{main.Id}/account", Forms.Account().With("company/name", "Neu AG"), "*")).Status);
        await app.SettleAsync();
        await main.Owner.GetAsync($"/api/organizations/{sub.Id}");
        var entry = (await sub.Owner.GetAsync($"/api/organizations/{sub.Id}/audit")).Json["items"]![0]!;
        Assert.Equal(("access.granted", "Neu AG"), (Text(entry, "action"), Text(entry["actor"]!["onBehalfOf"]!, "name")));
    }

    private static JsonObject Collective(bool on) => new() { ["collectiveInvoice"] = on };

    private static (int, string) Is(Reply reply) => (reply.Status, reply.Problem);

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
