using System.Net;
using System.Text.Json.Nodes;
using Accounts.Customers.Invitations;
using Accounts.Emulator;
using Accounts.Platform.Telemetry;
using Accounts.Tests.Billing;
using Accounts.Tests.Customers.Invitations;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Platform.Telemetry;

/// <summary>Each event is counted once, where it happens.</summary>
public sealed class CountersTests
{
    [InProcessFact]
    public async Task An_account_is_counted_once_however_often_it_is_asked_for()
    {
        await using var app = await App.StartAsync();
        using var measured = new Measured(app);
        var hanna = await app.SignInAsync();
        for (var times = 0; times < 3; times++)
            Assert.Equal(201, (await hanna.PostAsync("/api/accounts", Forms.Account(), "same")).Status);
        Assert.Equal(422, (await hanna.PostAsync("/api/accounts", Forms.Account().With("vatId", "DE136695978"))).Status);
        Assert.Equal(1, measured["accounts.changes{account.created}"]);
    }

    [InProcessFact]
    public async Task Invitations_are_counted_by_what_becomes_of_them_and_mails_as_they_leave()
    {
        await using var palmer = await Inviting.StartAsync();
        await palmer.SettleAsync();
        using var measured = new Measured(palmer.App);
        var (maxi, _, token) = await palmer.InviteSomebodyAsync();
        var (_, revoked, _) = await palmer.InviteSomebodyAsync();
        Assert.Equal((2, 2), (measured["accounts.changes{invitation.sent}"], measured["accounts.mails.sent"]));

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Inviting.AcceptAsync(maxi, token)));
        Assert.Equal(204, (await palmer.RevokeAsync(revoked)).Status);
        await palmer.SettleAsync();
        Assert.Equal(
            (1, 1, 0),
            (
                measured["accounts.changes{invitation.accepted}"],
                measured["accounts.changes{invitation.revoked}"],
                measured["accounts.changes{invitation.expired}"]));
    }

    [InProcessFact]
    public async Task Invoices_are_counted_by_what_becomes_of_them()
    {
        await using var app = await App.StartAsync(Sales.Services.Working.StandingClock);
        await app.NeighbourAsync("taxRegister", "unavailable");
        await using var biller = await Biller.InAsync(app, Forms.Austrian());
        await biller.ChargeAsync(Biller.Charge(10_000));
        using var measured = new Measured(app);

        await biller.RunAsync();
        await biller.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal((1, 0), (measured["accounts.invoices.reviewed{taxIdNotVerified}"], measured["accounts.changes{invoice.finalized}"]));

        await app.NeighbourAsync("taxRegister", "valid");
        await biller.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Equal(
            (1, 1, 0),
            (
                measured["accounts.invoices.reviewed{taxIdNotVerified}"],
                measured["accounts.changes{invoice.finalized}"],
                measured["accounts.invoices.failed"]));
    }

    [InProcessFact]
    public async Task Failed_mails_are_counted_by_kind()
    {
        await using var palmer = await Inviting.StartAsync();
        await palmer.SettleAsync();
        using var measured = new Measured(palmer.App);
        var (lost, late) = (App.NewEmail("lost"), App.NewEmail("late"));
        await palmer.App.NeighbourAsync("mail", new JsonObject { [lost] = "refusing", [late] = "overloaded" });
        await palmer.InviteAsync(lost);
        await palmer.InviteAsync(late);
        Assert.Equal((1, 1), (measured["accounts.mails.failed{refused}"], measured["accounts.mails.failed{delayed}"]));
    }

    [InProcessFact]
    public async Task A_step_that_does_not_get_on_is_told_and_one_that_waits_for_its_day_is_not()
    {
        // With the timer that checks processes.
        await using var palmer = await Inviting.StartAsync(new EmulatorOptions { Clock = VirtualClock.FrozenAt(App.Start) });
        await palmer.InviteSomebodyAsync();
        var late = App.NewEmail("late");
        await palmer.App.NeighbourAsync("mail", new JsonObject { [late] = "overloaded" });
        await palmer.InviteAsync(late);
        using var measured = new Measured(palmer.App);
        await palmer.AdvanceAsync(TimeSpan.FromHours(8));
        Assert.InRange(measured["accounts.steps.overdue{InvitationProcess,sending}"], 7 * 3600, 8 * 3600);
        Assert.Equal(0, measured["accounts.steps.overdue{InvitationProcess,waitingForAnswer}"]);
        Assert.Contains(
            palmer.App.Logs.Lines,
            line => line.Contains("Process InvitationProcess is overdue at step sending: invitation-", StringComparison.Ordinal));
    }

    [InProcessFact]
    public async Task A_step_that_waits_for_a_person_is_no_delay()
    {
        await using var app = await Relations.SubAccounts.Locations.StartAsync();
        var form = await Customers.AccountRequests.ContactForm.SendAsync(app, Customers.AccountRequests.ContactForm.Message());
        Assert.Equal(202, form.Status);
        await Relations.SubAccounts.Locations.OrderAsync(await Relations.SubAccounts.Locations.CustomerAsync(app));
        await app.SettleAsync();
        using var measured = new Measured(app);
        await app.Host.Clock.AdvanceAsync(TimeSpan.FromDays(3));
        Assert.Equal(0, measured["accounts.steps.overdue{AccountRequestProcess,waitingForDecision}"]);
        Assert.Equal(0, measured["accounts.steps.overdue{SubAccountOrderProcess,waitingForActivation}"]);
        Assert.DoesNotContain(app.Logs.Lines, line => line.Contains("is overdue", StringComparison.Ordinal));
    }

    [InProcessFact]
    public async Task A_process_that_fails_is_counted_once_and_logged_as_an_error()
    {
        await using var app = await App.StartAsync();
        using var measured = new Measured(app);
        // The orchestrator fails because its invitation does not exist.
        await app.Processes.ScheduleNewOrchestrationInstanceAsync(
            nameof(InvitationProcess), new StartOrchestrationOptions("invitation-broken"));
        await app.Host.Clock.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal(1, measured["accounts.processes.failed{InvitationProcess}"]);
        Assert.Single(
            app.Logs.Lines,
            line => line.StartsWith("Error ", StringComparison.Ordinal)
                && line.Contains("Process InvitationProcess invitation-broken failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_answer_of_a_storage_that_is_too_busy_counts()
    {
        await using var services = new ServiceCollection().AddMetrics().AddSingleton<Counters>().BuildServiceProvider();
        using var measured = new Measured(services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>());
        using var storage = new BusyStorage();
        using var http = new HttpClient(storage);
        var options = new TableClientOptions { Transport = new HttpClientTransport(http), Retry = { MaxRetries = 2, Delay = TimeSpan.Zero, MaxDelay = TimeSpan.Zero } };
        options.AddPolicy(new ThrottlingPolicy(services.GetRequiredService<Counters>()), Azure.Core.HttpPipelinePosition.PerRetry);
        var table = new TableServiceClient(
            "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:1/a", options).GetTableClient("T");
        await Assert.ThrowsAsync<Azure.RequestFailedException>(() => table.GetEntityAsync<TableEntity>("p", "r"));
        Assert.Equal(3, measured["accounts.storage.throttled{503}"]);
    }

    private sealed class BusyStorage : HttpMessageHandler
    {
        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
            new(HttpStatusCode.ServiceUnavailable) { Content = new StringContent("") };

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(Send(request, cancellationToken));
    }
}
