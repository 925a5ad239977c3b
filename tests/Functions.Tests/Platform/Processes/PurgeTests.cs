using System.Text.Json.Nodes;

namespace Accounts.Tests.Platform.Processes;

public sealed class PurgeTests
{
    [InProcessFact]
    public async Task What_has_had_its_time_goes_and_the_rest_stays()
    {
        await using var app = await App.StartAsync();
        var (owner, id) = await app.NewCustomerAsync();
        await owner.PostAsync($"/api/organizations/{id}/projects", new JsonObject { ["name"] = "A" }, "1");
        await owner.PostAsync(
            $"/api/organizations/{id}/invitations", new JsonObject { ["email"] = "late@example.com", ["role"] = "employee" }, "2");
        await app.SettleAsync();
        string[] kinds = ["idempotency:", "attempt:", "mails:"];
        Assert.All(kinds, kind => Assert.Contains(kind, app.Dump(), StringComparison.Ordinal));

        await app.Host.Clock.AdvanceAsync(TimeSpan.FromDays(3));
        var after = app.Dump();
        Assert.All(kinds, kind => Assert.DoesNotContain("RowKey=" + kind, after, StringComparison.Ordinal));
        // One line a run, whatever there is to delete.
        Assert.Equal(3, app.Logs.Lines.Count(line => line.Contains("PurgeExpired: Deleted", StringComparison.Ordinal)));
        owner = await app.SignInAsync(owner.Email);
        Assert.Single((await owner.GetAsync($"/api/organizations/{id}/projects")).Json["items"]!.AsArray());
        Assert.Equal(
            "pending", (await owner.GetAsync($"/api/organizations/{id}/invitations")).Json["items"]![0]!["state"]!.GetValue<string>());
    }

    [InProcessFact]
    public async Task Processes_that_ended_are_forgotten_after_ninety_days_and_running_ones_never()
    {
        await using var app = await App.StartAsync();
        var (_, id) = await app.NewCustomerAsync();
        var waiting = await Accounts.Tests.Customers.AccountRequests.ContactForm.SendAsync(
            app, Accounts.Tests.Customers.AccountRequests.ContactForm.Message());
        await app.SettleAsync();
        await app.Host.Clock.AdvanceAsync(TimeSpan.FromDays(89));
        Assert.Contains(await IdsAsync(app), process => process.StartsWith("tax-id-" + id, StringComparison.Ordinal));

        await app.Host.Clock.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Equal(["account-request-" + waiting.Json["id"]!.GetValue<string>()], await IdsAsync(app));
    }

    private static async Task<List<string>> IdsAsync(App app)
    {
        List<string> ids = [];
        await foreach (var process in app.Processes.GetAllInstancesAsync())
            ids.Add(process.InstanceId);
        return ids;
    }
}
