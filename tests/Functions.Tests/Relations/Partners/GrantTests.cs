using System.Text.Json.Nodes;
using Accounts.Relations.Partners;

namespace Accounts.Tests.Relations.Partners;

/// <summary>What can be granted, how long it is valid, and how it is extended, over HTTP with the virtual clock.</summary>
public sealed class GrantTests
{
    [InProcessFact]
    public async Task The_catalog_says_which_rights_there_are_and_what_is_part_of_them()
    {
        await using var story = await Partnering.StartAsync();
        var catalog = (await story.Partner.GetAsync("/api/rights")).Json;
        Assert.Equal(
            [
                "all: read manage billing full", "account: read manage billing full", "hosting: read manage",
                "cloud: read manage", "telephony: read manage", "licenses: read manage billing full",
                "services: read manage billing full",
            ],
            catalog["products"]!.AsArray().Select(product => $"{product!["product"]}: {string.Join(' ', product["rights"]!.AsArray())}"));
        Assert.Equal(
            ["read: ", "manage: read", "billing: read", "full: read manage billing"],
            catalog["rights"]!.AsArray().Select(right => $"{right!["right"]}: {string.Join(' ', right["includes"]!.AsArray())}"));
    }

    [InProcessFact]
    public async Task Every_fault_of_a_list_of_grants_is_named_with_its_place()
    {
        await using var story = await Partnering.StartAsync();
        JsonObject Tomorrow() => Partnering.Grant("cloud", "read", "2027-03-02");
        (JsonObject[] Grants, string[] Fields)[] lists =
        [
            ([Partnering.Grant("hosting", "billing")], ["#/requestedGrants/0/right"]),
            ([Partnering.Grant("cloud", "read", Partnering.Today)], ["#/requestedGrants/0/until"]),
            ([Partnering.Grant("cloud", "read", "2029-03-02")], ["#/requestedGrants/0/until"]),
            ([Partnering.Grant("cloud", "read"), Partnering.Grant("cloud", "read")], ["#/requestedGrants/1"]),
            ([Partnering.Grant("cloud", "read"), Partnering.Grant("all", "manage")], ["#/requestedGrants/0"]),
            ([Partnering.Grant("account", "full"), Partnering.Grant("account", "billing")], ["#/requestedGrants/1"]),
            ([Tomorrow().With("right", null)], ["#/requestedGrants/0/right"]),
            ([Tomorrow(), new JsonObject()], ["#/requestedGrants/1/product", "#/requestedGrants/1/right", "#/requestedGrants/1/until"]),
            ([.. Enumerable.Range(0, Grants.Max + 1).Select(_ => Tomorrow())], ["#/requestedGrants"]),
        ];
        foreach (var (grants, fields) in lists)
        {
            var reply = await story.Partner.PostAsync(story.Customers, Partnering.Request(App.NewEmail(), grants));
            Assert.Equal((422, string.Join(' ', fields)), (reply.Status, string.Join(' ', reply.Fields)));
        }

        // From one day to two years. A narrower grant that lasts longer than a wider one is allowed too.
        Assert.Equal(202, (await story.Partner.PostAsync(story.Customers, Partnering.Request(
            App.NewEmail(),
            Tomorrow().With("right", "manage"),
            Partnering.Grant("cloud", "read", "2029-03-01"),
            Partnering.Grant("account", "billing"),
            Partnering.Grant("account", "manage")))).Status);
        foreach (var (product, right) in new[] { ("cloud", "own"), ("mail", "read") })
            Assert.Equal(
                (422, "invalid-fields"),
                Refusal(
                    await story.Partner.PostAsync(story.Customers, Partnering.Request(App.NewEmail(), Partnering.Grant(product, right)))));
        Assert.Equal(
            (422, "#/email #/companyName #/requestedGrants"), Fields(await story.Partner.PostAsync(story.Customers, new JsonObject())));
    }

    [InProcessFact]
    public async Task A_grant_ends_on_its_day_with_nobody_doing_anything()
    {
        // No process runs here either.
        await using var story = await Partnering.StartAsync(("Emulator:RunProcesses", "false"));
        var (karl, customer, _) = await story.CustomerAsync(
            "Kunde AG", Partnering.Grant("cloud", "read", "2027-03-02"), Partnering.Grant("account", "read", "2027-03-03"));
        await UntilAsync(story, new DateTimeOffset(2027, 3, 2, 22, 59, 59, TimeSpan.Zero));
        Assert.Equal(200, (await story.ReadAsync(story.Partner, customer, "projects")).Status);

        // Midnight in Berlin.
        await UntilAsync(story, new DateTimeOffset(2027, 3, 2, 23, 0, 0, TimeSpan.Zero));
        Assert.Equal((403, "forbidden"), Refusal(await story.ReadAsync(story.Partner, customer, "projects")));
        Assert.Equal(200, (await story.ReadAsync(story.Partner, customer, "account")).Status);
        Assert.Single((await story.PartnerOfAsync(karl, customer))["grants"]!.AsArray());

        // Without a valid grant, a partner is a stranger.
        await UntilAsync(story, new DateTimeOffset(2027, 3, 3, 23, 0, 0, TimeSpan.Zero));
        Assert.Equal(404, (await story.ReadAsync(story.Partner, customer, "account")).Status);
        Assert.Equal(404, (await story.ReadAsync(story.Partner, customer, "")).Status);
    }

