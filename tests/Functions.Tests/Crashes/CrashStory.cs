using Accounts.Emulator;

namespace Accounts.Tests.Crashes;

/// <summary>
/// A story that ends the same wherever its process is killed. It is played once to count the points at which that is possible,
/// then once per point, each time from the same beginning: killed there, started again on the same data, and gone on with.
/// </summary>
/// <typeparam name="TState">What the beginning hands on to the story, such as ids.</typeparam>
internal sealed record CrashStory<TState>
{
    private const int Workers = 3;

    // How many events one step of the engine takes depends on the threads, so that some runs have a few points more or less.
    private const int Spare = 4;

    /// <summary>Of every host; clock, folder, port and faults are the story's.</summary>
    public EmulatorOptions Options { get; init; } = new();

    /// <summary>Makes the beginning; nobody is killed there.</summary>
    public required Func<App, Task<TState>> Prepare { get; init; }

    /// <summary>What is killed. Whoever gets no answer throws <see cref="NoAnswer"/>.</summary>
    public required Func<App, TState, Task> Play { get; init; }

    /// <summary>What follows after the next start; the same again, when nothing is said: whoever got no answer asks again.</summary>
    public Func<App, TState, Task>? GoOn { get; init; }

    /// <summary>Asserts what is true in the end, and returns what is the same in every run.</summary>
    public required Func<App, TState, Task<string>> Outcome { get; init; }

    /// <summary>Whether it is killed at the points of the engine.</summary>
    public bool AtEnginePoints { get; init; } = true;

    /// <summary>Whether it is killed before and after each write to the store.</summary>
    public bool AroundWrites { get; init; }

    /// <param name="least">So many points there are at the least, or the story did not reach its process.</param>
    public async Task RunAsync(int least)
    {
        using var first = await CrashBeginning<TState>.MakeAsync(this);
        var counted = await first.RunAsync(Crash.None);
        List<Crash> crashes = [];
        if (AtEnginePoints)
            crashes.AddRange(
                Enumerable.Range(
                    counted.FirstPoint, counted.LastPoint - counted.FirstPoint + 1 + Spare).Select(point => new Crash(EnginePoint: point)));
        if (AroundWrites)
            crashes.AddRange(
                Enumerable.Range(1, counted.Writes).SelectMany(
                    write => new[] { new Crash(BeforeWrite: write), new Crash(AfterWrite: write) }));
        var reached = 0;
        await Parallel.ForAsync(0, Workers, async (worker, _) =>
        {
            // Each with a beginning and a port of its own: to another port the same person would be another user.
            using var own = await CrashBeginning<TState>.MakeAsync(this);
            for (var n = worker; n < crashes.Count; n += Workers)
            {
                var run = await own.RunAsync(crashes[n]);
                Assert.True(run.Outcome == counted.Outcome, $"{crashes[n]} ended with\n{run.Outcome}\ninstead of\n{counted.Outcome}");
                Interlocked.Add(ref reached, run.Died ? 1 : 0);
            }
        });
        // Points behind the end of a shorter run are not reached; most are, or this would show little.
        Assert.InRange(reached, Math.Max(least, (crashes.Count - Spare) * 2 / 3), crashes.Count);
    }
}

/// <summary>Stories that begin with nothing, and are played again from their beginning after a crash.</summary>
internal static class CrashStory
{
    /// <summary>
    /// Options of stories over weeks in which nothing is billed: without the timer that looks for invoice runs every hour, which
    /// would be most of what they compute.
    /// </summary>
    public static EmulatorOptions WithoutInvoiceRuns { get; } =
        new() { Settings = new Dictionary<string, string?> { ["AzureWebJobs.StartInvoiceRun.Disabled"] = "true" } };

    /// <param name="play">The story; with fixed Idempotency-Keys, as it may be played again.</param>
    /// <param name="outcome">What is left of it, the same wherever it was killed.</param>
    /// <param name="least">So many points there are at the least, or the story did not reach its process.</param>
    public static Task FromNothingAsync(Func<App, Task> play, Func<App, Task<string>> outcome, int least) => new CrashStory<string>
    {
        Prepare = _ => Task.FromResult(""),
        Play = async (app, _) =>
        {
            await play(app);
            // Beyond every patience of what was announced and not done.
            await app.Host.Clock.AdvanceAsync(TimeSpan.FromHours(2));
        },
        Outcome = (app, _) => outcome(app),
    }.RunAsync(least);
}

/// <summary>
/// One run of a story: the points of the engine and the writes that there were, whether it was killed, and what came of it.
/// </summary>
internal sealed record CrashRun(int FirstPoint, int LastPoint, int Writes, bool Died, string Outcome);
