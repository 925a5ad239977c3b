using Accounts.Emulator;
using Accounts.Emulator.Durable;

namespace Accounts.Tests.Invitations;

/// <summary>Where the process is killed: at a point of the engine, or before or after a write to the store; nowhere when all are 0.</summary>
internal sealed record Death(int EnginePoint = 0, int BeforeWrite = 0, int AfterWrite = 0);

/// <summary>Nobody answers any more.</summary>
internal sealed class Died : Exception;

/// <summary>
/// Plays a piece of an invitation's life again and again from the same beginning, and kills the process at each single
/// point on the way.
/// </summary>
internal sealed class Deaths : IDisposable
{
    public const string MaxiEmail = "maxi@example.com";

    private const string OwnerEmail = "hanna@example.com";
    private const int Workers = 3;
    private const int Spare = 4;

    private readonly DirectoryInfo _beginning = Directory.CreateTempSubdirectory("beginning-");
    private DateTimeOffset _now = App.Start;
    private string _organizationId = "";
    private string? _invitationId;
    private int _port;

    /// <summary>
    /// Runs <paramref name="play"/> without a death, then with each; after a death the app is started again, and
    /// <paramref name="goOn"/> follows. <paramref name="check"/> is called at the end of each.
    /// </summary>
    /// <param name="prepare">Makes the beginning, out of an organization and a user without one; the invitation that it sends is the story's.</param>
    /// <param name="play">The story.</param>
    /// <param name="goOn">After the next start.</param>
    /// <param name="check">What must be true in the end.</param>
    /// <returns>How many deaths there were.</returns>
    public static async Task<int> AtEveryPointAsync(
        Func<Inviting, Task<string?>> prepare, Func<Inviting, Task> play, Func<Inviting, Task> goOn, Func<Inviting, Task> check)
    {
        using var first = await FromAsync(prepare);
        var (points, writes, _) = await first.RunAsync(new Death(), play, goOn, check);
        // How many events one step of the engine takes depends on the threads, so that some runs have a few points more or less.
        var (from, to) = (points.First(), points.Last() + Spare);
        Death[] deaths =
        [
            .. Enumerable.Range(from, to - from + 1).Select(point => new Death(EnginePoint: point)),
            .. Enumerable.Range(1, writes).SelectMany(write => new[] { new Death(BeforeWrite: write), new Death(AfterWrite: write) }),
        ];
        var reached = 0;
        await Parallel.ForAsync(0, Workers, async (worker, _) =>
        {
            // Each with a beginning and a port of its own: to another port the same person would be another user.
            using var own = await FromAsync(prepare);
            for (var n = worker; n < deaths.Length; n += Workers)
            {
                var (_, _, died) = await own.RunAsync(deaths[n], play, goOn, check);
                Interlocked.Add(ref reached, died ? 1 : 0);
            }
        });
        // Deaths behind the end of a shorter run are not reached; most are, or this would show little.
        Assert.InRange(reached, deaths.Length * 2 / 3, deaths.Length);
        return reached;
    }

    public void Dispose() => _beginning.Delete(recursive: true);

    private static async Task<Deaths> FromAsync(Func<Inviting, Task<string?>> prepare)
    {
        var deaths = new Deaths();
        await using var app = await deaths.StartAsync(deaths._beginning.FullName);
        var owner = await Inviting.SignInAsync(app, OwnerEmail, "Hanna Palmer");
        var created = await owner.PostAsync("/api/accounts", Forms.Account());
        deaths._organizationId = created.Json["id"]!.GetValue<string>();
        var palmer = await deaths.AgainAsync(app);
        await Inviting.WaitingAsync(await palmer.SignInAsync(MaxiEmail));
        // The welcome and the check of the tax id are over, and their patience is too.
        await palmer.AdvanceDaysAsync(1);
        deaths._invitationId = await prepare(palmer);
        await palmer.SettleAsync();
        deaths._now = app.Host.Clock.GetUtcNow();
        return deaths;
    }

    private async Task<(IEnumerable<int> Points, int Writes, bool Died)> RunAsync(
        Death death, Func<Inviting, Task> play, Func<Inviting, Task> goOn, Func<Inviting, Task> check)
    {
        var folder = Directory.CreateTempSubdirectory("death-");
        try
        {
            foreach (var file in _beginning.EnumerateFiles("*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(folder.FullName, Path.GetRelativePath(_beginning.FullName, file.FullName));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                file.CopyTo(copy);
            }

            var faults = death.EnginePoint > 0 ? FaultPoints.DieAt(death.EnginePoint) : FaultPoints.None();
            var (first, last, writes, died, now) = await PlayAsync(folder.FullName, faults, death, play);
            await using var app = await StartAsync(folder.FullName, clock: VirtualClock.FrozenAt(now));
            var palmer = await AgainAsync(app);
            await palmer.SettleAsync();
            if (death != new Death())
                await goOn(palmer);
            await check(palmer);
            return (Enumerable.Range(first + 1, last - first), writes, died);
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

    private async Task<(int First, int Last, int Writes, bool Died, DateTimeOffset Now)> PlayAsync(
        string folder, FaultPoints faults, Death death, Func<Inviting, Task> play)
    {
        await using var app = await StartAsync(folder, faults);
        var palmer = await AgainAsync(app);
        await palmer.SettleAsync();
        var first = faults.Reached;
        using var recording = app.Store.Operations.Record();
        if (death.BeforeWrite > 0)
            app.Store.Faults.DieBefore(death.BeforeWrite);
        if (death.AfterWrite > 0)
            app.Store.Faults.DieAfter(death.AfterWrite);
        var died = false;
        try
        {
            await play(palmer);
            await palmer.SettleAsync();
        }
        catch (Exception e) when (death != new Death() && e is EngineDiedException or Died)
        {
            died = true;
        }

        return (first, faults.Reached, recording.Operations.Count(operation => operation.IsWrite), died || app.Store.Faults.IsDead, app.Host.Clock.GetUtcNow());
    }

    private Task<Inviting> AgainAsync(App app) => Inviting.AgainAsync(app, OwnerEmail, _organizationId, _invitationId);

    private async Task<App> StartAsync(string folder, FaultPoints? faults = null, VirtualClock? clock = null)
    {
        var app = await Kills.StartAsync(new EmulatorOptions { DataFolder = folder, Clock = clock ?? VirtualClock.FrozenAt(_now), FaultPoints = faults, Port = _port });
        _port = app.Host.BaseAddress.Port;
        return app;
    }
}
