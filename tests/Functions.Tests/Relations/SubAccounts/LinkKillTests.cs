using Accounts.Access;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Customers.SelfService;
using Accounts.Emulator;
using Accounts.Emulator.Durable;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Accounts.Sales.Catalog;
using Accounts.Sales.Taxes;
using Accounts.Tests.Crashes;
using Accounts.Tests.Sales.Catalog;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Relations.SubAccounts;

/// <summary>
/// The process is killed at every point of a link, an order and a release, or the store crashes before or after any of their
/// writes.
/// </summary>
public sealed class LinkKillTests
{
    private const string MainOwner = "hanna@example.com";
    private const string SubOwner = "maxi@example.com";
    private const string Local = "local@example.com";

    private static readonly Product Trunk = new()
    {
        Sku = Products.Trunk,
        Name = new ProductName("SIP-Trunk", "SIP trunk"),
        Kind = ProductKind.Account,
        Unit = Unit.Account,
        TaxClass = TaxClass.Standard,
        Prices = [new Price(new DateOnly(2026, 1, 1), new Money(4_900, "EUR"))],
        Version = 1,
    };

    private static readonly TimeSpan Everything = TimeSpan.FromHours(2);

    [InProcessFact]
    public Task A_link_and_its_release_end_the_same_wherever_the_process_is_killed() => CrashStory.FromNothingAsync(
        async app =>
        {
            var (main, sub) = await TwoAsync(app);
            var asked = await main.Owner.PostAsync(main.SubAccounts, Locations.Link(sub.Id), "ask");
            // Waits for the mail: a process that was not notified reads automatically within a minute.
            await app.Host.Clock.AdvanceAsync(TimeSpan.FromMinutes(2));
            // When this is played again, the link may be accepted or even released already.
            var token = app.TokenOf(main.Id, asked.Headers.Location!.OriginalString.Split('/')[^1]);
            var accepted = await Locations.AcceptAsync(sub.Owner, token);
            Assert.True(accepted.Status is 200 or 410, accepted.Text);
            await app.SettleAsync();
            Assert.True((await Locations.ReleaseAsync(main, sub.Id)).Status is 204 or 404);
            await app.SettleAsync();
        },
        async app =>
        {
            var (main, sub) = await TwoAsync(app);
            Assert.Equal(404, (await main.Owner.GetAsync($"/api/organizations/{sub.Id}")).Status);
            return string.Join(',', Tree.Links(app, main.Id, sub.Id)) + await SubjectsAsync(app, main.Id, sub.Id, "", MainOwner, SubOwner);
        },
        least: 10);

    [InProcessFact]
    public Task An_order_ends_the_same_wherever_the_process_is_killed() => CrashStory.FromNothingAsync(
        async app =>
        {
            var (main, _) = await TwoAsync(app);
            var ordered = await main.Owner.PostAsync(main.SubAccounts, Locations.Order(Local), "order");
            Assert.True(ordered.Status == 202, ordered.Text);
            await app.SettleAsync();
            var ops = await app.OperatorAsync();
            Assert.Equal(
                204, (await ops.SendAsync(HttpMethod.Post, ordered.Headers.Location!.OriginalString + "/activate")).Status);
        },
        async app =>
        {
            var (main, sub) = await TwoAsync(app);
            var number = Assert.Single(await Locations.NumbersAsync(main));
            Assert.Equal([$"{main.Id}>{number}"], Tree.Links(app, main.Id, number));
            Assert.Equal("active", (await main.Owner.GetAsync($"{main.SubAccounts}/{number}")).Json["state"]!.GetValue<string>());
            Assert.Equal(["accountActivated", "confirmationSent", "placed"], (await TimelineAsync(app, main)).Order());
            Assert.Equal([$"{main.Id}-1-line-001"], await ChargesAsync(app, main));
            return await SubjectsAsync(app, main.Id, sub.Id, number, MainOwner, Local, "sales@example.com");
        },
        least: 10);

    [InProcessFact]
    public Task A_cancelled_order_ends_the_same_wherever_the_process_is_killed() => CrashStory.FromNothingAsync(
        async app =>
        {
            var (main, _) = await TwoAsync(app);
            var ordered = await main.Owner.PostAsync(main.SubAccounts, Locations.Order(Local), "order");
            Assert.True(ordered.Status == 202, ordered.Text);
            // Long enough for every announced change that was not notified. By then the token has expired.
            await app.Host.Clock.AdvanceAsync(Everything);
            (main, _) = await TwoAsync(app);
            Assert.Equal(200, (await main.Owner.SendAsync(HttpMethod.Post, $"/api/orders/{main.Id}-1/cancel")).Status);
        },
        async app =>
        {
            var (main, sub) = await TwoAsync(app);
            var number = Assert.Single(await Locations.NumbersAsync(main));
            Assert.Equal("cancelled", (await main.Owner.GetAsync($"{main.SubAccounts}/{number}")).Json["state"]!.GetValue<string>());
            Assert.Empty(await ChargesAsync(app, main));
            return await SubjectsAsync(app, main.Id, sub.Id, number, MainOwner, Local, "sales@example.com");
        },
        least: 10);

