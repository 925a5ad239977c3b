using Accounts.Customers.Organizations;
using Accounts.Customers.TaxIds;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Accounts.Tests.Crashes;
using Azure.Data.Tables;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Customers.TaxIds;

/// <summary>
/// One check with every complication: the account is written late, the register has an outage, and a "no" becomes a "yes". The
/// process is killed around each write.
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

    // The behaviours of the register, each until a time in minutes after the start.
    private static readonly (double Until, string Behaviour)[] Days = [(3, "unavailable"), (30, "invalid"), (60 * 25, "valid")];

    [InProcessFact]
    public Task The_check_ends_the_same_wherever_the_process_is_killed() => new CrashStory<string>
    {
        Prepare = async app =>
        {
            await app.NeighbourAsync("taxRegister", Days[0].Behaviour);
            return "";
        },
        Play = (app, _) => PlayAsync(app),
        Outcome = (app, _) => OutcomeAsync(app),
    }.RunAsync(least: 15);

    /// <summary>Plays the steps that have not been played yet, as a caller who got no answer.</summary>
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
}