    [InProcessFact]
    public async Task The_customer_adds_and_removes_grants_and_the_partner_is_told()
    {
        await using var story = await Partnering.StartAsync();
        var (karl, customer, partnership) = await story.CustomerAsync(
            "Kunde AG", Partnering.Grant("cloud", "manage"), Partnering.Grant("account", "read", "2027-03-02"));
        var before = await story.PartnerOfAsync(karl, customer);
        var route = $"/api/organizations/{customer}/partners/{story.PartnerId}/grants";
        JsonObject Wish(params JsonObject[] grants) => new() { ["grants"] = new JsonArray([.. grants]), ["autoExtend"] = false };

        Assert.Equal((428, "precondition-required"), Refusal(await karl.PutAsync(route, Wish(Partnering.Grant("cloud", "read")), null)));
        var changed = await karl.PutAsync(
            route,
            Wish(Partnering.Grant("account", "read", "2027-03-02"), Partnering.Grant("telephony", "read")),
            before["etag"]!.GetValue<string>());
        Assert.True(changed.Status == 200, changed.Text);
        Assert.NotEqual(before["etag"]!.GetValue<string>(), changed.ETag);
        Assert.Equal(
            (412, "changed-meanwhile"),
            Refusal(await karl.PutAsync(route, Wish(Partnering.Grant("cloud", "read")), before["etag"]!.GetValue<string>())));
        Assert.Equal((422, "#/grants"), Fields(await karl.PutAsync(route, Wish(), changed.ETag)));
        Assert.Equal(
            (422, "#/autoExtend"),
            Fields(await karl.PutAsync(route, Wish(Partnering.Grant("cloud", "read")).With("autoExtend", null), changed.ETag)));

        Assert.Equal((403, "forbidden"), Refusal(await story.ReadAsync(story.Partner, customer, "projects")));
        await story.App.SettleAsync();
        Assert.Equal("Ihre Zugänge bei Kunde AG haben sich geändert", (await story.SubjectsAsync(story.Partner.Email))[^1]);
        var line = Assert.Single((await story.Partner.GetAsync(story.Customers)).Json["items"]!.AsArray())!;
        Assert.Equal((2, "2027-03-02"), (line["grantCount"]!.GetValue<int>(), line["nextEnd"]!.GetValue<string>()));
        Assert.Equal(
            ["notGranted", "less", "additional"],
            (await story.ShowAsync(partnership)).Json["review"]!.AsArray().Select(line => line!["outcome"]!.GetValue<string>()));

        // On its last day a grant may be kept as it is, although a new one could not end so soon.
        await story.AdvanceDaysAsync(1);
        Assert.Equal(
            200,
            (
                await story.RegrantAsync(
                    karl,
                    customer,
                    autoExtend: false,
                    Partnering.Grant("account", "read", "2027-03-02"),
                    Partnering.Grant("cloud", "read"))).Status);
        Assert.Equal(
            (422, "#/grants/0/until"),
            Fields(await story.RegrantAsync(karl, customer, autoExtend: true, Partnering.Grant("hosting", "read", "2027-03-02"))));
        Assert.Equal(
            404,
            (
                await karl.PutAsync(
                    $"/api/organizations/{customer}/partners/1234567/grants", Wish(Partnering.Grant("cloud", "read")), "*")).Status);
    }

    [InProcessFact]
    public async Task Both_sides_are_told_30_7_and_1_day_before_grants_end()
    {
        await using var story = await Partnering.StartAsync();
        var (karl, customer, _) = await story.CustomerAsync(
            "Kunde AG", Partnering.Grant("cloud", "read", "2027-04-20"), Partnering.Grant("hosting", "read", "2027-04-20"));
        await story.ReviewAsync(customer);
        List<string> days = [];
        for (var (day, told) = (0, 0); day < 60; day++)
        {
            await story.AdvanceDaysAsync(1);
            var now = (await story.SubjectsAsync(karl.Email)).Count(
                subject => subject == "Zugänge enden am 20. April 2027: Partner Süd GmbH");
            Assert.Equal(
                now,
                (await story.SubjectsAsync(story.Partner.Email)).Count(subject => subject == "Zugänge enden am 20. April 2027: Kunde AG"));
            if (now > told)
                days.Add(story.App.Now.ToString("MM-dd", System.Globalization.CultureInfo.InvariantCulture));
            told = now;
        }

        Assert.Equal(["03-21", "04-13", "04-19"], days);
        Assert.Equal(
            404,
            (
                await (
                    await Accounts.Tests.Customers.Invitations.Inviting.SignInAsync(
                        story.App, story.Partner.Email)).GetAsync($"/api/organizations/{customer}/projects")).Status);
    }

