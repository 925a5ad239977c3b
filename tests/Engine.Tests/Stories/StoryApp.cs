using System.Diagnostics;
using System.Text.Json.Nodes;
using Accounts.Customers.Invitations;
using Accounts.Emulator;
using Accounts.Tests.Engines;
using Microsoft.DurableTask.Protobuf;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Stories;

/// <summary>The app on an engine. Time is real, so the tests wait by polling.</summary>
internal sealed class StoryApp : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly IEngine _engine;

    private StoryApp(App app, IEngine engine) => (App, _engine) = (app, engine);

    public App App { get; }

    public static async Task<StoryApp> StartAsync(IEngine engine, bool shortDays)
    {
        var app = await App.StartAsync(
            new EmulatorOptions { Settings = engine.Settings, Adjust = engine.AddTo },
            builder =>
            {
                if (shortDays)
                    builder.Services.PostConfigure<InvitationOptions>(options => options.Day = TimeSpan.FromSeconds(1));
            });
        return new StoryApp(app, engine);
    }

    /// <summary>Creates a user with a new account, and waits until its background work is done.</summary>
    public async Task<(User Owner, string Id)> CustomerAsync(string name, string company)
    {
        var owner = await App.SignInAsync(name: name);
        var created = await owner.PostAsync("/api/accounts", Forms.Account().With("company/name", company));
        Assert.True(created.Status == 201, created.Text);
        var id = created.Json["id"]!.GetValue<string>();
        await WaitAsync(
            "the tax id's check",
            () => TextAsync(owner, $"/api/organizations/{id}/account", "taxIdStatus"),
            status => status == "verified");
        await SubjectsAsync(owner.Email, count: 1);
        return (owner, id);
    }

    public static async Task<string> TextAsync(User user, string path, string member) =>
        (await user.GetAsync(path)).Json[member]?.GetValue<string>() ?? "";

    /// <summary>Waits for at least this many mails to an address, and returns their subjects, oldest first.</summary>
    public async Task<string[]> SubjectsAsync(string to, int count)
    {
        var mails = await WaitAsync($"mail {count} to {to}", () => App.MailsAsync(to), mails => mails.Count >= count);
        return [.. mails.Reverse().Select(mail => mail["subject"]!.GetValue<string>())];
    }

    /// <summary>Waits for the invitation on the user's first screen, and returns its token.</summary>
    public async Task<string> WaitingTokenAsync(User user)
    {
        var waiting = await WaitAsync(
            "the invitation",
            async () => (await user.GetAsync("/api/me")).Json["invitations"]!.AsArray(),
            invitations => invitations.Count > 0);
        return Assert.Single(waiting)!["token"]!.GetValue<string>();
    }

    /// <summary>The actions in an organization's audit log, oldest first.</summary>
    public async Task<string[]> AuditAsync(User user, string organizationId) =>
        [.. (await user.GetAsync($"/api/organizations/{organizationId}/audit?limit=100")).Json["items"]!.AsArray()
            .Reverse().Select(entry => $"{entry!["action"]} by {entry["actor"]!["kind"]}")];

    /// <summary>The processes whose ids begin with the prefix. Waits until there is one and all have ended.</summary>
    public Task<IReadOnlyList<string>> EndedAsync(string prefix) => ProcessesAsync(prefix, process => process.OrchestrationStatus is
        OrchestrationStatus.Completed or OrchestrationStatus.Failed or OrchestrationStatus.Terminated);

    /// <summary>The processes whose ids begin with the prefix. Waits until there is one and all meet the condition.</summary>
    public async Task<IReadOnlyList<string>> ProcessesAsync(string prefix, Func<OrchestrationState, bool> have) =>
        [.. (await WaitAsync(
            "process " + prefix,
            () => _engine.ReadAsync(App.Host, prefix),
            found => found.Count > 0 && found.All(process => have(process.State)),
            found => string.Join("; ", found.Select(ProcessText.Of)))).Select(ProcessText.Of)];

    public async Task<T> WaitAsync<T>(string what, Func<Task<T>> ask, Func<T, bool> isThere, Func<T, string>? show = null)
    {
        var waited = Stopwatch.StartNew();
        using var again = new PeriodicTimer(Pause);
        while (true)
        {
            var answer = await ask();
            if (isThere(answer))
                return answer;
            if (waited.Elapsed > Patience)
            {
                throw new TimeoutException(
                    $"On the {_engine.Name} engine, after {Patience}, {what}: {(show is null ? answer : show(answer))}");
            }

            await again.WaitForNextTickAsync();
        }
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