    [InProcessFact]
    public async Task Nothing_is_half_way_whichever_write_of_an_activation_is_the_last() => await EachWriteAsync(
        async app => await Locations.OrderAsync((await TwoAsync(app)).Main, Local),
        async (app, number) => await (await app.OperatorAsync()).SendAsync(
            HttpMethod.Post, $"{(await TwoAsync(app)).Main.SubAccounts}/{number}/activate"),
        async (app, status) =>
        {
            var (main, _) = await TwoAsync(app);
            var isActive = Assert.Single(await Locations.ItemsAsync(main))!["state"]!.GetValue<string>() == "active";
            Assert.True(isActive || status != 204);
            // The order, the account and the charge agree.
            Assert.Equal(isActive, (await TimelineAsync(app, main)).Contains("accountActivated"));
            Assert.Equal(isActive ? [$"{main.Id}-1-line-001"] : [], await ChargesAsync(app, main));
        },
        leastWrites: 3);

    [InProcessFact]
    public async Task Nothing_is_half_way_whichever_write_of_an_answer_is_the_last() => await EachWriteAsync(
        async app =>
        {
            var (main, sub) = await TwoAsync(app);
            return await Locations.AskAsync(app, main, sub);
        },
        async (app, token) => await Locations.AcceptAsync((await TwoAsync(app)).Sub.Owner, token),
        async (app, status) =>
        {
            var (main, sub) = await TwoAsync(app);
            var links = Tree.Links(app, main.Id, sub.Id);
            // An acceptance that was answered must count; one that was not may count.
            Assert.InRange(links.Length, status == 200 ? 1 : 0, 1);
            var invitation = (
                await main.Owner.GetAsync($"/api/organizations/{main.Id}/invitations")).Json["items"]![0]!["state"]!.GetValue<string>();
            Assert.Equal(links.Length == 1 ? "accepted" : "pending", invitation);
            Assert.Equal(links.Length == 1 ? 200 : 404, (await main.Owner.GetAsync($"/api/organizations/{sub.Id}")).Status);
        },
        leastWrites: 3);

    [InProcessFact]
    public async Task Nothing_is_half_way_whichever_write_of_an_order_is_the_last() => await EachWriteAsync(
        _ => Task.FromResult(""),
        async (app, _) => await OrderAsync(app),
        async (app, status) =>
        {
            var (main, sub) = await TwoAsync(app);
            var numbers = await Locations.NumbersAsync(main);
            Assert.InRange(numbers.Length, status == 202 ? 1 : 0, 1);
            Assert.Equal(numbers.Length, Tree.Links(app, [main.Id, sub.Id, .. numbers]).Length);
            // An abandoned order leaves nothing, and the same order sent again makes one account.
            string[] known = [main.Id, sub.Id, .. numbers];
            Assert.Equal(
                known.Order(),
                app.Store.ListEntities("Organizations", count: int.MaxValue).Select(row => (string)row["PartitionKey"]).Distinct().Order());
            Assert.Equal(202, (await OrderAsync(app)).Status);
            Assert.Single(await Locations.NumbersAsync(main));
        },
        leastWrites: 3);

    [InProcessFact]
    public async Task Nothing_is_half_way_whichever_write_of_a_release_is_the_last() => await EachWriteAsync(
        async app =>
        {
            var (main, sub) = await TwoAsync(app);
            await Locations.LinkAsync(app, main, sub);
            return sub.Id;
        },
        async (app, sub) => await Locations.ReleaseAsync((await TwoAsync(app)).Main, sub),
        async (app, status) =>
        {
            var (main, sub) = await TwoAsync(app);
            var links = Tree.Links(app, main.Id, sub.Id);
            Assert.InRange(links.Length, 0, status == 204 ? 0 : 1);
            Assert.Equal(links.Length == 1 ? 200 : 404, (await main.Owner.GetAsync($"/api/organizations/{sub.Id}")).Status);
        },
        leastWrites: 2);

