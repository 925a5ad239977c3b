using Accounts.Access;
using Accounts.Customers.Contacts;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Accounts.Tests.Crashes;
using Azure.Data.Tables;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Customers.Contacts;

/// <summary>
/// A switch is scheduled and cancelled by a newer one, whose day comes. The process is killed around each write.
/// </summary>
public sealed class ScheduledSwitchCrashTests
{
    private const string Customer = "1234567";
    private const string Email = "hanna@palmer.example";

    // Ids that Platform/Ids.cs accepts.
    private static readonly string[] Mailboxes = ["a", "b", "c"];

    [InProcessFact]
    public Task The_switch_ends_the_same_wherever_the_process_is_killed() => new CrashStory<string>
    {
        Prepare = async app =>
        {
            await FoundAsync(app);
            return "";
        },
        Play = (app, _) => PlayAsync(app),
        Outcome = (app, _) => OutcomeAsync(app),
    }.RunAsync(least: 12);

    /// <summary>An account as it is after its opening, but without the processes of that.</summary>
    private static async Task FoundAsync(App app)
    {
        var account = new CustomerAccount
        {
            Country = "DE",
            Contact = new ContactPerson(Salutation.Ms, "Hanna", "Palmer", null),
            Company = new Company("Palmer Telefonbau GmbH", new Address("Hauptstraße", "1", "80331", "München", "DE")),
            VatId = null,
            RegisterNumber = null,
            TaxIdStatus = null,
            Payment = new Payment(PaymentMethod.Invoice, null),
            InvoiceContactId = "a",
            InvoiceEmail = "a@palmer.example",
            Language = Language.German,
            Version = 1,
        };
        var change = new ChangeSet(Customer).Add(OrganizationStore.NewAccount(account));
        foreach (var id in Mailboxes)
            change.Add(
                ContactStore.New(
                    new Contact(id, ContactGroup.Invoices, null, null, null, id + "@palmer.example", null, Language.German, 1)));
        Assert.Null(await OrganizationsOf(app).TryWriteAsync(change.Writes, default));
    }

    /// <summary>Plays the steps that have not been played yet, as a caller who got no answer.</summary>
    private static async Task PlayAsync(App app)
    {
        await SetAsync(app, "b", "2027-03-05", TimeSpan.FromDays(1));
        await SetAsync(app, "c", "2027-03-10", TimeSpan.FromDays(2));
        await AdvanceToAsync(app, TimeSpan.FromDays(12));
    }

    private static async Task SetAsync(App app, string contact, string validFrom, TimeSpan until)
    {
        if (App.Start + until <= app.Host.Clock.GetUtcNow())
            return;
        var reply = await (await OwnerAsync(app)).PutAsync(ContactCalls.Payment(Customer), ContactCalls.To(contact, validFrom), "*");
        Assert.True(reply.Status == 200, reply.Text);
        await AdvanceToAsync(app, until);
    }

    /// <summary>Adds the owner directly to the store, as opening the account would. It can be called any number of times.</summary>
    private static async Task<User> OwnerAsync(App app)
    {
        var owner = await app.SignInAsync(Email);
        var userId = (await owner.GetAsync("/api/me")).Json["user"]!["id"]!.GetValue<string>();
        await OrganizationsOf(app).UpsertEntityAsync(
            Rows.Row(Customer, MemberKeys.Member(userId), new Member(userId, Email, "Hanna", Role.LegalRepresentative, App.Start, 1)));
        return owner;
    }

    private static TableClient OrganizationsOf(App app) =>
        app.Host.Services.GetRequiredService<TableServiceClient>().GetTableClient(Tables.Organizations);

    private static async Task AdvanceToAsync(App app, TimeSpan sinceStart)
    {
        var ahead = App.Start + sinceStart - app.Host.Clock.GetUtcNow();
        await app.Host.Clock.AdvanceAsync(ahead > TimeSpan.Zero ? ahead : TimeSpan.Zero);
    }

    private static async Task<string> OutcomeAsync(App app)
    {
        await foreach (var process in app.Processes.GetAllInstancesAsync(new OrchestrationQuery()))
            Assert.Equal(OrchestrationRuntimeStatus.Completed, process.RuntimeStatus);
        var account = (await app.Host.Services.GetRequiredService<OrganizationStore>().FindAccountAsync(Customer, default))!.Value;
        Assert.Equal(("c", "c@palmer.example", null), (account.InvoiceContactId, account.InvoiceEmail, account.ScheduledSwitch));
        // The version and the owner's id may differ between runs: they depend on how often the requests were sent.
        var history = await app.Host.Services.GetRequiredService<PaymentSettingsStore>().ListAsync(
            Customer, new PageRequest(100, ""), default);
        return string.Join(
            '\n',
            history.Items.Select(made => (made.Value with { By = "" }).ToString()).Prepend((account with { Version = 0 }).ToString()));
    }
}
