using System.Text.Json.Nodes;
using Accounts.Customers.Organizations;
using Accounts.Customers.TaxIds;
using Accounts.Platform.Processes;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Customers.TaxIds;

/// <summary>The check of a tax id from the account's creation to its end, in virtual time.</summary>
public sealed class TaxIdCheckTests : IAsyncLifetime
{
    private const string Id = "DE136695976";
    private const string OtherId = "DE129274202";

    private App _app = null!;

    public async Task InitializeAsync() => _app = await App.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [InProcessFact]
    public async Task A_registered_id_is_verified_at_once_with_evidence()
    {
        var customer = await NewCustomerAsync("valid");
        await AssertEndedAsync(customer, "verified");
        var account = await AccountAsync(customer);
        Assert.Equal("verified", account["taxIdStatus"]!.GetValue<string>());
        Assert.Matches("^WAPIAAAA", account["taxIdEvidence"]!["consultationNumber"]!.GetValue<string>());
        Assert.Equal(App.Start, account["taxIdEvidence"]!["checkedAt"]!.GetValue<DateTimeOffset>());
    }

    [InProcessFact]
    public async Task A_register_that_is_down_for_two_days_verifies_when_it_is_up_again()
    {
        var customer = await NewCustomerAsync("unavailable", Forms.Austrian());
        Assert.Equal("unavailable", await StatusAsync(customer));

        await AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Equal("unavailable", await StatusAsync(customer));
        var waiting = await ProgressAsync(customer, "ATU13585627");
        Assert.Equal(("waitingForRegister", "MS_UNAVAILABLE"), (waiting.Step, waiting.LastError));
        Assert.InRange(waiting.NextAt!.Value - _app.Host.Clock.GetUtcNow(), TimeSpan.Zero, TimeSpan.FromHours(6));

        await _app.NeighbourAsync("taxRegister", "valid");
        await AdvanceAsync(TimeSpan.FromHours(6));
        await AssertEndedAsync(customer, "verified", "ATU13585627");
        var account = await AccountAsync(customer);
        Assert.Equal("verified", account["taxIdStatus"]!.GetValue<string>());
        Assert.Equal(waiting.NextAt, account["taxIdEvidence"]!["checkedAt"]!.GetValue<DateTimeOffset>());
        Assert.Equal("Muster GmbH", account["taxIdEvidence"]!["registerName"]!.GetValue<string>());
    }