    /// <summary>Makes the store crash before and after each write of a request, starts again, and checks once no process waits.</summary>
    private static async Task EachWriteAsync(
        Func<App, Task<string>> prepare, Func<App, string, Task<Reply>> request, Func<App, int, Task> check, int leastWrites)
    {
        var writes = 0;
        for (var write = 1; ; write++)
        {
            var died = await DieAsync(write, after: false) | await DieAsync(write, after: true);
            if (!died)
                break;
            writes++;
        }

        Assert.InRange(writes, leastWrites, 20);

        async Task<bool> DieAsync(int write, bool after)
        {
            using var folder = new TempFolder();
            var options = Locations.Options() with { DataFolder = folder.Path };
            int status, port;
            bool died;
            DateTimeOffset now;
            await using (var app = await App.StartAsync(options))
            {
                var prepared = await prepare(app);
                await app.Host.Clock.AdvanceAsync(Everything);
                await TwoAsync(app);
                // Only the request writes from here on. Its processes run after the next start.
                await app.Host.Emulator.GetRequiredService<DurableEngine>().StopAsync();
                using var store = app.Store;
                if (after)
                    store.Faults.DieAfter(write);
                else
                    store.Faults.DieBefore(write);
                status = (await request(app, prepared)).Status;
                died = store.Faults.IsDead;
                store.Faults.Clear();
                (now, port) = (app.Now, app.Host.BaseAddress.Port);
            }

            await using var again = await App.StartAsync(options with { Port = port, Clock = VirtualClock.FrozenAt(now) });
            await again.Host.Clock.AdvanceAsync(Everything);
            await check(again, status);
            return died;
        }
    }

    private static async Task<Reply> OrderAsync(App app)
    {
        var (main, _) = await TwoAsync(app);
        return await main.Owner.PostAsync(main.SubAccounts, Locations.Order(Local), "order");
    }

    /// <summary>The main account and the other one. They are made if they do not exist.</summary>
    private static async Task<(Customer Main, Customer Sub)> TwoAsync(App app) =>
        (await OneAsync(app, MainOwner, "2345678"), await OneAsync(app, SubOwner, "1234567"));

    /// <summary>Adds an account directly to the store, so that the crash points and mails of its opening do not count.</summary>
    private static async Task<Customer> OneAsync(App app, string email, string number)
    {
        var owner = await app.SignInAsync(email, email.Split('@')[0]);
        var id = (await owner.GetAsync("/api/me")).Json["user"]!["id"]!.GetValue<string>();
        var catalog = app.Host.Services.GetRequiredService<CatalogStore>();
        if (await catalog.FindAsync(Products.Trunk, default) is null)
            await catalog.TryPutAsync(null, Trunk, default);
        var table = app.Host.Services.GetRequiredService<TableServiceClient>().GetTableClient(Tables.Organizations);
        if (await table.FindAsync<Organization>(number, OrganizationKeys.Organization, default) is not null)
            return new Customer(owner, number);
        Assert.True(
            AccountDraft.From(
                AccountForm.Example with { InvoiceEmail = "rechnungen-" + email },
                new Uri("https://www.example.com/")).Succeeded(out var draft, out _));
        var address = EmailAddress.Parse(email).Value!;
        var account = NewAccount.Of(
            new(new Caller(id, address, true, email, false), address, draft, Language.German, new("", "")), card: null, App.Start);
        await table.TryWriteAsync(account.AddTo(new ChangeSet(number)).Writes, default);
        await app.Host.Services.GetRequiredService<MemberStore>().SyncMembershipAsync(number, id, default);
        return new Customer(owner, number);
    }

    /// <summary>What has happened to the first order of a main account.</summary>
    private static async Task<string[]> TimelineAsync(App app, Customer main) =>
        [.. (await (await app.OperatorAsync()).GetAsync($"/api/orders/{main.Id}-1")).Json["timeline"]!.AsArray()
            .Select(happened => happened!["kind"]!.GetValue<string>())];

    private static async Task<string[]> ChargesAsync(App app, Customer main) =>
        [.. (await (await app.OperatorAsync()).GetAsync($"/api/organizations/{main.Id}/charges")).Json["items"]!.AsArray()
            .Select(charge => charge!["id"]!.GetValue<string>())];

    /// <summary>The subjects of the mails to each address, with customer numbers replaced by their roles.</summary>
    private static async Task<string> SubjectsAsync(App app, string main, string sub, string ordered, params string[] addresses)
    {
        List<string> all = [];
        foreach (var address in addresses)
        {
            var subjects = (await app.MailsAsync(address))
                .Select(mail => mail["subject"]!.GetValue<string>())
                .Order(StringComparer.Ordinal);
            all.Add($"{address}: {string.Join(" | ", subjects)}");
        }

        var text = string.Join('\n', all).Replace(main, "MAIN", StringComparison.Ordinal).Replace(sub, "SUB", StringComparison.Ordinal);
        return ordered.Length == 0 ? text : text.Replace(ordered, "NEW", StringComparison.Ordinal);
    }
}
