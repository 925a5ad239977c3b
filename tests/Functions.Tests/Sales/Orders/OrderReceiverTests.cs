using System.Text.Json.Nodes;
using Accounts.Tests.Customers.Contacts;
using Accounts.Tests.Sales.Catalog;

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
