using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Accounts.Customers.Organizations;
using Accounts.Platform.Values;

namespace Accounts.Benchmarks;

/// <summary>
/// Measures single requests: CPU of the app's process, including the background work that they cause, and requests per second.
/// </summary>
/// <param name="app">An app that was started on an empty folder.</param>
/// <param name="count">How often each reading request is sent. Writing requests are sent a tenth as often.</param>
internal sealed class Requests(RunningApp app, int count)
{
    private const int Clients = 16;

    /// <summary>Prints one line per request.</summary>
    public async Task RunAsync()
    {
        Console.WriteLine($"cold start: first 200 after {app.Start.TotalSeconds:0.00} s, {app.Resident:0} MiB");
        var token = await app.TokenAsync("hanna@example.com");
        var organization = await OpenAccountAsync(token);
        await MeasureAsync("GET /health", count, _ => app.GetAsync("/api/health", token));
        await MeasureAsync("GET /me", count, _ => app.GetAsync("/api/me", token));
        await MeasureAsync("GET one organization", count, _ => app.GetAsync($"/api/organizations/{organization}", token));

        var owners = await TokensAsync("owner", count / 10);
        await MeasureAsync("create an account", count / 10, n => OpenAccountAsync(owners[n]));
        var guests = await TokensAsync("guest", count / 10);
        var organizations = new string[count / 10];
        await Parallel.ForAsync(0, organizations.Length, async (n, _) => organizations[n] = await app.OrganizationOfAsync(owners[n]));
        await app.SettleAsync();
        await MeasureAsync("invite and accept", count / 10, async n =>
        {
            var body = new JsonObject { ["email"] = Email("guest", n), ["role"] = "employee" };
            await app.CreateAsync($"/api/organizations/{organizations[n]}/invitations", owners[n], body);
            await app.AcceptAsync(guests[n]);
        });
        Console.WriteLine($"at the end: {app.Resident:0} MiB");
    }

    private static string Email(string name, int number) => $"{name}.{number}@example.com";

    private async Task<string[]> TokensAsync(string name, int number)
    {
        var tokens = new string[number];
        await Parallel.ForAsync(0, number, async (n, _) => tokens[n] = await app.TokenAsync(Email(name, n)));
        return tokens;
    }

    private Task<string> OpenAccountAsync(string token) =>
        app.CreateAsync("/api/accounts", token, JsonSerializer.SerializeToNode(AccountForm.Example, Json.Options)!);

    private async Task MeasureAsync(string name, int times, Func<int, Task> run)
    {
        // The first half is a warm-up: code is compiled, hot code is compiled again, and connections are opened.
        var warm = times / 2;
        await RunAsync(0, warm, run);
        await app.SettleAsync();
        var cpu = app.Cpu;
        var watch = Stopwatch.StartNew();
        await RunAsync(warm, times, run);
        var elapsed = watch.Elapsed;
        await app.SettleAsync();
        var each = (app.Cpu - cpu).TotalMilliseconds / (times - warm);
        Console.WriteLine(
            $"{name,-22} {each,7:0.00} ms CPU each, {(times - warm) / elapsed.TotalSeconds,7:0} per second by {Clients} clients");
    }

    private static Task RunAsync(int from, int to, Func<int, Task> run) =>
        Parallel.ForAsync(from, to, new ParallelOptions { MaxDegreeOfParallelism = Clients }, async (n, _) => await run(n));
}