    [InProcessFact]
    public async Task Grants_are_extended_by_six_months_without_a_gap_until_the_customer_switches_that_off()
    {
        await using var story = await Partnering.StartAsync();
        var (karl, customer) = await story.CompanyAsync("Kunde AG");
        await story.JoinAsync(
            karl,
            customer,
            autoExtend: true,
            Partnering.Grant("cloud", "read", "2027-04-20"),
            Partnering.Grant("account", "read", "2028-01-31"));
        await story.ReviewAsync(customer);

        await UntilAsync(story, new DateTimeOffset(2027, 4, 20, 12, 0, 0, TimeSpan.Zero));
        Assert.Equal(["2027-10-20", "2028-01-31"], await UntilsAsync());
        Assert.Contains("Zugänge werden am 20. April 2027 verlängert: Partner Süd GmbH", await story.SubjectsAsync(karl.Email));
        Assert.Equal("Ihre Zugänge bei Kunde AG haben sich geändert", (await story.SubjectsAsync(story.Partner.Email))[^1]);
        Assert.Contains(
            await Partnering.AuditAsync(karl, customer),
            entry => entry["action"]!.GetValue<string>() == "partner.grantsExtended"
                && entry["actor"]!["kind"]!.GetValue<string>() == "system");
        Assert.Equal(
            "2027-10-20",
            Assert.Single((await story.Partner.GetAsync(story.Customers)).Json["items"]!.AsArray())!["nextEnd"]!.GetValue<string>());

        // Extended again months later, and then no more.
        await UntilAsync(story, new DateTimeOffset(2027, 11, 1, 12, 0, 0, TimeSpan.Zero));
        Assert.Equal(["2028-01-31", "2028-04-20"], await UntilsAsync());
        await story.RegrantAsync(
            karl,
            customer,
            autoExtend: false,
            Partnering.Grant("cloud", "read", "2028-04-20"),
            Partnering.Grant("account", "read", "2028-01-31"));
        await UntilAsync(story, new DateTimeOffset(2028, 2, 1, 12, 0, 0, TimeSpan.Zero));
        karl = await Accounts.Tests.Customers.Invitations.Inviting.SignInAsync(story.App, karl.Email);
        Assert.Equal(["2028-04-20"], await UntilsAsync());
        Assert.Equal((403, "forbidden"), Refusal(await story.ReadAsync(story.Partner, customer, "account")));
        await UntilAsync(story, new DateTimeOffset(2028, 4, 21, 12, 0, 0, TimeSpan.Zero));
        Assert.Empty(await UntilsAsync());
        Assert.Single(await story.RunningAsync());

        async Task<IEnumerable<string>> UntilsAsync() =>
            (await story.PartnerOfAsync(karl, customer))["grants"]!.AsArray().Select(grant => grant!["until"]!.GetValue<string>()).Order();
    }

    [InProcessFact]
    public async Task The_partner_is_reminded_of_its_review_after_3_and_10_days_until_it_is_done()
    {
        await using var story = await Partnering.StartAsync();
        var (_, reviewed, _) = await story.CustomerAsync("Geprüft AG", Partnering.Grant("cloud", "read"));
        await story.CustomerAsync("Offen AG", Partnering.Grant("cloud", "read"));
        await story.AdvanceDaysAsync(3);
        Assert.Equal((1, 1), await RemindedAsync());
        Assert.Equal(204, (await story.ReviewAsync(reviewed)).Status);
        Assert.Equal(204, (await story.ReviewAsync(reviewed)).Status);
        await story.AdvanceDaysAsync(30);
        Assert.Equal((1, 2), await RemindedAsync());

        async Task<(int Reviewed, int Open)> RemindedAsync()
        {
            var subjects = await story.SubjectsAsync(story.Partner.Email);
            return (
                subjects.Count(subject => subject == "Erinnerung: Bitte prüfen Sie die Zugänge bei Geprüft AG"),
                subjects.Count(subject => subject == "Erinnerung: Bitte prüfen Sie die Zugänge bei Offen AG"));
        }
    }

    private static Task UntilAsync(Partnering story, DateTimeOffset moment) => story.App.Host.Clock.AdvanceAsync(moment - story.App.Now);

    private static (int, string) Refusal(Reply reply) => (reply.Status, reply.Problem);

    private static (int, string) Fields(Reply reply) => (reply.Status, string.Join(' ', reply.Fields));
}
