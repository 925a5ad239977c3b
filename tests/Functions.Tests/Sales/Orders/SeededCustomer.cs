using System.Text.Json.Nodes;
using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Contacts;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Accounts.Tests.Crashes;
using Accounts.Tests.Sales.Catalog;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Sales.Orders;

/// <summary>
/// A customer as it is after the account was opened, but without the processes of that. For stories whose process is killed.
/// </summary>
internal static class SeededCustomer
{
    public const string Id = "1234567";
    public const string Email = "hanna@palmer.example";

    /// <summary>The owner, with one product in the catalog. It can be called any number of times.</summary>
    public static async Task<User> OwnerAsync(App app)
    {
        var ops = await app.OperatorAsync();
        await ops.PutAsync("/api/catalog/" + Products.Hours, Products.Service(), ifMatch: null);
        var owner = await app.SignInAsync(Email, "Hanna Palmer");
        var userId = (await owner.GetAsync("/api/me")).Json["user"]!["id"]!.GetValue<string>();
        var table = app.Host.Services.GetRequiredService<TableServiceClient>().GetTableClient(Tables.Organizations);
        var company = new Company("Palmer Telefonbau GmbH", new Address("Hauptstraße", "1", "80331", "München", "DE"));
        var account = new CustomerAccount
        {
            Country = "DE",
            Contact = new ContactPerson(Salutation.Ms, "Hanna", "Palmer", null),
            Company = company,
            VatId = "DE136695976",
            RegisterNumber = "HRB 12345",
            TaxIdStatus = TaxIdStatus.Verified,
            Payment = new Payment(PaymentMethod.Invoice, null),
            InvoiceContactId = Contact.MainId,
            InvoiceEmail = Email,
            Language = Language.German,
            Version = 1,
        };
        var main = new Contact(
            Contact.MainId, ContactGroup.Main, Salutation.Ms, "Hanna", "Palmer", Email, null, Language.German, Version: 1);
        await table.UpsertEntityAsync(
            Rows.Row(
                Id, OrganizationKeys.Organization, new Organization(Id, company.Name, OrganizationState.Active, false, 1, App.Start, 1)));
        await table.UpsertEntityAsync(Rows.Row(Id, OrganizationKeys.Account, account));
        await table.UpsertEntityAsync(Rows.Row(Id, ContactKeys.Contact(Contact.MainId), main));
        await table.UpsertEntityAsync(
            Rows.Row(Id, MemberKeys.Member(userId), new Member(userId, Email, "Hanna Palmer", Role.LegalRepresentative, App.Start, 1)));
        return owner;
    }

    /// <summary>Writes a change that nothing conflicts with.</summary>
    public static async Task WriteAsync(App app, ChangeSet change)
    {
        var changes = app.Host.Services.GetRequiredService<OrganizationChanges>();
        Assert.Null((await changes.RunAsync<Done>(() => Task.FromResult(change.Gives(Done.It)), default)).Failure);
    }

    /// <summary>
    /// Creates an item once: a call that is repeated because its answer was lost first checks whether the item exists. An
    /// Idempotency-Key alone is valid for a day only.
    /// </summary>
    public static async Task CreateOnceAsync(User user, string list, JsonObject form, string key)
    {
        if ((await user.GetAsync(list)).Json["items"]!.AsArray().Count > 0)
            return;
        var created = await user.PostAsync(list, form, key);
        Assert.True(created.Status == 202, created.Text);
    }
}
