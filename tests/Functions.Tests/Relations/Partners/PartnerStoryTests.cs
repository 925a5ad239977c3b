using System.Text.Json.Nodes;
using Accounts.Access;
using Accounts.Tests.Customers.Invitations;

namespace Accounts.Tests.Relations.Partners;

/// <summary>
/// The story of <c>seeds/002…</c> over HTTP: a partner asks, a customer decides, the partner reviews and acts, either side ends
/// it.
/// </summary>
public sealed class PartnerStoryTests
{
    [InProcessFact]
    public async Task The_customer_grants_one_of_two_and_another_and_the_partner_acts_within_that_until_it_ends()
    {
        await using var story = await Partnering.StartAsync();
        var (karl, customer) = await story.CompanyAsync("Kunde AG");
        var employee = await story.EmployeeAsync();

        // The partner asks for two accesses. The request alone gives no access.
        var asked = await story.Partner.PostAsync(
            story.Customers, Partnering.Request(karl.Email, Partnering.Grant("cloud", "manage"), Partnering.Grant("hosting", "read")));
        Assert.Equal(202, asked.Status);
        var request = asked.Headers.Location!.OriginalString;
        Assert.Equal("requested", asked.Json["state"]!.GetValue<string>());
        await story.App.SettleAsync();
        Assert.Equal("requested", (await story.Partner.GetAsync(request)).Json["state"]!.GetValue<string>());
        Assert.Equal(["Kunde Anfrage"], await story.NamesAsync());
        Assert.Equal(404, (await story.ReadAsync(employee, customer, "projects")).Status);

        // The customer finds the request in a mail and on the first screen, and sees what is asked for.
        Assert.Equal("Partner Süd GmbH bittet um Zugang zu Ihrem Kundenkonto", (await story.SubjectsAsync(karl.Email))[^1]);
        var waiting = Assert.Single((await karl.GetAsync("/api/me")).Json["invitations"]!.AsArray())!;
        Assert.Equal(
            ("customer", "Partner Süd GmbH"), (waiting["kind"]!.GetValue<string>(), waiting["organizationName"]!.GetValue<string>()));
        var offer = (await Reply.GetAsync(story.App.Http, HttpMethod.Get, $"/api/invitations/{waiting["token"]}", null, "")).Json;
        Assert.Equal(["cloud", "hosting"], offer["customer"]!["grants"]!.AsArray().Select(grant => grant!["product"]!.GetValue<string>()));

        // It grants one of them and one other.
        var accepted = await karl.SendAsync(
            HttpMethod.Post,
            $"/api/invitations/{waiting["token"]}/accept",
            Partnering.Granting(null, Partnering.Grant("cloud", "manage"), Partnering.Grant("account", "read")).ToJsonString());
        Assert.True(accepted.Status == 200, accepted.Text);
        Assert.Equal((customer, "member"), (accepted.Json["id"]!.GetValue<string>(), accepted.Json["via"]!.GetValue<string>()));
        await story.App.SettleAsync();
        Assert.Equal("Kunde AG hat Ihnen Zugänge gewährt", (await story.SubjectsAsync(story.Partner.Email))[^1]);

        // The review shows requested against granted, and how the customer pays.
        var review = (await story.Partner.GetAsync(request)).Json;
        Assert.Equal(("toReview", customer), (review["state"]!.GetValue<string>(), review["customerNumber"]!.GetValue<string>()));
        Assert.Equal(
            ["granted cloud:manage cloud:manage", "notGranted hosting:read -", "additional - account:read"],
            review["review"]!.AsArray().Select(line => $"{line!["outcome"]} {Text(line["requested"])} {Text(line["granted"])}"));
        Assert.Equal("invoice", review["payment"]!["method"]!.GetValue<string>());
        Assert.Equal(204, (await story.ReviewAsync(customer)).Status);
        Assert.Equal("active", await story.StateAsync(customer));

        // The partner's employee reads what the grants cover, and gets 403 for the rest.
        Assert.Equal(200, (await story.ReadAsync(employee, customer, "projects")).Status);
        Assert.Equal(
            201, (await employee.PostAsync($"/api/organizations/{customer}/projects", new JsonObject { ["name"] = "Von uns" })).Status);
        Assert.Equal(200, (await story.ReadAsync(employee, customer, "account")).Status);
        Assert.Equal(200, (await story.ReadAsync(employee, customer, "")).Status);
        foreach (var part in (string[])["contacts", "members", "payment-settings", "audit", "partners"])
            Assert.Equal(
                (403, "forbidden"),
                ((await story.ReadAsync(employee, customer, part)).Status, (await story.ReadAsync(employee, customer, part)).Problem));
        var seen = Assert.Single(
            (await employee.GetAsync("/api/me")).Json["organizations"]!.AsArray(),
            entry => entry!["via"]!.GetValue<string>() == "partner")!;
        Assert.Equal(
            ("Kunde AG", customer, "employee", story.PartnerId),
            (Of(seen, "name"), Of(seen, "customerNumber"), Of(seen, "role"), seen["through"]!["id"]!.GetValue<string>()));

        // After the end the next request is refused, and both sides are notified.
        Assert.Equal(204, (await story.EndByCustomerAsync(karl, customer)).Status);
        Assert.Equal(404, (await story.ReadAsync(employee, customer, "projects")).Status);
        Assert.Empty(await story.NamesAsync());
        await story.App.SettleAsync();
        Assert.Equal("ended", (await story.Partner.GetAsync(request)).Json["state"]!.GetValue<string>());
        Assert.Equal(
            "Die Partnerschaft von Kunde AG und Partner Süd GmbH ist beendet", (await story.SubjectsAsync(story.Partner.Email))[^1]);
        Assert.Equal("Die Partnerschaft von Kunde AG und Partner Süd GmbH ist beendet", (await story.SubjectsAsync(karl.Email))[^1]);
        Assert.Equal("customer", (await story.PartnerOfAsync(karl, customer))["endedBy"]!.GetValue<string>());
        Assert.Single((await employee.GetAsync("/api/me")).Json["organizations"]!.AsArray());
        Assert.Empty(await story.RunningAsync());
    }

