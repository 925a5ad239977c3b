using System.Text.Json.Nodes;
using Accounts.Platform.Storage;
using Accounts.Sales.Orders;
using Accounts.Tests.Customers.Contacts;
using Accounts.Tests.Sales.Catalog;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Sales.Orders;

/// <summary>An order form names addresses that are not verified. They get no more mails a day than any other.</summary>
public sealed class OrderReceiverTests
{
    private const int Limit = 5;

    [InProcessFact]
    public async Task A_stranger_gets_the_mails_of_a_day_and_the_customer_all_others()
    {
        await using var app = await App.StartAsync();
        var (owner, id) = await Ordering.CustomerAsync(app);
        var stranger = App.NewEmail("fremd");
        var form = Ordering.Form((Products.Cloud, 1)).With("confirmation/recipient", new JsonObject { ["email"] = stranger });
        string path = "";
        for (var i = 0; i < Limit + 3; i++)
            path = await Ordering.PlaceAsync(app, owner, id, form);

        Assert.Equal(Limit, await ConfirmedAsync(app, stranger));
        Assert.Equal(3, await ConfirmedAsync(app, owner.Email));
        Assert.Contains(
            "leiten Sie die Bestätigung selbst weiter",
            (await app.MailsAsync(owner.Email))[0]["text"]!.GetValue<string>().Replace('\n', ' '),
            StringComparison.Ordinal);
        Assert.Contains("confirmationRedirected", (await owner.GetAsync(path)).Text, StringComparison.Ordinal);
        // An invitation counts like any other mail.
        Assert.Equal(
            429,
            (await owner.PostAsync(
                $"/api/organizations/{id}/invitations", new JsonObject { ["email"] = stranger, ["role"] = "admin" })).Status);
    }

    [InProcessFact]
    public async Task A_main_contact_and_a_technical_contact_are_addresses_that_somebody_typed_too()
    {
        await using var app = await App.StartAsync();
        var (owner, id) = await Ordering.CustomerAsync(app);
        var (main, technical) = (App.NewEmail("haupt"), App.NewEmail("technik"));
        Assert.Equal(
            200,
            (await owner.PutAsync(
                ContactCalls.Of(id) + "/main",
                ContactCalls.Mailbox("main", main).With("firstName", "Toni").With("lastName", "Berger").With("salutation", "mx"),
                "*")).Status);
        for (var i = 0; i < Limit + 1; i++)
            await Ordering.PlaceAsync(
                app, owner, id, Ordering.Form((Products.Cloud, 1), (Products.Hours, 1)).With("technicalContact/email", technical));

        // For each order: the confirmation, and the mail that says who gets in touch.
        Assert.Equal(Limit * 2, (await app.MailsAsync(main)).Count);
        Assert.Equal(1, await ConfirmedAsync(app, owner.Email));
        var last = $"{id}-{Limit + 1}";
        Assert.DoesNotContain(
            await app.MailsAsync(technical), mail => mail["subject"]!.GetValue<string>().Contains(last, StringComparison.Ordinal));
        Assert.InRange(
            (await app.MailsAsync(owner.Email)).Count(mail => mail["subject"]!.GetValue<string>().Contains(last, StringComparison.Ordinal)),
            2,
            4);
    }

    [InProcessFact]
    public async Task When_every_address_has_reached_its_limit_there_is_no_mail_and_the_order_can_be_read()
    {
        await using var app = await App.StartAsync();
        await app.NeighbourAsync("mail", "overloaded");
        var (owner, id) = await Ordering.CustomerAsync(app);
        var stranger = App.NewEmail("fremd");
        var form = Ordering.Form((Products.Hours, 1)).With("confirmation/recipient", new JsonObject { ["email"] = stranger });
        for (var i = 0; i < 2 * Limit + 1; i++)
            await Ordering.PlaceAsync(app, owner, id, form);

        // The main contact is no verified address any more.
        var rows = app.Host.Services.GetRequiredService<TableServiceClient>().GetTableClient(Tables.Organizations);
        var members = app.Store.ListEntities(Tables.Organizations, count: int.MaxValue)
            .Select(row => (string)row["RowKey"])
            .Where(key => key.StartsWith("member:", StringComparison.Ordinal));
        foreach (var member in members.ToList())
            await rows.DeleteEntityAsync(id, member);
        await app.NeighbourAsync("mail", "delivering");
        await app.Host.Clock.AdvanceAsync(TimeSpan.FromHours(2));

        Assert.Equal((Limit, Limit), (await ConfirmedAsync(app, stranger), await ConfirmedAsync(app, owner.Email)));
        List<Order> orders = [];
        for (var number = 1; number <= 2 * Limit + 1; number++)
            orders.Add(await Ordering.RowAsync(app, $"/api/orders/{id}-{number}"));
        var unmailed = Assert.Single(orders, order => order.MailAddress is null);
        Assert.Equal(ConfirmationState.Undeliverable, unmailed.Confirmation);
        Assert.DoesNotContain(
            (await app.MailsAsync(stranger)).Concat(await app.MailsAsync(owner.Email)),
            mail => mail["subject"]!.GetValue<string>().EndsWith(unmailed.Id, StringComparison.Ordinal));
    }

    [InProcessFact]
    public async Task Who_belongs_to_the_organization_gets_all_of_them()
    {
        await using var app = await App.StartAsync();
        var (owner, id) = await Ordering.CustomerAsync(app);
        var buyer = await app.AddMemberAsync(id, Accounts.Access.Role.Billing);
        var form = Ordering.Form((Products.Cloud, 1)).With("confirmation/recipient", new JsonObject { ["email"] = buyer.Email });
        for (var i = 0; i < Limit + 2; i++)
            await Ordering.PlaceAsync(app, owner, id, form);

        Assert.Equal(Limit + 2, await ConfirmedAsync(app, buyer.Email));
    }

    private static async Task<int> ConfirmedAsync(App app, string email) => (await app.MailsAsync(email)).Count(mail =>
        mail["subject"]!.GetValue<string>() is var subject
            && (subject.Contains("Auftragsbestätigung", StringComparison.Ordinal)
                || subject.Contains("confirmation", StringComparison.Ordinal)));
}
