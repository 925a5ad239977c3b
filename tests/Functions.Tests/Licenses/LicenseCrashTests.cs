using System.Text.Json.Nodes;
using Accounts.Emulator;
using Accounts.Emulator.Durable;
using Accounts.Tests.Catalog;
using Accounts.Tests.Invitations;
using Microsoft.DurableTask.Client;

namespace Accounts.Tests.Licenses;

/// <summary>
/// Every behaviour of the vendor, with the process killed at every point of the engine, or around a write to the store:
/// one purchase per order line, keys complete, the timeline true, one invoice, one mail each.
/// </summary>
public sealed class LicenseCrashTests
{
    private const string OwnerEmail = "hanna@example.com";
    private const int Workers = 3;

    // How many events one step of the engine takes depends on the threads, so that some runs have a few points more or less.
    private const int Spare = 4;

    private static readonly string[] Delivered = ["placed", "confirmationSent", "purchaseStarted", "licensesDelivered"];
    private static readonly string[] Verified = ["placed", "confirmationSent", "purchaseStarted", "verificationAwaited", "accountVerified", "licensesDelivered"];
    private static readonly string[] Failed = ["placed", "confirmationSent", "purchaseStarted", "purchaseFailed"];

    [InProcessTheory]
    [InlineData("normal")]
    [InlineData("slow")]
    [InlineData("failsOnce")]
    [InlineData("losesAnswer")]
    [InlineData("answersTwice")]
    [InlineData("forgetsCallbacks")]
    public Task Whatever_the_vendor_does_each_line_is_bought_once_and_delivered(string behaviour) => EndsAsync(behaviour, known: true, Delivered, keys: 2);

    [InProcessFact]
    public Task Around_each_write_to_the_store_it_is_the_same() => EndsAsync("losesAnswer", known: true, Delivered, keys: 2, aroundWrites: true);

    [InProcessTheory]
    [InlineData("asksForVerification")]
    [InlineData("outOfOrder")]
    public Task However_it_asks_for_verification_each_line_is_bought_once_and_delivered(string behaviour) => EndsAsync(behaviour, known: false, Verified, keys: 2);

    [InProcessTheory]
    [InlineData("refuses")]
    [InlineData("fails")]
    public Task What_it_does_not_sell_is_not_delivered_and_not_invoiced(string behaviour) => EndsAsync(behaviour, known: true, Failed, keys: 0);

    private static async Task EndsAsync(string behaviour, bool known, string[] timeline, int keys, bool aroundWrites = false)
    {
        using var beginning = await Beginning.MakeAsync(behaviour, known);
        var (first, last, writes, _) = await beginning.RunAsync(new Death(), palmer => CheckAsync(palmer, timeline, keys));
        Death[] deaths = aroundWrites
            ? [.. Enumerable.Range(1, writes).SelectMany(write => new[] { new Death(BeforeWrite: write), new Death(AfterWrite: write) })]
            : [.. Enumerable.Range(first + 1, last - first + Spare).Select(point => new Death(EnginePoint: point))];
        var reached = 0;
        await Parallel.ForAsync(0, Workers, async (worker, _) =>
        {
            // Each with a beginning and a port of its own: to another port the same person would be another user.
            using var own = await Beginning.MakeAsync(behaviour, known);
            for (var n = worker; n < deaths.Length; n += Workers)
                Interlocked.Add(ref reached, (await own.RunAsync(deaths[n], palmer => CheckAsync(palmer, timeline, keys))).Died ? 1 : 0);
        });
        // Deaths behind the end of a shorter run are not reached; most are, or this would show little.
        Assert.InRange(reached, Math.Max(20, deaths.Length * 2 / 3), deaths.Length);
    }

    private static async Task CheckAsync(Licensing palmer, string[] timeline, int keys)
    {
        Assert.Equal(timeline, await palmer.TimelineAsync());
        var sold = (await palmer.SoldAsync()).Where(purchase => purchase["state"]!.GetValue<string>() != "failed").ToList();
        Assert.Equal(keys == 0 ? [] : [palmer.OrderId + "-1", palmer.OrderId + "-2"], sold.Select(purchase => purchase["reference"]!.GetValue<string>()));
        var licenses = await palmer.LicensesAsync();
        Assert.Equal(keys == 0 ? [] : ["001-0001", "001-0002", "002-0001"], licenses.Select(license => license["id"]!.GetValue<string>()));
        if (keys > 0)
        {
            var shown = new List<string>();
            foreach (var license in licenses.Where(license => license["reveal"] is not null))
                shown.Add((await palmer.RevealAsync(license)).Json["key"]!.GetValue<string>());
            Assert.Equal(await palmer.KeysAsync(palmer.OrderId + "-1"), shown);
        }

        // Each line once, though after a death they may come in two portions.
        var due = palmer.InvoicesDue();
        Assert.Equal(keys == 0 ? [] : [1, 2], due.SelectMany(row => JsonNode.Parse(row[row.IndexOf('[', StringComparison.Ordinal)..])!.AsArray().Select(line => line!.GetValue<int>())).Order());
        Assert.Equal(due.Order(), palmer.InvoicesDue("InvoicesDue").Order());
        var told = await palmer.ToldAsync(palmer.Owner.Email);
        Assert.Equal(told.Distinct(), told);
        Assert.Contains(keys > 0 ? $"Ihre Lizenzen zum Auftrag {palmer.OrderId} sind da" : $"Lizenzen zum Auftrag {palmer.OrderId} nicht lieferbar", told);
        var process = (await palmer.App.Processes.GetInstanceAsync("license-order-" + palmer.OrderId))!;
        Assert.Equal(OrchestrationRuntimeStatus.Completed, process.RuntimeStatus);
    }