    [InProcessFact]
    public async Task Every_access_stands_in_the_customers_audit_log_with_the_name_of_the_partner()
    {
        await using var story = await Partnering.StartAsync();
        var (karl, customer, _) = await story.CustomerAsync("Kunde AG", Partnering.Grant("cloud", "manage"));
        var employee = await story.EmployeeAsync();

        await story.ReadAsync(employee, customer, "projects");
        await employee.PostAsync($"/api/organizations/{customer}/projects", new JsonObject { ["name"] = "Von uns" });
        await story.ShowAsync(customer);
        await story.ReadAsync(employee, customer, "account"); // refused, so that nothing was seen

        var entries = (await Partnering.AuditAsync(karl, customer))
            .Where(entry => entry["actor"]!["kind"]!.GetValue<string>() == "partner")
            .ToList();
        Assert.Equal(
            [
                "access.refused GetAccount", "access.granted GetCustomer", "project.created", "access.granted CreateProject",
                "access.granted ListProjects",
            ],
            entries.Select(
                entry => entry["action"]!.GetValue<string>() is "project.created"
                    ? "project.created"
                    : $"{entry["action"]} {entry["subject"]}"));
        Assert.All(
            entries,
            entry =>
                Assert.Equal(
                    ("Partner Süd GmbH", story.PartnerId),
                    (Of(entry["actor"]!["onBehalfOf"]!, "name"), Of(entry["actor"]!["onBehalfOf"]!, "id"))));
        Assert.Contains(
            await Partnering.AuditAsync(karl, customer),
            entry => entry["action"]!.GetValue<string>() == "partner.accepted" && Of(entry["actor"]!, "kind") == "member");
        Assert.Equal(
            "intact", (await karl.GetAsync($"/api/organizations/{customer}/audit/verification")).Json["state"]!.GetValue<string>());
    }

