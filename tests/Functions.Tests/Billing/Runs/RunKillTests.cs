using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Accounts.Tests.Billing.Runs;

/// <summary>
/// Three invoice runs at once over the same accounts, in a process that is killed at random moments. ACCOUNTS_RUN_KILLS says how often;
/// the default keeps the suite quick.
/// </summary>
public sealed class RunKillTests
{
    private const int Accounts = 30;

    // No grace period, or the runs would wait for hours of real time. The clock starts at the machine's time.
    private static readonly (string Name, string Value)[] Settings = [("Invoicing__GraceHours", "0")];

    private static int Kills { get; } = int.TryParse(
        Environment.GetEnvironmentVariable("ACCOUNTS_RUN_KILLS"),
        NumberStyles.None,
        CultureInfo.InvariantCulture,
        out var kills) ? kills : 5;

    [InProcessFact]
    public async Task Runs_that_are_killed_again_and_again_bill_each_charge_once()
    {
        // Fixed, so that a run that fails can be repeated. The exact moment of the kill still depends on the machine.
        var random = new Random(20270302);
        using var folder = new TempFolder();
        IReadOnlyList<string> accounts;
        int port;
        using (var app = await AppProcess.StartAsync(folder.Path, 0, Settings))
        {
            port = app.Port;
            accounts = await FillAsync(app.Http);
            var ops = await SignInAsync(app.Http, "ops@provider.example", "operator");
            await Task.WhenAll(Enumerable.Range(1, 3).Select(async run =>
                Assert.Equal(202, (await ops.PostAsync("/api/invoice-runs", new JsonObject(), $"run-{run}")).Status)));
            await KillAsync(app, random);
        }

        for (var kill = 1; kill < Kills; kill++)
        {
            using var app = await AppProcess.StartAsync(folder.Path, port, Settings);
            await KillAsync(app, random);
        }

        using var last = await AppProcess.StartAsync(folder.Path, port, Settings);
        await AdvanceAsync(last.Http, "PT4H");
        await CheckAsync(last.Http, accounts);
    }

    private static async Task KillAsync(AppProcess app, Random random)
    {
        // The runs continue during these requests.
        for (var left = random.Next(0, 100); left > 0; left--)
            (await app.Http.GetAsync("/api/health")).Dispose();
        app.Kill();
        await app.EndedAsync();
    }

    private static async Task<IReadOnlyList<string>> FillAsync(HttpClient http)
    {
        List<string> accounts = [];
        for (var n = 0; n < Accounts; n++)
        {
            var owner = await SignInAsync(http, App.NewEmail());
            accounts.Add((await owner.PostAsync("/api/accounts", Forms.Account())).Json["id"]!.GetValue<string>());
        }

        await AdvanceAsync(http, "PT1M");
        var ops = await SignInAsync(http, "ops@provider.example", "operator");
        var now = (await http.GetFromJsonAsync<JsonObject>("/dev/clock"))!["now"]!.GetValue<DateTimeOffset>();
        var yesterday = now.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        foreach (var account in accounts)
        {
            var charged = await ops.PostAsync($"/api/organizations/{account}/charges", Biller.Charge(4_900).With("supplyDate", yesterday));
            Assert.True(charged.Status == 202, charged.Text);
        }

        await AdvanceAsync(http, "PT1M");
        return accounts;
    }

    private static async Task CheckAsync(HttpClient http, IReadOnlyList<string> accounts)
    {
        var ops = await SignInAsync(http, "ops@provider.example", "operator");
        List<string> numbers = [];
        foreach (var account in accounts)
        {
            var invoices = (await ops.GetAsync($"/api/organizations/{account}/invoices")).Json["items"]!.AsArray();
            var invoice = Assert.Single(invoices)!;
            Assert.Equal("sent", invoice["state"]!.GetValue<string>());
            numbers.Add(invoice["number"]!.GetValue<string>());
            var charges = (await ops.GetAsync($"/api/organizations/{account}/charges")).Json["items"]!.AsArray();
            Assert.Equal("billed", Assert.Single(charges)!["state"]!.GetValue<string>());
        }

        // No number is left out and none is used twice.
        var counted = numbers.Select(number => int.Parse(number.Split('-')[^1], CultureInfo.InvariantCulture)).Order();
        Assert.Equal(Enumerable.Range(1, accounts.Count), counted);
        using var outbox = await http.GetAsync("/dev/mails?to=" + Biller.InvoiceEmail);
        var subjects = (await outbox.Content.ReadFromJsonAsync<JsonArray>())!.Select(mail => mail!["subject"]!.GetValue<string>());
        Assert.All(numbers, number => Assert.Contains(subjects, subject => subject.Contains(number, StringComparison.Ordinal)));
    }

    private static async Task AdvanceAsync(HttpClient http, string by) =>
        (await http.PostAsJsonAsync("/dev/clock", new { advance = by })).EnsureSuccessStatusCode();

    private static async Task<User> SignInAsync(HttpClient http, string email, params string[] roles)
    {
        using var response = await http.PostAsJsonAsync("/dev/token", new { email, name = "Hanna Palmer", roles });
        return new User(http, email, (await response.Content.ReadFromJsonAsync<JsonObject>())!["access_token"]!.GetValue<string>());
    }
}
