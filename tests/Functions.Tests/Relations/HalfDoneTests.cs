using Accounts.Emulator;
using Accounts.Relations.SubAccounts;
using Accounts.Tests.Relations.Partners;
using Accounts.Tests.Relations.SubAccounts;
using Microsoft.DurableTask;

namespace Accounts.Tests.Relations;

/// <summary>
/// A change of two organizations is written in one after the other. Anyone who reads or tries again does not notice a crash in between.
/// </summary>
public sealed class HalfDoneTests
{
    [InProcessFact]
    public async Task A_list_completes_a_link_before_it_shows_it()
    {
        using var folder = new TempFolder();
        var (app, main, sub, _) = await HalfLinkedAsync(folder);
        await using (app)
        {
            Assert.Equal(404, (await main.Owner.GetAsync($"/api/organizations/{sub.Id}")).Status);

            Assert.Equal("active", (await Locations.ItemsAsync(main))[0]!["state"]!.GetValue<string>());
            Assert.Equal(200, (await main.Owner.GetAsync($"/api/organizations/{sub.Id}")).Status);
        }
    }

    [InProcessFact]
    public async Task Accepting_again_completes_a_link_at_once()
    {
        using var folder = new TempFolder();
        var (app, main, sub, token) = await HalfLinkedAsync(folder);
        await using (app)
        {
            Assert.Equal((410, "invitation-ended"), Refusal(await Locations.AcceptAsync(sub.Owner, token)));
            Assert.Equal(200, (await main.Owner.GetAsync($"/api/organizations/{sub.Id}")).Status);
        }
    }

    [InProcessFact]
    public async Task Accepting_again_lets_a_partner_in_at_once()
    {
        using var folder = new TempFolder();
        var before = await App.StartAsync(WithoutProcesses(folder));
        var story = await Partnering.InAsync(before);
        var (karl, id) = await story.CompanyAsync();
        var request = await story.AskAsync(karl.Email);
        var body = Partnering.Granting(id, Partnering.Grant("cloud", "read"));
        var token = story.TokenOf(request);
        before.Store.Faults.DieBefore(2);
        Assert.True((await story.AcceptAsync(karl, request, body)).Status >= 500);

        await using var app = await AgainAsync(before, folder);
        var (partner, customer) = (await app.SignInAsync(story.Partner.Email), await app.SignInAsync(karl.Email));
        Assert.Equal(404, (await partner.GetAsync($"/api/organizations/{id}/projects")).Status);
        Assert.Equal(
            (410, "invitation-ended"),
            Refusal(await customer.SendAsync(HttpMethod.Post, $"/api/invitations/{token}/accept", body.ToJsonString())));
        Assert.Equal(200, (await partner.GetAsync($"/api/organizations/{id}/projects")).Status);
    }

    [InProcessFact]
    public async Task An_order_of_an_account_whose_number_another_one_has_does_nothing_to_it()
    {
        await using var app = await Locations.StartAsync();
        var (main, other) = (await Locations.CustomerAsync(app), await Locations.CustomerAsync(app));
        var theirs = await Locations.OrderAsync(other);
        await app.SettleAsync();
        var before = Accounts(app);
        foreach (var number in new[] { theirs, other.Id })
        {
            var run = new SubAccountOrderRun(new AccountLink(main.Id, number, "0123456789abcdef0123456789abcdef"));
            await app.Processes.ScheduleNewOrchestrationInstanceAsync(
                nameof(SubAccountOrderProcess), run, new StartOrchestrationOptions(SubAccountOrderProcess.IdOf(main.Id, number)), default);
        }

        await app.Host.Clock.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal(before, Accounts(app));

        // The daily invoice run stores the day that it has checked. That row belongs to no account.
        static string Accounts(App app) => string.Join(
            '\n', app.Dump().Split('\n').Where(row => !row.StartsWith("InvoiceRuns ", StringComparison.Ordinal)));
    }

    private static EmulatorOptions WithoutProcesses(TempFolder folder) => Locations.Options() with
    {
        DataFolder = folder.Path,
        Settings = new Dictionary<string, string?>(Locations.Options().Settings) { ["Emulator:RunProcesses"] = "false" },
    };

    /// <summary>The next start after a crash, with the clock at the same time.</summary>
    private static async Task<App> AgainAsync(App crashed, TempFolder folder)
    {
        var now = crashed.Now;
        await crashed.DisposeAsync();
        return await App.StartAsync(WithoutProcesses(folder) with { Clock = VirtualClock.FrozenAt(now) });
    }

    private static async Task<(App App, Customer Main, Customer Sub, string Token)> HalfLinkedAsync(TempFolder folder)
    {
        var before = await App.StartAsync(WithoutProcesses(folder));
        var (main, sub) = (await Locations.CustomerAsync(before), await Locations.CustomerAsync(before));
        var token = await Locations.AskAsync(before, main, sub);
        // Reserved and listed, but not settled.
        before.Store.Faults.DieBefore(3);
        Assert.True((await Locations.AcceptAsync(sub.Owner, token)).Status >= 500);
        var app = await AgainAsync(before, folder);
        return (
            app,
            main with { Owner = await app.SignInAsync(main.Owner.Email) },
            sub with { Owner = await app.SignInAsync(sub.Owner.Email) },
            token);
    }

    private static (int, string) Refusal(Reply reply) => (reply.Status, reply.Problem);
}