    [InProcessFact]
    public async Task Only_a_legal_representative_of_a_partner_adds_customers()
    {
        await using var story = await Partnering.StartAsync();
        foreach (var role in (Role[])[Role.Admin, Role.Employee, Role.Billing])
            Assert.Equal(
                (403, "forbidden"),
                Refusal(await (await story.EmployeeAsync(role)).PostAsync(story.Customers, Partnering.Request(App.NewEmail()))));
        var (karl, customer) = await story.CompanyAsync();
        Assert.Equal(
            (403, "partner-status-required"),
            Refusal(await karl.PostAsync($"/api/organizations/{customer}/customers", Partnering.Request(App.NewEmail()))));
        Assert.Equal(
            403,
            (await karl.PutAsync($"/api/organizations/{customer}/partner-status", new JsonObject { ["isPartner"] = true }, "*")).Status);

        // Legal representatives, admins and employees see the list; members with the role billing do not.
        foreach (var (role, status) in new[] { (Role.Admin, 200), (Role.Employee, 200), (Role.Billing, 403) })
            Assert.Equal(status, (await (await story.EmployeeAsync(role)).GetAsync(story.Customers)).Status);
    }

    [InProcessFact]
    public async Task Somebody_without_an_account_accepts_with_a_new_one_which_is_made_once()
    {
        await using var story = await Partnering.StartAsync();
        var nina = await Inviting.SignInAsync(story.App, App.NewEmail("nina"), "Nina Neu");
        var request = await story.AskAsync(nina.Email);
        var body = Partnering.Granting(null, Partnering.Grant("all", "read"));
        body["account"] = Forms.Account().With("company/name", "Neu GmbH").With("vatId", "DE1");
        Assert.Equal(
            (422, "#/account/vatId"),
            ((await story.AcceptAsync(nina, request, body)).Status, Assert.Single((await story.AcceptAsync(nina, request, body)).Fields)));
        body["account"] = Forms.Account().With("company/name", "Neu GmbH");

        // A caller who gets no answer sends the request again.
        var replies = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => story.AcceptAsync(nina, request, body)));
        Assert.Single(replies, reply => reply.Status == 200);
        Assert.All(
            replies.Where(reply => reply.Status != 200),
            reply => Assert.Contains(reply.Problem, (string[])["invitation-ended", "request-in-flight"]));
        await story.App.SettleAsync();

        var mine = Assert.Single((await nina.GetAsync("/api/me")).Json["organizations"]!.AsArray())!;
        Assert.Equal(("Neu GmbH", "legalRepresentative"), (Of(mine, "name"), Of(mine, "role")));
        Assert.Equal(["Neu GmbH"], await story.NamesAsync());
        Assert.Equal(200, (await story.ReadAsync(story.Partner, Of(mine, "id"), "account")).Status);
    }

    [InProcessFact]
    public async Task The_choice_of_the_organization_must_be_clear_and_the_users_own()
    {
        await using var story = await Partnering.StartAsync();
        var (karl, customer) = await story.CompanyAsync();
        var (_, foreign) = await story.CompanyAsync("Fremd AG");
        var request = await story.AskAsync(karl.Email);
        var grant = Partnering.Grant("cloud", "read");

        Assert.Equal((422, "#/organizationId"), Field(await story.AcceptAsync(karl, request, Partnering.Granting(foreign, grant))));
        Assert.Equal((422, "#/organizationId"), Field(await story.AcceptAsync(karl, request, Partnering.Granting("x", grant))));
        Assert.Equal(
            (422, "#/account"),
            Field(await story.AcceptAsync(karl, request, Partnering.Granting(customer, grant).With("account", Forms.Account()))));
        Assert.Equal((422, "#/grants"), Field(await story.AcceptAsync(karl, request, Partnering.Granting(customer))));
        var second = await Partnering.FoundAsync(story.App, karl, "Zweite AG");
        Assert.Equal((422, "#/organizationId"), Field(await story.AcceptAsync(karl, request, Partnering.Granting(null, grant))));
        Assert.Equal(200, (await story.AcceptAsync(karl, request, Partnering.Granting(second, grant))).Status);

        // A partner is not its own customer.
        var own = await story.AskAsync(story.Partner.Email);
        Assert.Equal((409, "own-customer"), Refusal(await story.AcceptAsync(story.Partner, own, Partnering.Granting(null, grant))));
        // And nobody becomes a customer of the same partner twice.
        var again = await story.AskAsync(karl.Email);
        Assert.Equal((409, "already-customer"), Refusal(await story.AcceptAsync(karl, again, Partnering.Granting(second, grant))));
        Assert.Equal(200, (await story.AcceptAsync(karl, again, Partnering.Granting(customer, grant))).Status);
    }

    [InProcessFact]
    public async Task A_request_can_be_declined_taken_back_and_runs_out_after_90_days()
    {
        await using var story = await Partnering.StartAsync();
        var (karl, _) = await story.CompanyAsync();
        var declined = await story.AskAsync(karl.Email);
        Assert.Equal((409, "already-invited"), Refusal(await story.Partner.PostAsync(story.Customers, Partnering.Request(karl.Email))));
        // Other kinds of invitations do not conflict with it.
        Assert.Equal(
            202, (await story.Partner.PostAsync($"/api/organizations/{story.PartnerId}/invitations", Inviting.To(karl.Email))).Status);
        Assert.Equal((409, "customer-not-decided"), Refusal(await story.ReviewAsync(declined)));
        Assert.Equal(204, (await karl.SendAsync(HttpMethod.Post, $"/api/invitations/{story.TokenOf(declined)}/decline")).Status);
        await story.App.SettleAsync();
        Assert.Equal("declined", await story.StateAsync(declined));
        Assert.Equal("Kunde Anfrage hat Ihre Anfrage abgelehnt", (await story.SubjectsAsync(story.Partner.Email))[^1]);
        Assert.Equal((410, "partnership-ended"), Refusal(await story.ReviewAsync(declined)));

        var withdrawn = await story.AskAsync(karl.Email);
        Assert.Equal(204, (await story.EndByPartnerAsync(withdrawn)).Status);
        Assert.Equal(204, (await story.EndByPartnerAsync(withdrawn)).Status);
        Assert.Equal(
            (410, "invitation-ended"),
            Refusal(await story.AcceptAsync(karl, withdrawn, Partnering.Granting(null, Partnering.Grant("cloud", "read")))));

        var expired = await story.AskAsync(karl.Email);
        await story.AdvanceDaysAsync(89.9);
        Assert.Equal("requested", await story.StateAsync(expired));
        Assert.Equal(
            [
                "Erinnerung: Partner Süd GmbH bittet um Zugang zu Ihrem Kundenkonto",
                "Letzte Erinnerung: Partner Süd GmbH bittet um Zugang zu Ihrem Kundenkonto",
            ],
            (await story.SubjectsAsync(karl.Email)).Where(subject => subject.Contains("rinnerung: Partner", StringComparison.Ordinal)));
        await story.AdvanceDaysAsync(0.1);
        Assert.Equal("expired", await story.StateAsync(expired));
        Assert.Equal("Kunde Anfrage hat Ihre Anfrage nicht beantwortet", (await story.SubjectsAsync(story.Partner.Email))[^1]);
        Assert.Empty(await story.NamesAsync());
        Assert.Empty(await story.RunningAsync());
    }

    [InProcessFact]
    public async Task Partners_and_customers_see_nothing_of_each_other_beyond_their_own_partnership()
    {
        await using var story = await Partnering.StartAsync();
        var (karl, customer, partnership) = await story.CustomerAsync("Kunde AG", Partnering.Grant("cloud", "manage"));
        var other = await Partnering.InAsync(story.App);
        var (lena, theirs, foreign) = await other.CustomerAsync("Fremd AG", Partnering.Grant("all", "full"));

        Assert.Equal(["Kunde AG"], await story.NamesAsync());
        foreach (var id in (string[])[foreign, theirs, "1234567", "x", partnership + "x"])
        {
            Assert.Equal(404, (await story.ShowAsync(id)).Status);
            Assert.Equal(404, (await story.ReviewAsync(id)).Status);
            Assert.Equal(404, (await story.EndByPartnerAsync(id)).Status);
        }

        Assert.Equal(404, (await story.ReadAsync(story.Partner, theirs, "projects")).Status);
        Assert.Equal(404, (await other.ReadAsync(other.Partner, customer, "projects")).Status);
        Assert.Equal(404, (await karl.GetAsync(story.Customers)).Status);
        Assert.Equal(404, (await story.EndByCustomerAsync(lena, theirs)).Status);
        // An invitation to become a member is no request for accesses.
        var invited = (
            await story.Partner.PostAsync(
                $"/api/organizations/{story.PartnerId}/invitations", Inviting.To(App.NewEmail()))).Json["id"]!.GetValue<string>();
        Assert.Equal(
            (404, 404, 404),
            (
                (await story.ShowAsync(invited)).Status,
                (await story.ReviewAsync(invited)).Status,
                (await story.EndByPartnerAsync(invited)).Status));
        Assert.Equal(200, (await story.ReadAsync(story.Partner, customer, "projects")).Status);
    }

    [InProcessFact]
    public async Task Only_the_partners_legal_representatives_admins_and_employees_act_and_only_a_say_in_it_is_told()
    {
        await using var story = await Partnering.StartAsync();
        var (karl, customer, partnership) = await story.CustomerAsync("Kunde AG", Partnering.Grant("cloud", "manage"));
        foreach (var (role, status) in new[] { (Role.LegalRepresentative, 200), (Role.Admin, 200), (Role.Employee, 200), (Role.Billing, 404) })
        {
            var person = await story.EmployeeAsync(role);
            Assert.Equal(status, (await story.ReadAsync(person, customer, "projects")).Status);
            Assert.Equal(status == 200 ? 2 : 1, (await person.GetAsync("/api/me")).Json["organizations"]!.AsArray().Count);
        }

        // The user who asked has left; the partner's main contact is notified instead.
        var second = await story.EmployeeAsync(Role.LegalRepresentative);
        var me = (await story.Partner.GetAsync("/api/me")).Json["user"]!["id"]!.GetValue<string>();
        Assert.Equal(204, (await second.DeleteAsync($"/api/organizations/{story.PartnerId}/members/{me}")).Status);
        Assert.Equal(404, (await story.ReadAsync(story.Partner, customer, "projects")).Status);
        await second.PutAsync(
            $"/api/organizations/{story.PartnerId}/contacts/main",
            new JsonObject { ["group"] = "main", ["email"] = second.Email, ["firstName"] = "Zoe", ["lastName"] = "Zwei" },
            "*");
        Assert.Equal(204, (await story.EndByCustomerAsync(karl, customer)).Status);
        await story.App.SettleAsync();
        Assert.Equal("ended", (await second.GetAsync($"{story.Customers}/{partnership}")).Json["state"]!.GetValue<string>());
        Assert.Contains("Die Partnerschaft von Kunde AG und Partner Süd GmbH ist beendet", await story.SubjectsAsync(second.Email));
        Assert.DoesNotContain(
            "Die Partnerschaft von Kunde AG und Partner Süd GmbH ist beendet", await story.SubjectsAsync(story.Partner.Email));
    }

    [InProcessFact]
    public async Task Without_partner_status_nobody_gets_in_and_the_partnerships_end()
    {
        await using var story = await Partnering.StartAsync();
        var (karl, customer, partnership) = await story.CustomerAsync("Kunde AG", Partnering.Grant("cloud", "manage"));
        var open = await story.AskAsync(karl.Email);
        Assert.Equal(200, (await story.ReadAsync(story.Partner, customer, "projects")).Status);

        await Partnering.StatusAsync(story.App, story.PartnerId, isPartner: false);
        Assert.Equal(404, (await story.ReadAsync(story.Partner, customer, "projects")).Status);
        // Until the process withdraws the request, the acceptance checks the status itself.
        Assert.Contains(
            Refusal(await story.AcceptAsync(karl, open, Partnering.Granting(customer, Partnering.Grant("all", "full")))),
            ((int, string)[])[(409, "partner-status-lost"), (410, "invitation-ended")]);
        await story.App.SettleAsync();
        Assert.Equal(("ended", "withdrawn"), (await story.StateAsync(partnership), await story.StateAsync(open)));
        Assert.Empty((await karl.GetAsync("/api/me")).Json["invitations"]!.AsArray());
        Assert.Equal("partnerStatus", (await story.PartnerOfAsync(karl, customer))["endedBy"]!.GetValue<string>());
        Assert.Single((await story.Partner.GetAsync("/api/me")).Json["organizations"]!.AsArray());

        // To get the status back does not restore access.
        await Partnering.StatusAsync(story.App, story.PartnerId, isPartner: true);
        await story.App.SettleAsync();
        Assert.Equal(404, (await story.ReadAsync(story.Partner, customer, "projects")).Status);
        await story.JoinAsync(karl, customer, autoExtend: false, Partnering.Grant("cloud", "read"));
        Assert.Equal(200, (await story.ReadAsync(story.Partner, customer, "projects")).Status);
    }

    [InProcessFact]
    public async Task When_no_grant_counts_any_more_the_partner_sees_nothing_of_how_the_customer_pays()
    {
        await using var story = await Partnering.StartAsync();
        var (_, customer, partnership) = await story.CustomerAsync("Kunde AG", Partnering.Grant("cloud", "manage", "2027-03-02"));
        var lasting = (await story.ShowAsync(partnership)).Json;
        Assert.Equal(
            ("invoice", $"/api/organizations/{customer}"), (Of(lasting["payment"]!, "method"), Of(lasting["links"]!, "organization")));

        await story.AdvanceDaysAsync(2);
        var petra = await Inviting.SignInAsync(story.App, story.Partner.Email, "Petra Partner");
        var over = (await petra.GetAsync($"{story.Customers}/{partnership}")).Json;
        Assert.Equal("toReview", Of(over, "state"));
        Assert.Null(over["payment"]);
        Assert.Null(over["links"]!["organization"]);
        Assert.All(over["review"]!.AsArray(), line => Assert.Equal("notGranted", Of(line!, "outcome")));
        var listed = Assert.Single((await petra.GetAsync(story.Customers)).Json["items"]!.AsArray())!;
        Assert.Null(listed["links"]!["organization"]);
        Assert.NotEqual(200, (await petra.GetAsync($"/api/organizations/{customer}/projects")).Status);
    }

    [InProcessFact]
    public async Task A_request_sent_again_after_midnight_is_answered_as_before()
    {
        await using var story = await Partnering.StartAsync();
        var body = Partnering.Request(App.NewEmail("karl"), Partnering.Grant("cloud", "manage", "2027-03-02"));
        var first = await story.Partner.PostAsync(story.Customers, body, "request-1");
        Assert.Equal(202, first.Status);
        await story.App.Host.Clock.AdvanceAsync(TimeSpan.FromHours(14));
        var petra = await Inviting.SignInAsync(story.App, story.Partner.Email, "Petra Partner");
        Assert.Equal(
            (202, first.Text),
            (
                (await petra.PostAsync(story.Customers, body, "request-1")).Status,
                (await petra.PostAsync(story.Customers, body, "request-1")).Text));
        Assert.Equal(422, (await petra.PostAsync(story.Customers, body, "request-2")).Status);
    }

    private static string Text(JsonNode? grant) => grant is null ? "-" : $"{grant["product"]}:{grant["right"]}";

    private static string Of(JsonNode node, string field) => node[field]!.GetValue<string>();

    private static (int, string) Refusal(Reply reply) => (reply.Status, reply.Problem);

    private static (int, string) Field(Reply reply) => (reply.Status, string.Join(' ', reply.Fields));
}
