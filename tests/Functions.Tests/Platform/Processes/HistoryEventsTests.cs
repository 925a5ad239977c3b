using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Accounts.Emulator;
using Accounts.Tests.Customers.AccountRequests;
using Accounts.Tests.Customers.Invitations;
using Accounts.Tests.Relations.Partners;
using Accounts.Tests.Relations.SubAccounts;
using Accounts.Tests.Sales.Catalog;
using Accounts.Tests.Sales.Licenses;
using Accounts.Tests.Sales.Services;

namespace Accounts.Tests.Platform.Processes;

/// <summary>
/// The events in durable histories of whole stories, over all processes. An activity is two events, and in Azure also several
/// storage transactions and a queue message. A higher number needs a reason in the commit.
/// </summary>
public sealed class HistoryEventsTests
{
    [InProcessFact]
    public Task An_accepted_invitation() => InvitedAsync(11, async (palmer, maxi) =>
        Assert.Equal(200, (await Inviting.AcceptAsync(maxi, await palmer.TokenAsync(maxi.Email))).Status));

    [InProcessFact]
    public Task A_declined_invitation() => InvitedAsync(11, async (palmer, maxi) =>
        Assert.Equal(204, (await Inviting.DeclineAsync(maxi, await palmer.TokenAsync(maxi.Email))).Status));

    [InProcessFact]
    // The SDK cuts a long wait into timers of three days, of two events each.
    public Task An_invitation_that_expires_after_two_reminders() => InvitedAsync(25, (palmer, _) => palmer.AdvanceDaysAsync(31));

    [InProcessFact]
    public async Task An_account_with_the_check_of_its_tax_id()
    {
        await using var app = await App.StartAsync(Working.StandingClock);
        await AssertTakesAsync(11, app, () => app.NewCustomerAsync());
    }

    [InProcessFact]
    public async Task An_order_with_one_license()
    {
        await using var palmer = await Licensing.StartAsync();
        await AssertTakesAsync(16, palmer.App, async () =>
        {
            await palmer.PlaceAsync(Licensing.Form(known: true, procureOn: null, (Products.DataCenter, 1)));
            Assert.Equal("delivered", await palmer.StateAsync());
        });
    }

    [InProcessFact]
    public async Task An_order_of_services_until_its_record_is_accepted_by_silence()
    {
        await using var app = await App.StartAsync(Working.StandingClock);
        var (owner, ops, path) = (await app.SignInAsync(), await app.OperatorAsync(), "");
        await AssertTakesAsync(24, app, async () => (owner, ops, path) = await Working.OrderAsync(app));
        await AssertTakesAsync(7, app, async () =>
        {
            Assert.Equal(202, (await ops.PostAsync(path + "/appointments", Working.Appointment())).Status);
            await app.SettleAsync();
        });
        await AssertTakesAsync(25, app, async () =>
        {
            var record = await Working.SubmitAsync(app, ops, path);
            await app.Host.Clock.AdvanceAsync(TimeSpan.FromDays(15));
            owner = await app.SignInAsync(owner.Email);
            Assert.Equal("acceptedBySilence", await Working.StateAsync(owner, record));
        });
    }

    [InProcessFact]
    public async Task A_partners_request_until_the_end_of_the_partnership()
    {
        await using var partner = await Partnering.StartAsync();
        var (user, id) = await partner.CompanyAsync();
        await AssertTakesAsync(22, partner.App, async () =>
        {
            await partner.JoinAsync(user, id, autoExtend: false, Partnering.Grant("cloud", "read"));
            Assert.Equal(204, (await partner.EndByCustomerAsync(user, id)).Status);
            await partner.App.SettleAsync();
        });
    }

    [InProcessFact]
    public async Task A_sub_account_that_is_linked()
    {
        await using var app = await Locations.StartAsync();
        var (main, sub) = (await Locations.CustomerAsync(app), await Locations.CustomerAsync(app));
        await app.SettleAsync();
        await AssertTakesAsync(29, app, async () =>
        {
            await Locations.LinkAsync(app, main, sub);
            await app.Host.Clock.AdvanceAsync(TimeSpan.FromMinutes(15));
        });
    }

