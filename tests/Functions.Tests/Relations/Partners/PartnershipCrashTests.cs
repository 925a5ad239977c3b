using System.Text.Json.Nodes;
using Accounts.Tests.Customers.Invitations;

namespace Accounts.Tests.Relations.Partners;

/// <summary>
/// The process is killed at every point of a request or of a partnership's life, and no request is sent again. After the next start
/// either nothing has happened or everything, on both sides.
/// </summary>
public sealed class PartnershipCrashTests
{
    private const string Review = "Maxi AG hat Ihnen Zugänge gewährt";
    private const string Changed = "Ihre Zugänge bei Maxi AG haben sich geändert";
    private const string Ended = "Die Partnerschaft von Maxi AG und Palmer Telefonbau GmbH ist beendet";

    [InProcessFact]
    public Task Of_an_accept_is_nothing_left_or_both_sides_know() => EitherAsync(
        palmer => AskAsync(palmer, open: true),
        async palmer =>
        {
            var maxi = await palmer.SignInAsync(InvitationCrashes.MaxiEmail);
            InvitationCrashTests.Answered(await AcceptAsync(palmer, maxi, Grant("2028-03-01")), 200);
        },
        async palmer =>
        {
            var accepted = await palmer.StateAsync(palmer.InvitationId!) == "accepted";
            await AssertStandsAsync(palmer, accepted);
            Assert.Equal(accepted ? 1 : 0, (await palmer.SubjectsAsync(palmer.Owner.Email)).Count(subject => subject == Review));
            return accepted;
        });

    [InProcessFact]
    public Task Of_an_accept_with_a_new_account_is_the_account_left_at_most_or_both_sides_know() => EitherAsync(
        palmer => AskAsync(palmer, open: false),
        async palmer =>
        {
            var maxi = await palmer.SignInAsync(InvitationCrashes.MaxiEmail);
            var body = Grant("2028-03-01").With("account", Forms.Account().With("company/name", "Maxi AG"));
            InvitationCrashTests.Answered(await AcceptAsync(palmer, maxi, body), 200);
        },
        async palmer =>
        {
            var accepted = await palmer.StateAsync(palmer.InvitationId!) == "accepted";
            var maxi = await palmer.SignInAsync(InvitationCrashes.MaxiEmail);
            Assert.InRange((await Inviting.OrganizationsAsync(maxi)).Count, accepted ? 1 : 0, 1);
            if (accepted)
                await AssertStandsAsync(palmer, stands: true);
            return accepted;
        });

    [InProcessFact]
    public Task A_change_of_grants_leaves_all_as_it_was_or_the_partner_is_told() => EitherAsync(
        JoinAsync,
        async palmer =>
        {
            var (maxi, id) = await MaxiAsync(palmer);
            var body = Grant("2028-06-01").With("autoExtend", true);
            InvitationCrashTests.Answered(
                await maxi.PutAsync($"/api/organizations/{id}/partners/{palmer.OrganizationId}/grants", body, "*"), 200);
        },
        async palmer =>
        {
            var (maxi, id) = await MaxiAsync(palmer);
            var changed = (await PartnerOfAsync(palmer, maxi, id))["etag"]!.GetValue<string>().EndsWith("-2\"", StringComparison.Ordinal);
            await AssertStandsAsync(palmer, stands: true);
            Assert.Equal(changed ? "2028-06-01" : "2028-03-01", (await LinesAsync(palmer))[0]!["nextEnd"]!.GetValue<string>());
            Assert.Equal(changed ? 1 : 0, (await palmer.SubjectsAsync(palmer.Owner.Email)).Count(subject => subject == Changed));
            return changed;
        });

    [InProcessFact]
    public Task An_end_by_the_customer_leaves_all_as_it_was_or_ends_it_on_both_sides() => EitherAsync(
        JoinAsync,
        async palmer =>
        {
            var (maxi, id) = await MaxiAsync(palmer);
            InvitationCrashTests.Answered(await maxi.DeleteAsync($"/api/organizations/{id}/partners/{palmer.OrganizationId}"), 204);
        },
        AssertEndedOrNotAsync);

