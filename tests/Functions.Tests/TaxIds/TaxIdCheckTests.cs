using System.Text.Json.Nodes;
using Accounts.Organizations;
using Accounts.Platform;
using Accounts.TaxIds;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.TaxIds;

public sealed class TaxIdCheckTests : IAsyncLifetime
{
    private App _app = null!;

    public async Task InitializeAsync() => _app = await App.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [InProcessFact]
    public async Task A_registered_id_is_verified_at_once_with_evidence()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        await StartAsync(id);
        await AdvanceAsync(TimeSpan.Zero);

        await AssertEndedAsync(id, "verified");
        var account = await AccountAsync(owner, id);
        Assert.Equal("verified", account["taxIdStatus"]!.GetValue<string>());
        Assert.Matches("^WAPIAAAA", account["taxIdEvidence"]!["consultationNumber"]!.GetValue<string>());
        Assert.Equal(App.Start, account["taxIdEvidence"]!["checkedAt"]!.GetValue<DateTimeOffset>());
    }

    [InProcessFact]
    public async Task A_register_that_is_down_for_two_days_verifies_when_it_is_up_again()
    {
        var (owner, id) = await _app.NewCustomerAsync(Forms.Austrian());
        await _app.NeighbourAsync("taxRegister", "unavailable");
        await StartAsync(id, "ATU13585627");
        await AdvanceAsync(TimeSpan.Zero);
        Assert.Equal("unavailable", await StatusAsync(owner, id));

        await AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Equal("unavailable", await StatusAsync(owner, id));
        var waiting = await ProgressAsync(id);
        Assert.Equal(("waitingForRegister", "MS_UNAVAILABLE"), (waiting.Step, waiting.LastError));
        Assert.InRange(waiting.NextAt!.Value - _app.Host.Clock.GetUtcNow(), TimeSpan.Zero, TimeSpan.FromHours(6));

        await _app.NeighbourAsync("taxRegister", "valid");
        await AdvanceAsync(TimeSpan.FromHours(6));
        await AssertEndedAsync(id, "verified");
        var account = await AccountAsync(owner, id);
        Assert.Equal("verified", account["taxIdStatus"]!.GetValue<string>());
        Assert.Equal(waiting.NextAt, account["taxIdEvidence"]!["checkedAt"]!.GetValue<DateTimeOffset>());
        Assert.Equal("Muster GmbH", account["taxIdEvidence"]!["registerName"]!.GetValue<string>());
    }

    [InProcessFact]
    public async Task The_pauses_grow_from_a_minute_to_six_hours()
    {
        var (_, id) = await _app.NewCustomerAsync();
        await _app.NeighbourAsync("taxRegister", "overloaded");
        await StartAsync(id);
        await AdvanceAsync(TimeSpan.Zero);
        List<double> minutes = [];
        for (var pause = 0; pause < 11; pause++)
        {
            var wait = (await ProgressAsync(id)).NextAt!.Value - _app.Host.Clock.GetUtcNow();
            minutes.Add(wait.TotalMinutes);
            await AdvanceAsync(wait);
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360], minutes);
    }

    [InProcessFact]
    public async Task A_register_that_refuses_us_is_asked_rarely_from_the_start()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        await _app.NeighbourAsync("taxRegister", "refusing");
        await StartAsync(id);
        await AdvanceAsync(TimeSpan.Zero);
        Assert.Equal("unavailable", await StatusAsync(owner, id));
        var progress = await ProgressAsync(id);
        Assert.Equal("INVALID_REQUESTER_INFO", progress.LastError);
        Assert.Equal(App.Start.AddHours(6), progress.NextAt);
    }

    [InProcessFact]
    public async Task After_thirty_days_of_outage_it_gives_up_and_says_so()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        await _app.NeighbourAsync("taxRegister", "dropping");
        await StartAsync(id);
        await AdvanceAsync(TimeSpan.FromDays(29));
        Assert.False((await InstanceAsync(id)).IsCompleted);
        await AdvanceAsync(TimeSpan.FromDays(1));
        await AssertEndedAsync(id, "unavailable");
        var progress = await ProgressAsync(id);
        Assert.Equal(("unavailable", "UNREACHABLE"), (progress.Step, progress.LastError));
        Assert.Equal("unavailable", await StatusAsync(owner, id));
    }

    [InProcessFact]
    public async Task A_no_stands_at_once_and_is_final_the_second_time()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        await _app.NeighbourAsync("taxRegister", new JsonObject { ["DE136695976"] = "invalid" });
        await StartAsync(id);
        await AdvanceAsync(TimeSpan.FromHours(23));
        Assert.False((await InstanceAsync(id)).IsCompleted);
        Assert.Equal("unverified", await StatusAsync(owner, id));
        Assert.Equal(("waitingToConfirm", App.Start.AddDays(1)), ((await ProgressAsync(id)).Step, (await ProgressAsync(id)).NextAt));

        await AdvanceAsync(TimeSpan.FromHours(1));
        await AssertEndedAsync(id, "unverified");
        Assert.Equal("unverified", await StatusAsync(owner, id));
    }

    [InProcessFact]
    public async Task An_id_that_appears_in_the_register_a_day_late_is_verified()
    {
        var (owner, id) = await _app.NewCustomerAsync(Forms.Swiss());
        await _app.NeighbourAsync("taxRegister", "invalid");
        await StartAsync(id, "CHE-100.155.212 MWST");
        await AdvanceAsync(TimeSpan.FromHours(12));

        // An outage in between takes nothing back.
        await _app.NeighbourAsync("taxRegister", "unavailable");
        await AdvanceAsync(TimeSpan.FromHours(12));
        Assert.Equal("unverified", await StatusAsync(owner, id));

        await _app.NeighbourAsync("taxRegister", "valid");
        await AdvanceAsync(TimeSpan.FromMinutes(1));
        await AssertEndedAsync(id, "verified");
        var account = await AccountAsync(owner, id);
        Assert.Equal("verified", account["taxIdStatus"]!.GetValue<string>());
        Assert.Null(account["taxIdEvidence"]!["consultationNumber"]);
    }

    [InProcessFact]
    public async Task It_waits_a_few_minutes_for_its_account()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        await StartAsync(id, "DE129274202", version: 2);
        await AdvanceAsync(TimeSpan.FromSeconds(5));
        Assert.Equal("waitingForAccount", (await ProgressAsync(id, version: 2)).Step);
        Assert.Equal(200, (await ChangeAsync(owner, id, "DE129274202")).Status);
        await AdvanceAsync(TimeSpan.FromSeconds(5));
        await AssertEndedAsync(id, "verified", version: 2);
        Assert.Equal("verified", await StatusAsync(owner, id));
    }

    [InProcessFact]
    public async Task Without_its_account_it_ends_quietly()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        await StartAsync(id, "DE129274202", version: 2);
        await StartAsync("1234567");
        await AdvanceAsync(TimeSpan.FromMinutes(5));
        await AssertEndedAsync(id, "superseded", version: 2);
        await AssertEndedAsync("1234567", "superseded");
        Assert.Equal("pending", await StatusAsync(owner, id));
    }

    [InProcessFact]
    public async Task A_changed_id_ends_the_check_of_the_old_one_without_a_trace()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        await _app.NeighbourAsync("taxRegister", "unavailable");
        await StartAsync(id);
        await AdvanceAsync(TimeSpan.Zero);
        Assert.Equal(200, (await ChangeAsync(owner, id, "DE129274202")).Status);
        await _app.NeighbourAsync("taxRegister", "valid");
        await AdvanceAsync(TimeSpan.FromMinutes(1));
        await AssertEndedAsync(id, "superseded");
        Assert.Equal("pending", await StatusAsync(owner, id));
    }

    [InProcessFact]
    public async Task A_new_id_starts_without_the_evidence_of_the_old_one()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        await StartAsync(id);
        await AdvanceAsync(TimeSpan.Zero);
        Assert.Equal(200, (await ChangeAsync(owner, id, "DE129274202")).Status);
        var account = await AccountAsync(owner, id);
        Assert.Equal("pending", account["taxIdStatus"]!.GetValue<string>());
        Assert.Null(account["taxIdEvidence"]);
    }

    [InProcessFact]
    public async Task The_answer_of_the_register_fails_nobodys_If_Match()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var before = await owner.GetAsync($"/api/organizations/{id}/account");
        await StartAsync(id);
        await AdvanceAsync(TimeSpan.Zero);
        var after = await owner.GetAsync($"/api/organizations/{id}/account");
        Assert.Equal(before.ETag, after.ETag);
        var changed = await owner.PutAsync($"/api/organizations/{id}/account", Forms.Account().With("company/name", "Palmer Netzbau GmbH"), before.ETag);
        Assert.Equal(200, changed.Status);
        Assert.Equal("verified", changed.Json["taxIdStatus"]!.GetValue<string>());
    }

    [InProcessFact]
    public async Task Answers_of_the_register_at_the_same_moment_fail_nobodys_change_and_get_lost_in_none()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var store = _app.Host.Services.GetRequiredService<OrganizationStore>();
        for (var round = 1; round <= 50; round++)
        {
            var status = round % 2 == 0 ? TaxIdStatus.Unverified : TaxIdStatus.Verified;
            var form = Forms.Account().With("company/name", $"Palmer {round} GmbH");
            var change = Task.Run(() => owner.PutAsync($"/api/organizations/{id}/account", form, $"\"{round}\""));
            var written = Task.Run(() => store.TryChangeTaxIdStatusAsync(id, "DE136695976", account => account with { TaxIdStatus = status }, CancellationToken.None));
            Assert.Equal(200, (await change).Status);
            Assert.True(await written);
            var account = (await store.FindAccountAsync(id, CancellationToken.None))!.Value;
            Assert.Equal((status, $"Palmer {round} GmbH", round + 1), (account.TaxIdStatus, account.Company.Name, account.Version));
        }
    }

    [InProcessFact]
    public async Task It_is_started_once_for_a_version_however_often_it_is_asked_for()
    {
        var (_, id) = await _app.NewCustomerAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => StartAsync(id))));
        await AdvanceAsync(TimeSpan.Zero);
        var first = await InstanceAsync(id);
        await StartAsync(id);
        await AdvanceAsync(TimeSpan.Zero);
        Assert.Equal(first.CreatedAt, (await InstanceAsync(id)).CreatedAt);
        Assert.Equal(first.LastUpdatedAt, (await InstanceAsync(id)).LastUpdatedAt);
    }

    private Task StartAsync(string organizationId, string vatId = "DE136695976", int version = 1) =>
        TaxIdCheck.StartAsync(_app.Processes, organizationId, vatId, version, CancellationToken.None);

    private Task AdvanceAsync(TimeSpan by) => _app.Host.Clock.AdvanceAsync(by);

    private async Task<OrchestrationMetadata> InstanceAsync(string organizationId, int version = 1) =>
        (await _app.Processes.GetInstanceAsync(TaxIdCheck.ProcessId(organizationId, version), getInputsAndOutputs: true))!;

    private async Task<ProcessStatus> ProgressAsync(string organizationId, int version = 1) =>
        (await InstanceAsync(organizationId, version)).ReadCustomStatusAs<ProcessStatus>()!;

    private async Task AssertEndedAsync(string organizationId, string result, int version = 1)
    {
        var instance = await InstanceAsync(organizationId, version);
        Assert.Equal(
            (OrchestrationRuntimeStatus.Completed, result, result),
            (instance.RuntimeStatus, instance.ReadOutputAs<string>(), instance.ReadCustomStatusAs<ProcessStatus>()!.Step));
    }

    private async Task<JsonNode> AccountAsync(User owner, string organizationId)
    {
        // Tokens of an hour ago have expired.
        var reply = await (await _app.SignInAsync(owner.Email)).GetAsync($"/api/organizations/{organizationId}/account");
        Assert.Equal(200, reply.Status);
        return reply.Json;
    }

    private async Task<string> StatusAsync(User owner, string organizationId) =>
        (await AccountAsync(owner, organizationId))["taxIdStatus"]!.GetValue<string>();

    private static Task<Reply> ChangeAsync(User owner, string organizationId, string vatId) =>
        owner.PutAsync($"/api/organizations/{organizationId}/account", Forms.Account().With("vatId", vatId), "*");
}