    /// <summary>A placed and confirmed order whose day comes tomorrow, in a folder that is copied for each run.</summary>
    private sealed class Beginning : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("beginning-");
        private string _organizationId = "";
        private bool _verifies;
        private DateTimeOffset _now = App.Start;
        private int _port;

        public static async Task<Beginning> MakeAsync(string behaviour, bool known)
        {
            var beginning = new Beginning { _verifies = !known };
            await using var app = await beginning.StartAsync(beginning._folder.FullName);
            var palmer = await Licensing.InAsync(app, OwnerEmail);
            beginning._organizationId = palmer.OrganizationId;
            await palmer.BehaveAsync(behaviour);
            await palmer.PlaceAsync(Licensing.Mixed(known, "2027-03-03"));
            // The check of the tax id is over, and all patience with what was announced.
            await palmer.UntilDayAsync(1);
            beginning._now = palmer.App.Now;
            return beginning;
        }

        public void Dispose() => _folder.Delete(recursive: true);

        /// <summary>The day comes, and the process is killed on the way; after the next start all goes on.</summary>
        public async Task<(int First, int Last, int Writes, bool Died)> RunAsync(Death death, Func<Licensing, Task> check)
        {
            var folder = Directory.CreateTempSubdirectory("death-");
            try
            {
                foreach (var file in _folder.EnumerateFiles("*", SearchOption.AllDirectories))
                {
                    var copy = Path.Combine(folder.FullName, Path.GetRelativePath(_folder.FullName, file.FullName));
                    Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                    file.CopyTo(copy);
                }

                var faults = death.EnginePoint > 0 ? FaultPoints.DieAt(death.EnginePoint) : FaultPoints.None();
                var (first, writes, died, now) = await PlayUntilDeathAsync(folder.FullName, faults, death);
                await using var app = await StartAsync(folder.FullName, clock: VirtualClock.FrozenAt(now));
                var palmer = await Licensing.AgainAsync(app, OwnerEmail, _organizationId);
                await PlayAsync(palmer);
                await palmer.UntilDayAsync(10);
                await check(palmer);
                return (first, faults.Reached, writes, died);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                throw new InvalidOperationException($"{death}: {e.Message}", e);
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }

        private async Task<(int First, int Writes, bool Died, DateTimeOffset Now)> PlayUntilDeathAsync(string folder, FaultPoints faults, Death death)
        {
            await using var app = await StartAsync(folder, faults);
            var palmer = await Licensing.AgainAsync(app, OwnerEmail, _organizationId);
            await palmer.App.SettleAsync();
            var first = faults.Reached;
            using var recording = app.Store.Operations.Record();
            if (death.BeforeWrite > 0)
                app.Store.Faults.DieBefore(death.BeforeWrite);
            if (death.AfterWrite > 0)
                app.Store.Faults.DieAfter(death.AfterWrite);
            var died = false;
            try
            {
                await PlayAsync(palmer);
            }
            catch (EngineDiedException) when (death != new Death())
            {
                died = true;
            }

            return (first, recording.Operations.Count(operation => operation.IsWrite), died || app.Store.Faults.IsDead, app.Now);
        }

        private async Task PlayAsync(Licensing palmer)
        {
            await palmer.UntilDayAsync(2);
            if (_verifies)
                await palmer.VerifyAsync();
            // A slow vendor takes ten minutes; a callback that got no answer comes again.
            await palmer.AdvanceAsync(TimeSpan.FromHours(1));
        }

        private async Task<App> StartAsync(string folder, FaultPoints? faults = null, VirtualClock? clock = null)
        {
            for (var tries = 0; ; tries++)
            {
                // Below the ports that the system gives away, so that it is still free for the next start.
                var port = _port > 0 ? _port : Random.Shared.Next(20_000, 32_000);
                try
                {
                    var app = await App.StartAsync(new EmulatorOptions { DataFolder = folder, Clock = clock ?? VirtualClock.FrozenAt(_now), FaultPoints = faults, Port = port });
                    _port = port;
                    return app;
                }
                catch (IOException) when (_port == 0 && tries < 20)
                {
                    // Somebody has that one; the next.
                }
            }
        }
    }
}