    [InProcessFact]
    public Task An_end_by_the_partner_leaves_all_as_it_was_or_ends_it_on_both_sides() => EitherAsync(
        JoinAsync,
        async palmer =>
            InvitationCrashTests.Answered(
                await palmer.Owner.DeleteAsync($"/api/organizations/{palmer.OrganizationId}/customers/{palmer.InvitationId}"), 204),
        AssertEndedOrNotAsync);

    [InProcessFact]
    public Task Status_is_taken_and_all_partnerships_end_or_nothing_has_happened() => EitherAsync(
        JoinAsync,
        async palmer => InvitationCrashTests.Answered(
            await (await palmer.App.OperatorAsync()).PutAsync(
                $"/api/organizations/{palmer.OrganizationId}/partner-status", new JsonObject { ["isPartner"] = false }, "*"), 200),
        async palmer =>
        {
            var taken = !(await palmer.Owner.GetAsync($"/api/organizations/{palmer.OrganizationId}")).Json["isPartner"]!.GetValue<bool>();
            Assert.Equal(taken, await AssertEndedOrNotAsync(palmer));
            return taken;
        });

    [InProcessFact]
    public async Task Months_of_reminders_notices_and_extension_are_the_same_wherever_it_dies()
    {
        await InvitationCrashes.AtEveryPointAsync(
            JoinForSixWeeksAsync,
            UntilEndOfAprilAsync,
            goOn: UntilEndOfAprilAsync,
            least: 20,
            check: async palmer =>
            {
                var (maxi, id) = await MaxiAsync(palmer);
                Assert.Equal("2027-10-12", (await PartnerOfAsync(palmer, maxi, id))["grants"]![0]!["until"]!.GetValue<string>());
                string[] told =
                [
                    .. (await palmer.SubjectsAsync(palmer.Owner.Email)).Where(
                        subject => subject.Contains("Maxi AG", StringComparison.Ordinal)),
                ];
                Assert.Equal(
                    [
                        Review,
                        "Erinnerung: Bitte prüfen Sie die Zugänge bei Maxi AG",
                        "Erinnerung: Bitte prüfen Sie die Zugänge bei Maxi AG",
                        .. Enumerable.Repeat("Zugänge werden am 12. April 2027 verlängert: Maxi AG", 3),
                        Changed,
                    ],
                    told);
                Assert.Equal(
                    3,
                    (await palmer.SubjectsAsync(InvitationCrashes.MaxiEmail)).Count(
                        subject => subject == "Zugänge werden am 12. April 2027 verlängert: Palmer Telefonbau GmbH"));
                await AssertStandsAsync(palmer, stands: true);
            });
    }

    private static Task UntilEndOfAprilAsync(Inviting palmer)
    {
        var left = new DateTimeOffset(2027, 4, 30, 12, 0, 0, TimeSpan.Zero) - palmer.App.Now;
        return left > TimeSpan.Zero ? palmer.AdvanceAsync(left) : Task.CompletedTask;
    }

    private static Task<string?> JoinAsync(Inviting palmer) => JoinAsync(palmer, Grant("2028-03-01"));

    private static Task<string?> JoinForSixWeeksAsync(Inviting palmer) => JoinAsync(palmer, Grant("2027-04-12").With("autoExtend", true));

    private static async Task<string?> JoinAsync(Inviting palmer, JsonObject body)
    {
        var request = await AskAsync(palmer, open: true);
        var maxi = await palmer.SignInAsync(InvitationCrashes.MaxiEmail);
        Assert.Equal(
            200,
            (
                await maxi.SendAsync(
                    HttpMethod.Post,
                    $"/api/invitations/{palmer.App.TokenOf(palmer.OrganizationId, request!)}/accept",
                    body.ToJsonString())).Status);
        // So that nothing else of the process is due at the same time as the next step.
        await palmer.AdvanceAsync(TimeSpan.FromHours(2));
        return request;
    }

    /// <summary>Makes the organization a partner, gives the customer an account if wanted, and sends the request.</summary>
    private static async Task<string?> AskAsync(Inviting palmer, bool open)
    {
        await Partnering.StatusAsync(palmer.App, palmer.OrganizationId, isPartner: true);
        var maxi = await palmer.SignInAsync(InvitationCrashes.MaxiEmail, "Maxi Muster");
        if (open)
            await Partnering.FoundAsync(palmer.App, maxi, "Maxi AG");
        var reply = await palmer.Owner.PostAsync(
            $"/api/organizations/{palmer.OrganizationId}/customers", Partnering.Request(InvitationCrashes.MaxiEmail));
        Assert.True(reply.Status == 202, reply.Text);
        await palmer.AdvanceAsync(TimeSpan.FromHours(2));
        return reply.Json["id"]!.GetValue<string>();
    }

