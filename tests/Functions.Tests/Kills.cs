using Accounts.Emulator;
using Accounts.Emulator.Durable;

namespace Accounts.Tests;

/// <summary>
/// Plays a story once to count the points at which its process can be killed, then once per point: killed there, started
/// again on the same data, and played on. Whoever got no answer asks again, so stories use fixed Idempotency-Keys.
/// </summary>
internal static class Kills
{
    private const int Workers = 3;
    private const int FirstPort = 20_000;
    private const int Ports = 12_000;

    // Each host of this run its own, so that nobody takes the port of one that is dead for a moment.
    private static int LastPort = Random.Shared.Next(Ports);

    /// <param name="play">The story; may be played again from its beginning.</param>
    /// <param name="outcome">What is left of it, the same wherever it was killed.</param>
    /// <param name="leastPoints">So many points there are at the least, or the story did not reach its process.</param>
    public static async Task AtEveryPointAsync(Func<App, Task> play, Func<App, Task<string>> outcome, int leastPoints)
    {
        var faults = FaultPoints.None();
        var expected = await RunAsync(faults, play, outcome);
        Assert.InRange(faults.Reached, leastPoints, 200);
        await Parallel.ForAsync(1, faults.Reached + 1, new ParallelOptions { MaxDegreeOfParallelism = Workers }, async (point, _) =>
            Assert.Equal($"{point}: {expected}", $"{point}: {await RunAsync(FaultPoints.DieAt(point), play, outcome)}"));
    }

    /// <summary>A host on a port that it finds free again after its death: below those that the system gives away. With a port in the options, on that one.</summary>
    public static async Task<App> StartAsync(EmulatorOptions options)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await App.StartAsync(options.Port > 0 ? options : options with { Port = FirstPort + (Interlocked.Increment(ref LastPort) % Ports) });
            }
            catch (IOException) when (options.Port == 0 && tries < 20)
            {
                // Somebody has that one; the next.
            }
        }
    }

    private static async Task<string> RunAsync(FaultPoints faults, Func<App, Task> play, Func<App, Task<string>> outcome)
    {
        var folder = Directory.CreateTempSubdirectory("killed-");
        var options = new EmulatorOptions { DataFolder = folder.FullName, Clock = VirtualClock.FrozenAt(App.Start), FaultPoints = faults };
        var app = await StartAsync(options);
        try
        {
            if (!await TryAsync(app, play))
            {
                var (now, port) = (app.Now, app.Host.BaseAddress.Port);
                await app.DisposeAsync();
                // The same port: the issuer's name is part of who a user is.
                app = await StartAsync(options with { FaultPoints = null, Clock = VirtualClock.FrozenAt(now), Port = port });
                Assert.True(await TryAsync(app, play));
            }

            return await outcome(app);
        }
        finally
        {
            await app.DisposeAsync();
            folder.Delete(recursive: true);
        }
    }

    private static async Task<bool> TryAsync(App app, Func<App, Task> play)
    {
        try
        {
            await play(app);
            // Beyond every patience of what was announced and not done.
            await app.Host.Clock.AdvanceAsync(TimeSpan.FromHours(2));
            return true;
        }
        catch (Exception e) when (e is EngineDiedException or NoAnswer)
        {
            return false;
        }
    }
}

/// <summary>A request was not answered, or with a fault of the server's.</summary>
internal sealed class NoAnswer : Exception;

/// <summary>Replies in stories whose process is killed.</summary>
internal static class Answered
{
    /// <summary>The reply, if it is one.</summary>
    public static async Task<Reply> OrKilledAsync(this Task<Reply> request)
    {
        var reply = await request;
        return reply.Status < 500 ? reply : throw new NoAnswer();
    }
}
