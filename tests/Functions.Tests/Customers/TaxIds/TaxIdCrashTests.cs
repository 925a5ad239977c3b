using Accounts.Customers.Organizations;
using Accounts.Customers.TaxIds;
using Accounts.Emulator;
using Accounts.Emulator.Durable;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Azure.Data.Tables;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Customers.TaxIds;

/// <summary>
/// One check that meets everything on its way: an account that comes late, an outage, a "no" that becomes a "yes". It is
/// run once to count the points at which a process can be killed, then once per point, killed there and started again.
/// </summary>
public sealed class TaxIdCrashTests
{
    private const string Customer = "1234567";

    private static readonly CustomerAccount Account = new()
    {
        Country = "DE",
        Contact = new ContactPerson(Salutation.Ms, "Hanna", "Palmer", "+49891234567"),
        Company = new Company("Palmer Telefonbau GmbH", new Address("Hauptstraße", "1", "80331", "München", "DE")),
        VatId = "DE129274202",
        RegisterNumber = "HRB 12345",
        TaxIdStatus = TaxIdStatus.Pending,
        Payment = new Payment(PaymentMethod.Invoice, null),
        InvoiceContactId = "1",
        InvoiceEmail = "buchhaltung@palmer-telefonbau.example",
        Language = Language.German,
        Version = 1,
    };

    // Until when the register behaves how, in minutes after the start.
    private static readonly (double Until, string Behaviour)[] Days = [(3, "unavailable"), (30, "invalid"), (60 * 25, "valid")];

    [InProcessFact]
    public async Task The_check_ends_the_same_wherever_the_process_is_killed()
    {
        var faults = FaultPoints.None();
        var expected = await RunAsync(faults);
        Assert.InRange(faults.Reached, 40, 100);
        // How many events one step of the engine takes depends on the threads: a run may have a few points less than the first.
        await Parallel.ForEachAsync(Enumerable.Range(1, faults.Reached), async (point, _) => Assert.Equal(expected, await RunAsync(FaultPoints.DieAt(point))));
    }

    /// <summary>What is left in the end: the process and the account.</summary>
    private static async Task<string> RunAsync(FaultPoints faults)
    {
        using var folder = new TempFolder();
        var options = new EmulatorOptions { DataFolder = folder.Path, Clock = VirtualClock.FrozenAt(App.Start), FaultPoints = faults };
        var app = await App.StartAsync(options);
        try
        {
            await app.NeighbourAsync("taxRegister", Days[0].Behaviour);
            try
            {
                await PlayAsync(app);
            }
            catch (EngineDiedException)
            {
                var now = app.Host.Clock.GetUtcNow();
                await app.DisposeAsync();
                app = await App.StartAsync(options with { FaultPoints = null, Clock = VirtualClock.FrozenAt(now) });
                await PlayAsync(app);
            }

            return await OutcomeAsync(app);
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    /// <summary>Plays what has not been played yet; whoever got no answer asks again.</summary>
    private static async Task PlayAsync(App app)
    {
        if (await app.Processes.GetInstanceAsync(TaxIdCheck.ProcessId(Customer, Account.VatId!, 1)) is null)
            await TaxIdCheck.StartAsync(app.Processes, Customer, Account.VatId!, 1, CancellationToken.None);
        await AdvanceToAsync(app, TimeSpan.FromSeconds(5));
        if (await FindAccountAsync(app) is null)
        {
            var organizations = app.Host.Services.GetRequiredService<TableServiceClient>().GetTableClient(Tables.Organizations);
            await organizations.AddEntityAsync(Rows.Row(Customer, OrganizationKeys.Account, Account));
        }

        foreach (var (until, behaviour) in Days)
        {
            if (App.Start.AddMinutes(until) <= app.Host.Clock.GetUtcNow())
                continue;
            await app.NeighbourAsync("taxRegister", behaviour);
            await AdvanceToAsync(app, TimeSpan.FromMinutes(until));
        }

        await AdvanceToAsync(app, TimeSpan.FromMinutes(Days[^1].Until + 1));
    }

    private static async Task AdvanceToAsync(App app, TimeSpan sinceStart)
    {
        var ahead = App.Start + sinceStart - app.Host.Clock.GetUtcNow();
        await app.Host.Clock.AdvanceAsync(ahead > TimeSpan.Zero ? ahead : TimeSpan.Zero);
    }

    private static async Task<string> OutcomeAsync(App app)
    {
        List<OrchestrationMetadata> processes = [];
        await foreach (var process in app.Processes.GetAllInstancesAsync(new OrchestrationQuery { FetchInputsAndOutputs = true }))
            processes.Add(process);
        var check = Assert.Single(processes);
        var account = (await FindAccountAsync(app))!.Value;
        Assert.Equal(TaxIdStatus.Verified, account.TaxIdStatus);
        return string.Join('\n', check.RuntimeStatus, check.SerializedOutput, check.SerializedCustomStatus, account);
    }

    private static Task<Stored<CustomerAccount>?> FindAccountAsync(App app) =>
        app.Host.Services.GetRequiredService<OrganizationStore>().FindAccountAsync(Customer, CancellationToken.None);

    private sealed class TempFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("tax-id-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
