using System.Text.Json.Nodes;
using Accounts.Emulator;
using Accounts.Emulator.DurableTask;
using Accounts.TaxIds;
using Microsoft.DurableTask.Client;

namespace Accounts.Tests.TaxIds;

/// <summary>
/// One check that meets everything on its way: an account that comes late, an outage, a "no" that becomes a "yes". It is
/// run once to count the points at which a process can be killed, then once per point, killed there and started again.
/// </summary>
public sealed class TaxIdCrashTests
{
    private const string NewId = "DE129274202";

    // Until when the register behaves how, in minutes after the start.
    private static readonly (double Until, string Behaviour)[] Days = [(3, "unavailable"), (30, "invalid"), (60 * 25, "valid")];

    [InProcessFact]
    public async Task The_check_ends_the_same_wherever_the_process_is_killed()
    {
        var faults = FaultPoints.None();
        var expected = await RunAsync(faults);
        Assert.InRange(faults.Reached, 30, 200);
        for (var point = 1; point <= faults.Reached; point++)
        {
            var dying = FaultPoints.DieAt(point);
            Assert.Equal(expected, await RunAsync(dying));
            Assert.True(dying.Reached >= point, $"Point {point} was not reached.");
        }
    }

    /// <summary>What is left in the end: the process and the account.</summary>
    private static async Task<string> RunAsync(FaultPoints faults)
    {
        using var folder = new TempFolder();
        var options = new EmulatorOptions { DataFolder = folder.Path, Clock = VirtualClock.FrozenAt(App.Start), FaultPoints = faults };
        var app = await App.StartAsync(options);
        try
        {
            var (owner, id) = await app.NewCustomerAsync();
            try
            {
                await PlayAsync(app, owner.Email, id);
            }
            catch (EngineDiedException)
            {
                var now = app.Host.Clock.GetUtcNow();
                await app.DisposeAsync();
                app = await App.StartAsync(options with { FaultPoints = null, Clock = VirtualClock.FrozenAt(now) });
                await PlayAsync(app, owner.Email, id);
            }

            return await OutcomeAsync(app, owner.Email, id);
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    /// <summary>Plays what has not been played yet; whoever got no answer asks again.</summary>
    private static async Task PlayAsync(App app, string owner, string id)
    {
        await app.NeighbourAsync("taxRegister", "unavailable");
        await TaxIdCheck.StartAsync(app.Processes, id, NewId, 2, CancellationToken.None);
        await AdvanceToAsync(app, TimeSpan.FromSeconds(5));
        var user = await app.SignInAsync(owner);
        var changed = await user.PutAsync($"/api/organizations/{id}/account", Forms.Account().With("vatId", NewId), "\"1\"");
        Assert.True(changed.Status is 200 or 412, changed.Text);
        foreach (var (until, behaviour) in Days)
        {
            await app.NeighbourAsync("taxRegister", behaviour);
            await AdvanceToAsync(app, TimeSpan.FromMinutes(until));
        }
    }

    private static async Task AdvanceToAsync(App app, TimeSpan sinceStart)
    {
        var ahead = App.Start + sinceStart - app.Host.Clock.GetUtcNow();
        if (ahead >= TimeSpan.Zero)
            await app.Host.Clock.AdvanceAsync(ahead);
    }

    private static async Task<string> OutcomeAsync(App app, string owner, string id)
    {
        List<OrchestrationMetadata> processes = [];
        await foreach (var process in app.Processes.GetAllInstancesAsync(new OrchestrationQuery { FetchInputsAndOutputs = true }))
            processes.Add(process);
        var check = Assert.Single(processes);
        var account = await (await app.SignInAsync(owner)).GetAsync($"/api/organizations/{id}/account");
        Assert.Equal("verified", account.Json["taxIdStatus"]!.GetValue<string>());
        var shown = account.Json.AsObject();
        shown.Remove("customerNumber");
        return new JsonArray(check.RuntimeStatus.ToString(), check.SerializedOutput, check.SerializedCustomStatus, account.ETag, shown).ToJsonString();
    }

    private sealed class TempFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("tax-id-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
