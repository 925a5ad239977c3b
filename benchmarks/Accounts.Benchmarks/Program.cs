using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Accounts.Benchmarks;
using Accounts.Customers.Organizations;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;

const int Port = 7179;
const int Clients = 16;

var what = args.ElementAtOrDefault(0);
var count = int.TryParse(args.ElementAtOrDefault(1), out var given) ? given : 10_000;
var folder = Directory.CreateTempSubdirectory("benchmark-");
try
{
    switch (what)
    {
        case "invitations":
            await WaitingInvitationsAsync();
            return 0;
        case "accounts":
            await AccountsAsync();
            return 0;
        case "requests":
            using (var app = await RunningApp.StartAsync(folder.FullName, Port))
                await new Requests(app, count).RunAsync();
            return 0;
        case "runs":
            await Runs.RunAsync(count);
            return 0;
        case "invoices":
            Invoices.Run(count);
            return 0;
        case "documents":
            new Documents(count).Run();
            return 0;
        default:
            Console.WriteLine(
    "dotnet run -c Release --project benchmarks/Accounts.Benchmarks -- "
    + "requests|invitations|accounts|runs|invoices|documents [count]");
            return 1;
    }
}
finally
{
    folder.Delete(recursive: true);
}

// Kills the process while invitations wait for an answer. Measures how long the next start takes, and how much memory they need.
async Task WaitingInvitationsAsync()
{
    using (var app = await RunningApp.StartAsync(folder.FullName, Port))
    {
        Console.WriteLine($"Empty: ready after {app.Start.TotalSeconds:0.00} s, {app.Resident:0} MiB");
        var token = await app.TokenAsync("hanna@example.com");
        var organization = await app.CreateAsync(
            "/api/accounts", token, JsonSerializer.SerializeToNode(AccountForm.Example, Json.Options)!);
        var path = $"/api/organizations/{organization}/invitations";
        await MeasureAsync(
            "invitations sent over HTTP",
            n => app.CreateAsync(path, token, new JsonObject { ["email"] = $"maxi.{n}@example.com", ["role"] = "employee" }));
        var watch = Stopwatch.StartNew();
        await app.SettleAsync();
        Console.WriteLine($"Mails out {watch.Elapsed.TotalSeconds:0.0} s later, {app.Resident:0} MiB");
    }

    using (var app = await RunningApp.StartAsync(folder.FullName, Port))
    {
        Console.WriteLine($"Killed and started again: ready after {app.Start.TotalSeconds:0.00} s, {app.Resident:0} MiB");
        await app.SettleAsync();
        await Task.Delay(TimeSpan.FromSeconds(30));
        Console.WriteLine($"30 s later: {app.Resident:0} MiB");
        var size = folder.EnumerateFiles("*.db*").Sum(file => file.Length) / (1024.0 * 1024.0);
        Console.WriteLine($"On disk: {size:0} MiB");
    }
}

// Each account is opened by another user.
async Task AccountsAsync()
{
    using var app = await RunningApp.StartAsync(folder.FullName, Port);
    var tokens = new string[count];
    await Parallel.ForAsync(0, count, async (n, _) => tokens[n] = await app.TokenAsync($"hanna.{n}@example.com"));
    await MeasureAsync(
        "accounts opened over HTTP",
        n => app.CreateAsync("/api/accounts", tokens[n], JsonSerializer.SerializeToNode(AccountForm.Example, Json.Options)!));
    Console.WriteLine($"{app.Resident:0} MiB");
}

async Task MeasureAsync(string name, Func<int, Task> run)
{
    var times = new double[count];
    var watch = Stopwatch.StartNew();
    await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = Clients }, async (n, _) =>
    {
        var began = Stopwatch.GetTimestamp();
        await run(n);
        times[n] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    });
    Array.Sort(times);
    Console.WriteLine(
        $"{count} {name} by {Clients} clients: {watch.Elapsed.TotalSeconds:0.0} s, {count / watch.Elapsed.TotalSeconds:0} per second, "
        + $"median {times[count / 2]:0.0} ms, 99th percentile {times[count * 99 / 100]:0.0} ms");
}
