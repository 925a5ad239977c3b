using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Accounts.Emulator.Tables;
using Accounts.Tests.Customers.SelfService;

namespace Accounts.Tests.Customers.SelfService;

public sealed class KillTests
{
    private const int Rounds = 5;
    private const int Clients = 6;

    [InProcessFact]
    public async Task After_a_kill_under_load_every_account_is_whole_or_absent()
    {
        // Fixed, so that a run that fails can be repeated. The exact moment of the kill still depends on the machine.
        var random = new Random(20270301);
        using var folder = new TempFolder();
        HashSet<string> numbers = [];
        var port = 0;
        for (var round = 0; round < Rounds; round++)
        {
            ConcurrentDictionary<string, string?> attempts;
            using (var app = await AppProcess.StartAsync(folder.Path, port))
            {
                port = app.Port;
                attempts = await CreateUntilKilledAsync(app, answers: random.Next(3, 20));
            }

            using var again = await AppProcess.StartAsync(folder.Path, port);
            await CheckAsync(again.Http, attempts, numbers);
        }

        using var store = EmbeddedTables.Open(folder.Path);
        var accounts = store.ListEntities("Organizations", count: int.MaxValue).GroupBy(row => (string)row["PartitionKey"]).ToList();
        Assert.Equal(numbers.Order(), accounts.Select(account => account.Key).Order());
        Assert.All(accounts, account => Assert.Equal(Whole.Rows, Whole.Count(account)));
    }

    /// <summary>Every attempt by its user's e-mail, with the customer number if it was answered.</summary>
    private static async Task<ConcurrentDictionary<string, string?>> CreateUntilKilledAsync(AppProcess app, int answers)
    {
        var attempts = new ConcurrentDictionary<string, string?>();
        var left = answers;
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            try
            {
                while (true)
                {
                    var user = await SignInAsync(app.Http, App.NewEmail());
                    attempts[user.Email] = null;
                    var created = await user.PostAsync("/api/accounts", Forms.Account(), "attempt-1");
                    Assert.Equal(201, created.Status);
                    attempts[user.Email] = created.Json["id"]!.GetValue<string>();
                    if (Interlocked.Decrement(ref left) == 0)
                        app.Kill();
                }
            }
            catch (HttpRequestException)
            {
                // Killed.
            }
        })));
        await app.EndedAsync();
        return attempts;
    }

    private static async Task CheckAsync(HttpClient http, ConcurrentDictionary<string, string?> attempts, HashSet<string> numbers)
    {
        // After this time retries may take over what the killed process had begun.
        (await http.PostAsJsonAsync("/dev/clock", new { advance = "PT1M" })).EnsureSuccessStatusCode();
        foreach (var (email, answered) in attempts)
        {
            var user = await SignInAsync(http, email);
            var listed = (await user.GetAsync("/api/me")).Json["organizations"]!.AsArray();
            Assert.InRange(listed.Count, answered is null ? 0 : 1, 1);
            if (answered is not null)
                await Whole.AssertAsync(user, answered);

            var retry = await user.PostAsync("/api/accounts", Forms.Account(), "attempt-1");
            Assert.Equal(201, retry.Status);
            var number = retry.Json["id"]!.GetValue<string>();
            Assert.Equal(answered ?? number, number);
            Assert.Equal(
                number, Assert.Single((await user.GetAsync("/api/me")).Json["organizations"]!.AsArray())!["id"]!.GetValue<string>());
            if (answered is null)
                await Whole.AssertAsync(user, number);
            Assert.True(numbers.Add(number), $"{number} was given twice.");
        }
    }

    private static async Task<User> SignInAsync(HttpClient http, string email)
    {
        using var response = await http.PostAsJsonAsync("/dev/token", new { email });
        return new User(http, email, (await response.Content.ReadFromJsonAsync<JsonObject>())!["access_token"]!.GetValue<string>());
    }
}