    [InProcessFact]
    public async Task A_sub_account_that_is_ordered_and_set_up()
    {
        await using var app = await Locations.StartAsync();
        var (main, ops) = (await Locations.CustomerAsync(app), await app.OperatorAsync());
        await app.SettleAsync();
        // The order with its confirmation; the account with its invitation, tax id, link and activation; the mark of a main account.
        await AssertTakesAsync(42, app, async () =>
        {
            var number = await Locations.OrderAsync(main);
            await app.SettleAsync();
            Assert.Equal(204, (await ops.SendAsync(HttpMethod.Post, $"{main.SubAccounts}/{number}/activate")).Status);
            await app.SettleAsync();
        });
    }

    [InProcessFact]
    public async Task A_contact_form_that_is_approved()
    {
        await using var app = await App.StartAsync(Working.StandingClock);
        var claire = await app.SignInAsync(name: "Claire Dupont");
        await claire.GetAsync("/api/me");
        await AssertTakesAsync(13, app, async () =>
        {
            var received = await ContactForm.SendAsync(app, ContactForm.Message(claire.Email));
            await app.SettleAsync();
            var approved = await (await app.OperatorAsync()).SendAsync(
                HttpMethod.Post, $"/api/account-requests/{received.Json["id"]}/approve");
            Assert.Equal(202, approved.Status);
            await app.SettleAsync();
        });
    }

    [InProcessFact]
    public async Task An_invoice_by_the_daily_run()
    {
        await using var biller = await Accounts.Tests.Billing.Biller.StartAsync();
        var before = await CountAsync(biller.App);
        await biller.ChargeAsync(Accounts.Tests.Billing.Biller.Charge(10_000));
        await biller.AdvanceAsync(TimeSpan.FromHours(4));
        var taken = (await CountAsync(biller.App)).Sum(process => process.Value) - before.Sum(process => process.Value);
        // The charge, the run with its three steps over a shard, the collection that waits for the payment.
        Assert.InRange(taken, 50, 56);
    }

    private static async Task InvitedAsync(int most, Func<Inviting, User, Task> answerAsync)
    {
        await using var palmer = await Inviting.StartAsync();
        await palmer.SettleAsync();
        var maxi = await palmer.SignInAsync(App.NewEmail("maxi"), "Maxi Muster");
        await AssertTakesAsync(most, palmer.App, async () =>
        {
            await palmer.InviteAsync(maxi.Email);
            await answerAsync(palmer, maxi);
            await palmer.SettleAsync();
        });
    }

    private static async Task AssertTakesAsync(int most, App app, Func<Task> story)
    {
        var before = await CountAsync(app);
        await story();
        var after = await CountAsync(app);
        var taken = after
            .Select(process => (process.Key, Events: process.Value - before.GetValueOrDefault(process.Key)))
            .Where(process => process.Events > 0 && !IsBilling(process.Key))
            .ToList();
        // A request may write shortly before or after its process reads.
        Assert.True(
            taken.Sum(process => process.Events) is var sum && sum <= most && sum >= most - 3,
            string.Join(", ", taken.Select(process => $"{process.Key}: {process.Events}")));
    }

    // Days pass in some stories, so that charges are billed. Billing has its own story.
    private static bool IsBilling(string processId) =>
        processId.StartsWith("invoice-run-", StringComparison.Ordinal) || processId.StartsWith("collect-", StringComparison.Ordinal);

    private static async Task<Dictionary<string, int>> CountAsync(App app)
    {
        var counts = new Dictionary<string, int>();
        foreach (var process in (await app.Doors.GetFromJsonAsync<JsonObject>("/dev/processes?limit=500"))!["processes"]!.AsArray())
        {
            var id = process!["id"]!.GetValue<string>();
            counts[id] = (await app.Doors.GetFromJsonAsync<JsonObject>("/dev/processes/" + id))!["history"]!.AsArray().Count;
        }

        return counts;
    }
}
