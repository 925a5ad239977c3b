using System.Text.Json.Nodes;
using Accounts.Emulator.Tables;
using Accounts.Tests.Crashes;

namespace Accounts.Tests.Customers.SelfService;

public sealed class AccountOpeningProcessTests
{
    private const string Hanna = "hanna@palmer.example";

    [InProcessFact]
    public async Task The_owner_is_welcomed_in_their_language_and_the_tax_id_is_checked()
    {
        await using var app = await App.StartAsync();
        foreach (var (language, subject) in new[]
            {
                ("de-CH, fr;q=0.5", "Willkommen"), ("en-GB", "Welcome"), ("fr-CH, de;q=0.5", "Bienvenue"), ("it", "benvenuto"),
                ("es", "Willkommen"),
            })
        {
            var owner = await app.SignInAsync();
            var created = await owner.SendAsync(
                HttpMethod.Post,
                "/api/accounts",
                Forms.Account().ToJsonString(),
                headers: [("Idempotency-Key", "1"), ("Accept-Language", language)]);
            await app.SettleAsync();
            var mail = Assert.Single(await app.MailsAsync(owner.Email));
            Assert.Contains(subject, mail["subject"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.Contains(created.Json["customerNumber"]!.GetValue<string>(), mail["text"]!.GetValue<string>(), StringComparison.Ordinal);
            var account = (await owner.GetAsync(created.Headers.Location!.OriginalString + "/account")).Json;
            Assert.Equal("verified", account["taxIdStatus"]!.GetValue<string>());
            Assert.NotNull(account["taxIdEvidence"]!["consultationNumber"]);
        }
    }

    [InProcessFact]
    public async Task A_request_that_dies_after_writing_is_finished_without_its_caller()
    {
        await using var app = await App.StartAsync();
        var owner = await app.SignInAsync();
        // The write to the owner's list fails: the account exists, but nobody was notified.
        app.Store.Faults.BeBusy(when: operation => operation.Kind == StorageOperationKind.Upsert);
        Assert.Equal(503, (await owner.PostAsync("/api/accounts", Forms.Account(), "1")).Status);
        await app.Host.Clock.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.Single((await owner.GetAsync("/api/me")).Json["organizations"]!.AsArray());
        Assert.Single(await app.MailsAsync(owner.Email));
    }

    [InProcessFact]
    public Task The_same_comes_of_it_wherever_the_process_is_killed() => CrashStory.FromNothingAsync(
        async app =>
        {
            var hanna = await app.SignInAsync(Hanna, "Hanna Palmer");
            var reply = await hanna.PostAsync("/api/accounts", Forms.Account(), "1");
            // The first attempt still counts as in flight.
            if (reply.Status == 409)
            {
                await app.Host.Clock.AdvanceAsync(TimeSpan.FromSeconds(11));
                reply = await hanna.PostAsync("/api/accounts", Forms.Account(), "1");
            }

            Assert.Equal(201, reply.Status);
        },
        async app =>
        {
            var hanna = await app.SignInAsync(Hanna, "Hanna Palmer");
            var organization = Assert.Single((await hanna.GetAsync("/api/me")).Json["organizations"]!.AsArray())!["id"]!.GetValue<string>();
            var account = (await hanna.GetAsync($"/api/organizations/{organization}/account")).Json;
            var members = (await hanna.GetAsync($"/api/organizations/{organization}/members")).Json["items"]!.AsArray();
            var mails = await app.MailsAsync(Hanna);
            return new JsonArray(
                account["taxIdStatus"]!.DeepClone(),
                members.Count,
                string.Join(", ", mails.Select(mail => mail["subject"]))).ToJsonString();
        },
        least: 20);
}
