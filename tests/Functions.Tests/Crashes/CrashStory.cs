using Accounts.Emulator;

namespace Accounts.Tests.Crashes;

/// <summary>
/// A story that ends the same wherever its process is killed. It is played once whole, then once for each point at which that is
/// possible, each time from the same beginning: killed there, started again on the same data, and gone on with.
/// </summary>
/// <typeparam name="TState">What the beginning hands on to the story, such as ids.</typeparam>
internal sealed record CrashStory<TState>
{
    private const int Workers = 3;

    // How many events one step of the engine takes depends on the threads, so that some runs have more points than others: the
    // last is behind us when so many in a row were not reached.
    private const int Misses = 3;

    /// <summary>Of every host; clock, folder, port and faults are the story's.</summary>
    public EmulatorOptions Options { get; init; } =
        new() { Settings = App.WithoutRuns.ToDictionary(setting => setting.Name, setting => (string?)setting.Value) };

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
        // Each with a port of its own: to another port the same person would be another user.
        var beginnings = await Task.WhenAll(
            Enumerable.Range(0, Workers).Select(_ => Task.Run(() => CrashBeginning<TState>.MakeAsync(this))));
        try
        {
            var whole = await beginnings[0].RunAsync(Crash.None);
            var reached = 0;
            if (AtEnginePoints)
                reached += await KillAsync(beginnings, whole.Outcome, n => new Crash(EnginePoint: whole.FirstPoint + n));
            if (AroundWrites)
                reached += await KillAsync(
                    beginnings, whole.Outcome, n => n % 2 == 0 ? new Crash(BeforeWrite: 1 + n / 2) : new Crash(AfterWrite: 1 + n / 2));
            Assert.True(reached >= least, $"Only {reached} points were reached.");
        }
        finally
        {
            foreach (var beginning in beginnings)
                beginning.Dispose();
        }
    }

    /// <summary>Kills it at one point after the other until it ends before it comes there. Returns how often it was killed.</summary>
    private static async Task<int> KillAsync(CrashBeginning<TState>[] beginnings, string outcome, Func<int, Crash> points)
    {
        var (next, reached, missed) = (-1, 0, 0);
        await Task.WhenAll(beginnings.Select(beginning => Task.Run(async () =>
        {
            while (Volatile.Read(ref missed) < Misses)
            {
                var crash = points(Interlocked.Increment(ref next));
                var run = await beginning.RunAsync(crash);
                Assert.True(run.Outcome == outcome, $"{crash} ended with\n{run.Outcome}\ninstead of\n{outcome}");
                if (run.Died)
                {
                    Interlocked.Increment(ref reached);
                    Volatile.Write(ref missed, 0);
                }
                else
                    Interlocked.Increment(ref missed);
            }
        })));
        return reached;
    }
}

/// <summary>Stories that begin with nothing, and are played again from their beginning after a crash.</summary>
internal static class CrashStory
{
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

/// <summary>One run of a story: the first point of the engine in it, whether it was killed, and what came of it.</summary>
internal sealed record CrashRun(int FirstPoint, bool Died, string Outcome);
