using System.Text.Json.Nodes;
using Accounts.Tests.Access;
using Accounts.Tests.Customers.Contacts;
using Accounts.Tests.Customers.Invitations;
using Accounts.Tests.Relations.Partners;
using Accounts.Tests.Relations.SubAccounts;

namespace Accounts.Tests.Platform.Http;

/// <summary><c>If-Match</c> protects exactly what was read, not a later one with the same id, from change and from deletion.</summary>
public sealed class PreconditionTests
{
    [InProcessFact]
    public async Task The_tag_of_a_partnership_that_ended_does_not_open_the_next_one()
    {
        await using var story = await Partnering.StartAsync();
        var (karl, customer, _) = await story.CustomerAsync("Kunde AG", Partnering.Grant("cloud", "manage"));
        var old = (await story.PartnerOfAsync(karl, customer))["etag"]!.GetValue<string>();
        Assert.Equal(204, (await story.EndByCustomerAsync(karl, customer)).Status);
        await story.JoinAsync(karl, customer, autoExtend: false, Partnering.Grant("hosting", "read"));

        var route = $"/api/organizations/{customer}/partners/{story.PartnerId}";
        var body = new JsonObject { ["grants"] = new JsonArray(Partnering.Grant("cloud", "read")), ["autoExtend"] = false };
        AssertChanged(await karl.PutAsync(route + "/grants", body, old));
        AssertChanged(await DeleteAsync(karl, route, old));
        Assert.Equal(
            204, (await DeleteAsync(karl, route, (await story.PartnerOfAsync(karl, customer))["etag"]!.GetValue<string>())).Status);
    }

    [InProcessFact]
    public async Task The_tag_of_a_member_who_left_does_not_open_the_one_who_came_back()
    {
        await using var palmer = await Inviting.StartAsync();
        var members = $"/api/organizations/{palmer.OrganizationId}/members";
        var maxi = await palmer.JoinedAsync("employee");
        var route = $"{members}/{(await maxi.GetAsync("/api/me")).Json["user"]!["id"]}";
        var old = await TagAsync();
        Assert.Equal(204, (await DeleteAsync(palmer.Owner, route, old)).Status);
        var invited = await palmer.Owner.PostAsync(palmer.Invitations, Inviting.To(maxi.Email, "employee"));
        await palmer.App.SettleAsync();
        var token = palmer.App.TokenOf(palmer.OrganizationId, invited.Json["id"]!.GetValue<string>());
        Assert.Equal(200, (await maxi.SendAsync(HttpMethod.Post, $"/api/invitations/{token}/accept")).Status);

        AssertChanged(await palmer.Owner.PutAsync(route, new JsonObject { ["role"] = "admin" }, old));
        AssertChanged(await DeleteAsync(palmer.Owner, route, old));
        Assert.Equal(200, (await palmer.Owner.PutAsync(route, new JsonObject { ["role"] = "admin" }, await TagAsync())).Status);

        async Task<string> TagAsync() =>
            (await palmer.Owner.GetAsync(members)).Json["items"]!
                .AsArray()
                .Single(member => member!["email"]!.GetValue<string>() == maxi.Email)!["etag"]!
                .GetValue<string>();
    }

    [InProcessFact]
    public async Task The_tag_of_a_sub_account_that_was_released_does_not_open_it_when_it_is_linked_again()
    {
        await using var app = await Locations.StartAsync();
        var (main, sub) = (await Locations.CustomerAsync(app), await Locations.CustomerAsync(app));
        await Locations.LinkAsync(app, main, sub);
        var route = $"{main.SubAccounts}/{sub.Id}";
        var old = (await main.Owner.GetAsync(route)).ETag;
        Assert.Equal(204, (await DeleteAsync(main.Owner, route, old)).Status);
        await app.SettleAsync();
        await Locations.LinkAsync(app, main, sub);

        AssertChanged(await main.Owner.PutAsync(route, new JsonObject { ["collectiveInvoice"] = true }, old));
        AssertChanged(await DeleteAsync(main.Owner, route, old));
        Assert.Equal(
            200,
            (await main.Owner.PutAsync(
                route, new JsonObject { ["collectiveInvoice"] = true }, (await main.Owner.GetAsync(route)).ETag)).Status);
    }

    [Fact]
    public async Task What_was_changed_meanwhile_is_not_deleted()
    {
        await using var app = await App.StartAsync();
        var (owner, id) = await app.NewCustomerAsync();
        var contact = await owner.PostAsync(ContactCalls.Of(id), ContactCalls.Mailbox("support"));
        var route = contact.Headers.Location!.OriginalString;
        var changed = await owner.PutAsync(route, ContactCalls.Mailbox("technical"), contact.ETag);

        AssertChanged(await DeleteAsync(owner, route, contact.ETag));
        Assert.Equal(400, (await DeleteAsync(owner, route, "none")).Status);
        Assert.Equal(204, (await DeleteAsync(owner, route, changed.ETag)).Status);
    }

    /// <summary>A new route is covered automatically.</summary>
    [InProcessFact]
    public async Task No_route_passes_over_a_condition_that_is_not_fulfilled()
    {
        await using var app = await App.StartAsync();
        var (owner, id) = await app.NewCustomerAsync();
        User[] people = [owner, await app.OperatorAsync()];
        var refused = new HashSet<string>();
        foreach (var function in AppFunction.All.Where(function => function.Verb is not "GET" && function.Operation is not null))
        {
            foreach (var user in people)
            {
                var reply = await user.SendAsync(
                    new HttpMethod(function.Verb),
                    function.PathOn(id),
                    function.Verb == "DELETE" ? null : "{}",
                    headers: [("If-Match", "\"none\""), ("Idempotency-Key", "1")]);
                Assert.True(
                    reply.Status is 401 or 403 or 404 or 412 || function.Operation!.Changes && reply.Status is 400 or 422,
                    $"{function} answered {reply.Status}.");
                if (reply.Status == 412)
                    refused.Add(function.Name);
            }
        }

        var unheard = AppFunction.All.Where(
            function => function is { Verb: not "GET", Operation: { Changes: false, MayMatch: false }, IsOpen: false }
                && !function.Rule.HasFlag(Accounts.Access.Who.Webhook))
            .Select(function => function.Name)
            .Except(refused);
        Assert.Empty(unheard);
    }

    private static Task<Reply> DeleteAsync(User user, string path, string? ifMatch) =>
        user.SendAsync(HttpMethod.Delete, path, headers: ("If-Match", ifMatch!));

    private static void AssertChanged(Reply reply) => Assert.Equal((412, "changed-meanwhile"), (reply.Status, reply.Problem));
}