    [InProcessFact]
    public async Task The_pauses_grow_from_a_minute_to_six_hours()
    {
        var customer = await NewCustomerAsync("overloaded");
        List<double> minutes = [];
        for (var pause = 0; pause < 11; pause++)
        {
            var wait = (await ProgressAsync(customer)).NextAt!.Value - _app.Host.Clock.GetUtcNow();
            minutes.Add(wait.TotalMinutes);
            await AdvanceAsync(wait);
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360], minutes);
    }

    [InProcessFact]
    public async Task A_register_that_refuses_us_is_asked_rarely_from_the_start()
    {
        var customer = await NewCustomerAsync("refusing");
        Assert.Equal("unavailable", await StatusAsync(customer));
        var progress = await ProgressAsync(customer);
        Assert.Equal("INVALID_REQUESTER_INFO", progress.LastError);
        Assert.Equal(App.Start.AddHours(6), progress.NextAt);
    }

    [InProcessFact]
    public async Task After_thirty_days_of_outage_it_gives_up_and_says_so()
    {
        var customer = await NewCustomerAsync("dropping");
        await AdvanceAsync(TimeSpan.FromDays(29));
        Assert.False((await InstanceAsync(customer, Id, 1)).IsCompleted);
        await AdvanceAsync(TimeSpan.FromDays(1));
        await AssertEndedAsync(customer, "unavailable");
        Assert.Equal("UNREACHABLE", (await ProgressAsync(customer)).LastError);
        Assert.Equal("unavailable", await StatusAsync(customer));
    }

    [InProcessFact]
    public async Task A_no_stands_at_once_and_is_final_the_second_time()
    {
        var customer = await NewCustomerAsync(new JsonObject { [Id] = "invalid" });
        await AdvanceAsync(TimeSpan.FromHours(23));
        Assert.Equal("unverified", await StatusAsync(customer));
        Assert.Equal(new ProcessStatus("waitingToConfirm", App.Start, App.Start.AddDays(1)), await ProgressAsync(customer));

        await AdvanceAsync(TimeSpan.FromHours(1));
        await AssertEndedAsync(customer, "unverified");
        Assert.Equal("unverified", await StatusAsync(customer));
    }

    [InProcessFact]
    public async Task An_id_that_appears_in_the_register_a_day_late_is_verified()
    {
        const string id = "CHE-100.155.212 MWST";
        var customer = await NewCustomerAsync("invalid", Forms.Swiss());

        // An outage in between does not change the state.
        await _app.NeighbourAsync("taxRegister", "unavailable");
        await AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal(
            ("waitingForRegister", "HTTP_503"), ((await ProgressAsync(customer, id)).Step, (await ProgressAsync(customer, id)).LastError));
        Assert.Equal("unverified", await StatusAsync(customer));

        await _app.NeighbourAsync("taxRegister", "valid");
        await AdvanceAsync(TimeSpan.FromMinutes(1));
        await AssertEndedAsync(customer, "verified", id);
        var account = await AccountAsync(customer);
        Assert.Equal("verified", account["taxIdStatus"]!.GetValue<string>());
        Assert.Null(account["taxIdEvidence"]!["consultationNumber"]);
    }

    [InProcessFact]
    public async Task A_new_id_starts_without_the_evidence_of_the_old_one_and_is_checked()
    {
        var customer = await NewCustomerAsync("valid");
        var changed = await ChangeAsync(customer, OtherId);
        Assert.Equal("pending", changed.Json["taxIdStatus"]!.GetValue<string>());
        Assert.Null(changed.Json["taxIdEvidence"]);
        await AdvanceAsync(TimeSpan.FromSeconds(10));
        await AssertEndedAsync(customer, "verified", OtherId, 2);
        Assert.Equal("verified", await StatusAsync(customer));
    }

    [InProcessFact]
    public async Task A_changed_id_ends_the_check_of_the_old_one_without_a_trace()
    {
        var customer = await NewCustomerAsync(new JsonObject { [Id] = "unavailable", [OtherId] = "invalid" });
        await ChangeAsync(customer, OtherId);
        await _app.NeighbourAsync("taxRegister", new JsonObject { [Id] = "valid", [OtherId] = "invalid" });
        await AdvanceAsync(TimeSpan.FromMinutes(1));
        await AssertEndedAsync(customer, "superseded");
        Assert.Equal("unverified", await StatusAsync(customer));
    }

    [InProcessFact]
    public async Task It_waits_for_its_account()
    {
        var customer = await NewCustomerAsync("valid");
        await StartAsync(customer.Id, OtherId, version: 9);
        await AdvanceAsync(TimeSpan.FromSeconds(12));
        Assert.Equal(new ProcessStatus("waitingForAccount", App.Start), await ProgressAsync(customer, OtherId, 9));
        await ChangeAsync(customer, OtherId);
        await AdvanceAsync(TimeSpan.FromMinutes(1));
        await AssertEndedAsync(customer, "verified", OtherId, 9);
    }

    [InProcessFact]
    public async Task Without_its_account_it_ends_quietly()
    {
        var customer = await NewCustomerAsync("valid");
        var nobody = customer with { Id = "1234567" };
        await StartAsync(customer.Id, OtherId, version: 2);
        await StartAsync(nobody.Id, Id, version: 1);
        await AdvanceAsync(TimeSpan.FromHours(2));
        await AssertEndedAsync(customer, "superseded", OtherId, 2);
        await AssertEndedAsync(nobody, "superseded");
        Assert.Equal("verified", await StatusAsync(customer));
    }

    [InProcessFact]
    public async Task Of_two_ids_set_at_once_the_one_that_is_stored_is_checked()
    {
        var customer = await NewCustomerAsync("valid");
        await StartAsync(customer.Id, "DE143454214", version: 2);
        await ChangeAsync(customer, OtherId);
        await AdvanceAsync(TimeSpan.FromHours(2));
        await AssertEndedAsync(customer, "superseded", "DE143454214", 2);
        await AssertEndedAsync(customer, "verified", OtherId, 2);
        Assert.Equal("verified", await StatusAsync(customer));
    }

    [InProcessFact]
    public async Task Asked_for_twenty_times_at_once_it_runs_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => StartAsync("1234567", Id, version: 1))));
        var first = await InstanceAsync(new Customer("", "1234567"), Id, 1);
        await AdvanceAsync(TimeSpan.FromSeconds(5));
        await StartAsync("1234567", Id, version: 1);
        Assert.Equal(first.CreatedAt, (await InstanceAsync(new Customer("", "1234567"), Id, 1)).CreatedAt);
    }

    [InProcessFact]
    public async Task The_answer_of_the_register_fails_nobodys_If_Match()
    {
        var customer = await NewCustomerAsync("unavailable");
        var before = (await GetAsync(customer)).ETag;
        await _app.NeighbourAsync("taxRegister", "valid");
        await AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal("verified", await StatusAsync(customer));
        Assert.NotEqual(before, (await GetAsync(customer)).ETag);
        var owner = await _app.SignInAsync(customer.Owner);
        var changed = await owner.PutAsync(customer.Path, Forms.Account().With("company/name", "Palmer Netzbau GmbH"), before);
        Assert.Equal((200, "verified"), (changed.Status, changed.Json["taxIdStatus"]!.GetValue<string>()));
    }

    [InProcessFact]
    public async Task Answers_of_the_register_at_the_same_moment_fail_nobodys_change_and_get_lost_in_none()
    {
        var customer = await NewCustomerAsync("valid");
        var owner = await _app.SignInAsync(customer.Owner);
        var store = _app.Host.Services.GetRequiredService<OrganizationStore>();
        var results = _app.Host.Services.GetRequiredService<TaxIdResults>();
        var tag = (await owner.GetAsync(customer.Path)).ETag;
        for (var round = 1; round <= 50; round++)
        {
            var status = round % 2 == 0 ? TaxIdStatus.Verified : TaxIdStatus.Unverified;
            var form = Forms.Account().With("company/name", $"Palmer {round} GmbH");
            var change = Task.Run(() => owner.PutAsync(customer.Path, form, tag));
            var written = Task.Run(() =>
                results.TryWriteAsync(customer.Id, Id, account => account with { TaxIdStatus = status }, CancellationToken.None));
            var changed = await change;
            Assert.Equal(200, changed.Status);
            tag = changed.ETag;
            Assert.True(await written);
            var account = (await store.FindAccountAsync(customer.Id, CancellationToken.None))!.Value;
            Assert.Equal((status, $"Palmer {round} GmbH", round + 1), (account.TaxIdStatus, account.Company.Name, account.Version));
        }
    }

    private async Task<Customer> NewCustomerAsync(JsonNode register, JsonObject? form = null)
    {
        await _app.NeighbourAsync("taxRegister", register);
        var (owner, id) = await _app.NewCustomerAsync(form);
        await AdvanceAsync(TimeSpan.Zero);
        return new Customer(owner.Email, id);
    }

    private Task StartAsync(string organizationId, string vatId, int version) =>
        TaxIdCheck.StartAsync(_app.Processes, organizationId, vatId, version, CancellationToken.None);

    private Task AdvanceAsync(TimeSpan by) => _app.Host.Clock.AdvanceAsync(by);

    private async Task<Reply> ChangeAsync(Customer customer, string vatId)
    {
        var changed = await (await _app.SignInAsync(customer.Owner)).PutAsync(customer.Path, Forms.Account().With("vatId", vatId), "*");
        Assert.Equal(200, changed.Status);
        return changed;
    }

    private async Task<OrchestrationMetadata> InstanceAsync(Customer customer, string vatId, int version) =>
        (await _app.Processes.GetInstanceAsync(TaxIdCheck.ProcessId(customer.Id, vatId, version), getInputsAndOutputs: true))!;

    private async Task<ProcessStatus> ProgressAsync(Customer customer, string vatId = Id, int version = 1) =>
        (await InstanceAsync(customer, vatId, version)).ReadCustomStatusAs<ProcessStatus>()!;

    private async Task AssertEndedAsync(Customer customer, string result, string vatId = Id, int version = 1)
    {
        var instance = await InstanceAsync(customer, vatId, version);
        Assert.Equal(
            (OrchestrationRuntimeStatus.Completed, result, result),
            (instance.RuntimeStatus, instance.ReadOutputAs<string>(), instance.ReadCustomStatusAs<ProcessStatus>()!.Step));
    }

    // Tokens expire after an hour, so the owner signs in each time.
    private async Task<Reply> GetAsync(Customer customer) => await (await _app.SignInAsync(customer.Owner)).GetAsync(customer.Path);

    private async Task<JsonNode> AccountAsync(Customer customer)
    {
        var reply = await GetAsync(customer);
        Assert.Equal(200, reply.Status);
        return reply.Json;
    }

    private async Task<string> StatusAsync(Customer customer) => (await AccountAsync(customer))["taxIdStatus"]!.GetValue<string>();

    private sealed record Customer(string Owner, string Id)
    {
        public string Path => $"/api/organizations/{Id}/account";
    }
}