    private static JsonObject Grant(string until) => Partnering.Granting(null, Partnering.Grant("cloud", "read", until));

    private static Task<Reply> AcceptAsync(Inviting palmer, User maxi, JsonObject body) =>
        maxi.SendAsync(
            HttpMethod.Post,
            $"/api/invitations/{palmer.App.TokenOf(palmer.OrganizationId, palmer.InvitationId!)}/accept",
            body.ToJsonString());

    private static async Task<(User Maxi, string Id)> MaxiAsync(Inviting palmer)
    {
        var maxi = await palmer.SignInAsync(InvitationCrashes.MaxiEmail);
        return (maxi, Assert.Single(await Inviting.OrganizationsAsync(maxi))!["id"]!.GetValue<string>());
    }

    private static async Task<JsonNode> PartnerOfAsync(Inviting palmer, User maxi, string id) =>
        Assert.Single(
            (await maxi.GetAsync($"/api/organizations/{id}/partners")).Json["items"]!.AsArray(),
            partner => partner!["partnerId"]!.GetValue<string>() == palmer.OrganizationId)!;

    private static async Task<JsonArray> LinesAsync(Inviting palmer) =>
        (await palmer.Owner.GetAsync($"/api/organizations/{palmer.OrganizationId}/customers")).Json["items"]!.AsArray();

    /// <summary>
    /// Asserts that the partner's members have access and that the customer is listed once; or that they have no access and the
    /// request is pending.
    /// </summary>
    private static async Task AssertStandsAsync(Inviting palmer, bool stands)
    {
        var (_, id) = await MaxiAsync(palmer);
        Assert.Equal(stands ? 200 : 404, (await palmer.Owner.GetAsync($"/api/organizations/{id}/projects")).Status);
        Assert.Equal(stands ? "toReview" : "requested", Assert.Single(await LinesAsync(palmer))!["state"]!.GetValue<string>());
        Assert.Equal(stands ? 0 : 1, palmer.CountOpen());
    }

    private static async Task<bool> AssertEndedOrNotAsync(Inviting palmer)
    {
        var (maxi, id) = await MaxiAsync(palmer);
        var ended = (await PartnerOfAsync(palmer, maxi, id))["endedAt"] is not null;
        if (!ended)
            await AssertStandsAsync(palmer, stands: true);
        Assert.Equal(ended ? 404 : 200, (await palmer.Owner.GetAsync($"/api/organizations/{id}/projects")).Status);
        Assert.Equal(ended ? 0 : 1, (await LinesAsync(palmer)).Count);
        Assert.Equal(ended ? (1, 1) : (0, 0), (await CountAsync(palmer.Owner.Email), await CountAsync(InvitationCrashes.MaxiEmail)));
        Assert.Equal(
            ended ? "ended" : "toReview",
            (
                await palmer.Owner.GetAsync(
                    $"/api/organizations/{palmer.OrganizationId}/customers/{palmer.InvitationId}")).Json["state"]!.GetValue<string>());
        return ended;

        async Task<int> CountAsync(string email) => (await palmer.SubjectsAsync(email)).Count(subject => subject == Ended);
    }

    private static async Task EitherAsync(
        Func<Inviting, Task<string?>> prepare, Func<Inviting, Task> request, Func<Inviting, Task<bool>> isDone)
    {
        var (done, undone) = (0, 0);
        await InvitationCrashes.AtEveryPointAsync(
            prepare, request, goOn: palmer => palmer.AdvanceAsync(TimeSpan.FromMinutes(15)), least: 5, check: async palmer =>
        {
            if (await isDone(palmer))
                Interlocked.Increment(ref done);
            else
                Interlocked.Increment(ref undone);
        });
        Assert.True(done > 1 && undone > 1, $"Done {done} times, undone {undone} times.");
    }
}
