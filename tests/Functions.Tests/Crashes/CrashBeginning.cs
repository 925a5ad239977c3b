using Accounts.Emulator;
using Accounts.Emulator.Durable;
using Grpc.Core;

namespace Accounts.Tests.Crashes;

/// <summary>
/// The beginning of a story in a folder that is copied for each run, always with the same port: it is part of who a user is.
/// </summary>
internal sealed class CrashBeginning<TState>(CrashStory<TState> story) : IDisposable
{
    private const int FirstPort = 20_000;
    private const int Ports = 12_000;

    private readonly TempFolder _folder = new();
    private DateTimeOffset _now = App.Start;
    private TState _state = default!;
    private int _port;

    public static async Task<CrashBeginning<TState>> MakeAsync(CrashStory<TState> story)
    {
        var beginning = new CrashBeginning<TState>(story);
        await using var app = await beginning.StartAsync(beginning._folder.Path, beginning._now);
        beginning._state = await story.Prepare(app);
        await app.SettleAsync();
        beginning._now = app.Now;
        return beginning;
    }

    public void Dispose() => _folder.Dispose();

    public async Task<CrashRun> RunAsync(Crash crash)
    {
        using var folder = new TempFolder();
        foreach (var file in Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder.Path, Path.GetRelativePath(_folder.Path, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        try
        {
            var (run, now) = await PlayAsync(folder.Path, crash);
            await using var app = await StartAsync(folder.Path, now);
            await app.SettleAsync();
            if (crash != Crash.None)
                await (story.GoOn ?? story.Play)(app, _state);
            return run with { Outcome = await story.Outcome(app, _state) };
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new InvalidOperationException($"{crash}: {e.Message}", e);
        }
    }

    private async Task<(CrashRun Run, DateTimeOffset Now)> PlayAsync(string folder, Crash crash)
    {
        var faults = crash.EnginePoint > 0 ? FaultPoints.DieAt(crash.EnginePoint) : FaultPoints.None();
        await using var app = await StartAsync(folder, _now, faults);
        await app.SettleAsync();
        var first = faults.Reached + 1;
        if (crash.BeforeWrite > 0)
            app.Store.Faults.DieBefore(crash.BeforeWrite);
        if (crash.AfterWrite > 0)
            app.Store.Faults.DieAfter(crash.AfterWrite);
        var died = false;
        try
        {
            await story.Play(app, _state);
            await app.SettleAsync();
        }
        // The durable client says it in its own way: no answer can be had from an engine that is gone.
        catch (Exception e) when (
            crash != Crash.None && e is EngineDiedException or NoAnswer or RpcException { StatusCode: StatusCode.Aborted })
        {
            died = true;
        }

        return (new CrashRun(first, died || app.Store.Faults.IsDead, ""), app.Now);
    }

    /// <summary>On a port that is free again after the crash: below those that the system gives away.</summary>
    private async Task<App> StartAsync(string folder, DateTimeOffset now, FaultPoints? faults = null)
    {
        for (var tries = 0; ; tries++)
        {
            var port = _port > 0 ? _port : Random.Shared.Next(FirstPort, FirstPort + Ports);
            try
            {
                var app = await App.StartAsync(
                    story.Options with { DataFolder = folder, Clock = VirtualClock.FrozenAt(now), FaultPoints = faults, Port = port });
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
