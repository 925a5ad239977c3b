using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Accounts.Billing.Runs;
using Accounts.Customers.Organizations;
using Accounts.Emulator;
using Accounts.Platform.Values;
using Accounts.Tests.Billing.Runs;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Benchmarks;

/// <summary>
/// Measures one daily invoice run over many accounts with one charge each: time, CPU, and memory during the run. The app and the local
/// host run in this process, so the figures include both.
/// </summary>
internal sealed class Runs(EmulatorHost host, int accounts)
{
    // Later than the hour of the daily run, so that the run starts as soon as the clock moves.
    private static readonly DateTimeOffset Noon = new(2027, 3, 1, 11, 0, 0, TimeSpan.Zero);

    /// <summary>Starts an app, fills it and measures its run.</summary>
    public static async Task RunAsync(int accounts)
    {
        await using var host = await EmulatorHost.StartAsync(
            Program.CreateBuilder,
            new EmulatorOptions
            {
                Clock = VirtualClock.FrozenAt(Noon),
                Settings = new Dictionary<string, string?> { ["Logging:LogLevel:Default"] = "Warning" },
            });
        var runs = new Runs(host, accounts);
        await runs.FillAsync(await runs.MakeFirstAsync());
        await runs.MeasureAsync();
    }

    // Over HTTP, so that the account has all of its rows.
    private async Task<string> MakeFirstAsync()
    {
        using var http = new HttpClient { BaseAddress = host.BaseAddress };
        var account = await PostAsync(http, "owner", "/api/accounts", JsonSerializer.SerializeToNode(AccountForm.Example, Json.Options)!);
        await host.Clock.AdvanceAsync(TimeSpan.FromMinutes(1));
        var charge = new JsonObject
        {
            ["description"] = "Cloud-Telefonie",
            ["quantity"] = 1,
            ["unitPrice"] = 4_900,
            ["currency"] = "EUR",
            ["taxClass"] = "standard",
            ["supplyDate"] = "2027-03-01",
        };
        var id = account["id"]!.GetValue<string>();
        await PostAsync(http, "operator", $"/api/organizations/{id}/charges", charge);
        await host.Clock.AdvanceAsync(TimeSpan.FromMinutes(1));
        return id;
    }

    private static async Task<JsonNode> PostAsync(HttpClient http, string who, string path, JsonNode body)
    {
        using var signedIn = await http.PostAsJsonAsync(
            "/dev/token", new { email = who + "@example.com", name = "Hanna Palmer", roles = new[] { who } });
        var token = (await signedIn.Content.ReadFromJsonAsync<JsonObject>())!["access_token"]!.GetValue<string>();
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var response = await http.SendAsync(request);
        return JsonNode.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!;
    }

    private async Task FillAsync(string first)
    {
        var watch = Stopwatch.StartNew();
        await new AccountCopies(host.Services.GetRequiredService<TableServiceClient>()).AddAsync(first, accounts - 1);
        Console.WriteLine($"{accounts} accounts with one charge each, written in {watch.Elapsed.TotalSeconds:0} s");
    }

    private async Task MeasureAsync()
    {
        var (watch, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var run = host.Clock.AdvanceAsync(TimeSpan.FromDays(1));
        var nextShown = 0;
        using var samples = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (!run.IsCompleted)
        {
            await samples.WaitForNextTickAsync();
            var counts = await ResultAsync();
            if (counts.Finalized < nextShown)
                continue;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{watch.Elapsed.TotalSeconds,6:0} s  {counts.Drafts,7} drafts  {counts.Finalized,7} finalized  {Resident,5:0} MiB, "
                + $"{GC.GetTotalMemory(forceFullCollection: false) / 1048576.0:0} MiB of it managed"));
            nextShown = counts.Finalized + Math.Max(1, accounts / 10);
        }

        await run;
        var result = await ResultAsync();
        var (wall, spent) = (watch.Elapsed, Environment.CpuUsage.TotalTime - cpu);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Finalized} finalized, {result.InReview} in review, {result.Failed} failed in {wall.TotalSeconds:0} s: "
            + $"{wall.TotalMilliseconds / accounts:0.0} ms and {spent.TotalMilliseconds / accounts:0.0} ms CPU for each"));
        if (result.Finalized != accounts)
            throw new InvalidOperationException("Not every account has its invoice.");
    }

    private Task<RunCounts> ResultAsync() => host.Services.GetRequiredService<RunStore>().ResultAsync("2027-03-01", default);

    private static double Resident
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.WorkingSet64 / 1048576.0;
        }
    }
}
