using Accounts.Emulator;

namespace Accounts.Tests.Crashes;

/// <summary>
/// A story that ends the same wherever its process is killed. It is played once as a whole, and the state on disk before and after
/// each write is kept. From each of these states a host is started, as after a kill at that moment, and continues the story.
/// </summary>
/// <typeparam name="TState">What the preparation passes to the story, such as ids.</typeparam>
internal sealed record CrashStory<TState>
{
    private const int Workers = 3;

    /// <summary>The options of every host. The story sets clock, folder and watch.</summary>
    public EmulatorOptions Options { get; init; } = App.With(App.WithoutRuns);

    /// <summary>Prepares the story. Nothing is killed here.</summary>
    public required Func<App, Task<TState>> Prepare { get; init; }

    /// <summary>The part that is killed.</summary>
    public required Func<App, TState, Task> Play { get; init; }

    /// <summary>What follows after the next start; by default <see cref="Play"/> again, as by a caller who got no answer.</summary>
    public Func<App, TState, Task>? GoOn { get; init; }

    /// <summary>Asserts what must be true in the end, and returns what must be the same in every run.</summary>
    public required Func<App, TState, Task<string>> Outcome { get; init; }

    /// <param name="least">The minimum number of moments. With fewer, the story did not reach its process.</param>
    public async Task RunAsync(int least)
    {
        using var folder = new TempFolder();
        var (state, now) = await BeginAsync(folder.Path);
        using var moments = new CrashMoments(folder.Path, VirtualClock.FrozenAt(now));
        var whole = await PlayAsync(moments, state);
        Assert.True(moments.Count >= least, $"Only {moments.Count} moments were recorded.");
        var workers = new ParallelOptions { MaxDegreeOfParallelism = Workers };
        await Parallel.ForEachAsync(moments.States, workers, async (left, _) => await GoOnAsync(left, state, whole));
    }

    private async Task<(TState State, DateTimeOffset Now)> BeginAsync(string folder)
    {
        await using var app = await App.StartAsync(Options with { DataFolder = folder, Clock = VirtualClock.FrozenAt(App.Start) });
        var state = await Prepare(app);
        await app.SettleAsync();
        return (state, app.Now);
    }

    private async Task<string> PlayAsync(CrashMoments moments, TState state)
    {
        await using var app = await App.StartAsync(
            Options with { DataFolder = moments.Folder, Clock = moments.Clock, Watch = moments.Watch });
        await app.SettleAsync();
        moments.Begin();
        await Play(app, state);
        await app.SettleAsync();
        moments.End();
        return await Outcome(app, state);
    }

    private async Task GoOnAsync(CrashMoment left, TState state, string whole)
    {
        try
        {
            await using var app = await App.StartAsync(Options with { DataFolder = left.Folder, Clock = VirtualClock.FrozenAt(left.Now) });
            await app.SettleAsync();
            await (GoOn ?? Play)(app, state);
            var outcome = await Outcome(app, state);
            Assert.True(outcome == whole, $"It ended with\n{outcome}\ninstead of\n{whole}");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new InvalidOperationException($"Killed at moment {left.Number}: {e.Message}", e);
        }
        finally
        {
            Directory.Delete(left.Folder, recursive: true);
        }
    }
}

/// <summary>Stories without preparation, which are played again from the start after a crash.</summary>
internal static class CrashStory
{
    /// <param name="play">The story, with fixed Idempotency-Keys, because it may be played again.</param>
    /// <param name="outcome">Its result, the same wherever it was killed.</param>
    /// <param name="least">The minimum number of moments. With fewer, the story did not reach its process.</param>
    public static Task FromNothingAsync(Func<App, Task> play, Func<App, Task<string>> outcome, int least) => new CrashStory<string>
    {
        Prepare = _ => Task.FromResult(""),
        Play = async (app, _) =>
        {
            await play(app);
            // Longer than any process waits for an announced change.
            await app.Host.Clock.AdvanceAsync(TimeSpan.FromHours(2));
        },
        Outcome = (app, _) => outcome(app),
    }.RunAsync(least);
}
