using System.Diagnostics;
using Accounts.Tests.Engines;
using Accounts.Tests.Stories;

namespace Accounts.Tests;

/// <summary>Runs all stories on both engines at the same time, because they mostly wait.</summary>
public sealed class StoryRuns : IAsyncLifetime
{
    private static readonly Story[] All =
    [
        new InvitationAccepted(), new InvitationExpired(), new InvitationMailsFail(),
        new OrderDelivered(), new PartnershipEnded(), new SubAccountLinked(),
    ];

    private readonly EngineStorage _storage = new();
    private readonly Dictionary<(string Story, string Engine), Task<Outcome>> _runs = [];
    private readonly List<Task<StoryApp>> _apps = [];

    public static TheoryData<string> Names => [.. All.Select(story => story.Name)];

    public async Task InitializeAsync()
    {
        await _storage.InitializeAsync();
        foreach (var engine in (IEngine[])[new LocalEngine(), new RealEngine(_storage.ConnectionString)])
        {
            foreach (var stories in All.GroupBy(story => story.HasShortDays))
            {
                var app = StoryApp.StartAsync(engine, shortDays: stories.Key);
                _apps.Add(app);
                foreach (var story in stories)
                    _runs[(story.Name, engine.Name)] = RunAsync(story, app);
            }
        }
    }

    /// <summary>A story's outcome on our engine and on the real one.</summary>
    internal async Task<(Outcome Local, Outcome Real)> OfAsync(string story)
    {
        var (local, real) = (_runs[(story, "local")], _runs[(story, "real")]);
        await Task.WhenAll(local, real);
        return (await local, await real);
    }

    public async Task DisposeAsync()
    {
        await Task.WhenAll(_runs.Values).ContinueWith(_ => { }, TaskScheduler.Default);
        foreach (var app in _apps.Where(app => app.IsCompletedSuccessfully))
            await (await app).DisposeAsync();
        await _storage.DisposeAsync();
    }

    private static async Task<Outcome> RunAsync(Story story, Task<StoryApp> starting)
    {
        var app = await starting;
        var time = Stopwatch.StartNew();
        var outcome = await story.RunAsync(app);
        outcome.Took = time.Elapsed;
        return outcome;
    }
}
