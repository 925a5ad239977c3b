using Accounts.Emulator;
using Accounts.Tests.Relations.SubAccounts;

namespace Accounts.Tests.Customers.SelfService;

/// <summary>A user may have several accounts. Each has its own quotas, so the number of new accounts per day is limited.</summary>
public sealed class AccountQuotaTests
{
    [InProcessFact]
    public async Task As_many_are_opened_as_the_first_screen_says_also_at_once()
    {
        await using var app = await App.StartAsync();
        var hanna = await app.SignInAsync();
        var first = await hanna.PostAsync("/api/accounts", Forms.Account(), "one");
        Assert.Equal((201, true), (first.Status, await CanAsync(hanna)));

        var replies = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => hanna.PostAsync("/api/accounts", Forms.Account())));

        Assert.Equal(2, replies.Count(reply => reply.Status == 201));
        Assert.All(
            replies.Where(reply => reply.Status != 201), reply => Assert.Equal((429, "too-many-accounts"), (reply.Status, reply.Problem)));
        Assert.False(await CanAsync(hanna));
        Assert.Equal(3, (await hanna.GetAsync("/api/me")).Json["organizations"]!.AsArray().Count);
        // The same key still returns the first answer, also on the next day.
        await app.Host.Clock.AdvanceAsync(TimeSpan.FromHours(13));
        hanna = await app.SignInAsync(hanna.Email);
        Assert.Equal(first.Text, (await hanna.PostAsync("/api/accounts", Forms.Account(), "one")).Text);
        Assert.True(await CanAsync(hanna));
        Assert.Equal(201, (await hanna.PostAsync("/api/accounts", Forms.Account())).Status);
    }

    [InProcessFact]
    public async Task None_can_be_opened_where_only_sales_opens_them()
    {
        await using var app = await App.StartAsync(App.With(("SelfService:MaxAccountsPerUserAndDay", "0")));
        var hanna = await app.SignInAsync();
        Assert.False(await CanAsync(hanna));
        Assert.Equal(429, (await hanna.PostAsync("/api/accounts", Forms.Account())).Status);
    }

    [InProcessFact]
    public async Task Numbers_that_a_person_tries_out_count_over_all_their_accounts()
    {
        await using var app = await App.StartAsync(App.With(("SubAccounts:MaxAskedPerDay", "3")));
        var first = await Locations.CustomerAsync(app);
        var second = new Customer(
            first.Owner, (await first.Owner.PostAsync("/api/accounts", Forms.Account())).Json["id"]!.GetValue<string>());
        foreach (var (customer, number) in new[] { (first, "1000000"), (first, "1000001"), (second, "1000002") })
            Assert.Equal("account-not-linkable", (await first.Owner.PostAsync(customer.SubAccounts, Locations.Link(number))).Problem);
        Assert.Equal("too-many-asked", (await first.Owner.PostAsync(second.SubAccounts, Locations.Link("1000003"))).Problem);
    }

    private static async Task<bool> CanAsync(User user) => (await user.GetAsync("/api/me")).Json["canCreateAccount"]!.GetValue<bool>();
}
