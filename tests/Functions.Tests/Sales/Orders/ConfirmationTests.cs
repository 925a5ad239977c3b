using System.Text.Json.Nodes;
using Accounts.Tests.Platform.Documents;
using Accounts.Tests.Sales.Catalog;

namespace Accounts.Tests.Sales.Orders;

public sealed class ConfirmationTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly App _app = shared.App;

    [InProcessFact]
    public async Task The_confirmation_is_mailed_once_to_the_main_contact_with_the_customers_own_number_and_the_document()
    {
        var (owner, id) = await Ordering.CustomerAsync(_app);

        var path = await Ordering.PlaceAsync(_app, owner, id);

        var mail = Assert.Single(
            await _app.MailsAsync(owner.Email), mail => Subject(mail).Contains("Auftragsbestätigung", StringComparison.Ordinal));
        Assert.Equal($"Auftragsbestätigung {id}-1 zu Ihrer Bestellung PO-2026-0815", Subject(mail));
        var attached = await DownloadAsync(mail, $"Auftragsbestaetigung-{id}-1.pdf");
        Assert.Equal(await DocumentAsync(owner, path), attached);
        var text = PdfText.Of(attached);
        Assert.Contains("PO-2026-0815", text, StringComparison.Ordinal);
        Assert.Contains("6.259,40 EUR", text, StringComparison.Ordinal);
        Assert.Contains("19 % USt. auf 5.260,00", text, StringComparison.Ordinal);
        Assert.Equal(
            ["placed", "confirmationSent"],
            (await owner.GetAsync(path)).Json["timeline"]!.AsArray().Select(happened => happened!["kind"]!.GetValue<string>()).Take(2));
    }

    [InProcessFact]
    public async Task A_changed_addressing_decides_where_it_goes_and_what_it_says()
    {
        var (owner, id) = await Ordering.CustomerAsync(_app);
        var email = App.NewEmail("einkauf");
        var form = Ordering.Form((Products.Cloud, 1)).With(
            "confirmation/recipient",
            new JsonObject { ["companyName"] = "Palmer Holding AG", ["attention"] = "Frau Öztürk", ["email"] = email });

        var path = await Ordering.PlaceAsync(_app, owner, id, form);

        Assert.Single(await _app.MailsAsync(email));
        Assert.DoesNotContain(
            await _app.MailsAsync(owner.Email), mail => Subject(mail).Contains("Auftragsbestätigung", StringComparison.Ordinal));
        var text = PdfText.Of(await DocumentAsync(owner, path));
        Assert.Contains("Palmer Holding AG", text, StringComparison.Ordinal);
        Assert.Contains("Frau Öztürk", text, StringComparison.Ordinal);
    }

    [InProcessFact]
    public async Task A_wish_on_the_layout_reaches_sales()
    {
        var (owner, id) = await Ordering.CustomerAsync(_app);

        await Ordering.PlaceAsync(
            _app, owner, id, Ordering.Form((Products.Cloud, 1)).With("confirmation/layoutWish", "Bitte je Kostenstelle\neine Seite."));

        var mail = Assert.Single(
            await _app.MailsAsync("sales@example.com"), mail => Subject(mail).Contains($"{id}-1", StringComparison.Ordinal));
        Assert.Contains("> eine Seite.", mail["text"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [InProcessFact]
    public async Task An_Austrian_company_with_a_verified_id_owes_the_tax_itself()
    {
        var (owner, id) = await Ordering.CustomerAsync(_app, Forms.Austrian());

        var path = await Ordering.PlaceAsync(_app, owner, id);

        var order = (await owner.GetAsync(path)).Json;
        Assert.Equal(
            ("reverseCharge", "AE", 526_000L),
            (
                order["taxDecision"]!["treatment"]!.GetValue<string>(),
                order["taxDecision"]!["code"]!.GetValue<string>(),
                order["totals"]!["gross"]!.GetValue<long>()));
        Assert.Contains(
            "Steuerschuldnerschaft des Leistungsempfängers", PdfText.Of(await DocumentAsync(owner, path)), StringComparison.Ordinal);
    }

    [InProcessFact]
    public async Task A_Swiss_company_is_not_taxed_in_Germany()
    {
        var (owner, id) = await Ordering.CustomerAsync(_app, Forms.Swiss());

        var text = PdfText.Of(await DocumentAsync(owner, await Ordering.PlaceAsync(_app, owner, id)));

        Assert.Contains("Nicht im Inland steuerbar, Leistungsort Schweiz", text, StringComparison.Ordinal);
    }

    [InProcessFact]
    public async Task While_an_Austrian_id_is_not_verified_the_order_is_taken_and_its_tax_reviewed()
    {
        await using var app = await App.StartAsync(Accounts.Tests.Sales.Services.Working.StandingClock);
        await app.NeighbourAsync("taxRegister", "unavailable");
        var (owner, id) = await Ordering.CustomerAsync(app, Forms.Austrian());

        var path = await Ordering.PlaceAsync(app, owner, id);

        var order = (await owner.GetAsync(path)).Json;
        Assert.Equal("toBeReviewed", order["order"]!["taxTreatment"]!.GetValue<string>());
        Assert.Null(order["taxDecision"]!["code"]);
        Assert.Contains("geprüft", PdfText.Of(await DocumentAsync(owner, path)), StringComparison.Ordinal);
    }

    [InProcessFact]
    public async Task An_address_that_cannot_be_reached_does_not_stop_the_order()
    {
        await using var app = await App.StartAsync(Accounts.Tests.Sales.Services.Working.StandingClock);
        await app.NeighbourAsync("mail", new JsonObject { ["typo@palmer.example"] = "refusing" });
        var (owner, id) = await Ordering.CustomerAsync(app);

        var path = await Ordering.PlaceAsync(
            app, owner, id, Ordering.Form().With("confirmation/recipient", new JsonObject { ["email"] = "typo@palmer.example" }));

        var order = (await owner.GetAsync(path)).Json;
        // The processes of team and vendor run at the same time, so their events have no fixed order.
        Assert.Equal(
            ["confirmationUndeliverable", "placed", "purchaseStarted", "teamAssigned", "verificationAwaited"],
            order["timeline"]!.AsArray().Select(happened => happened!["kind"]!.GetValue<string>()).Order());
        Assert.Equal(
            "mailRefused",
            (await owner.GetAsync(order["order"]!["links"]!["process"]!.GetValue<string>())).Json["lastError"]!.GetValue<string>());
    }

    [InProcessFact]
    public async Task The_timeline_speaks_the_language_of_the_request()
    {
        var (owner, id) = await Ordering.CustomerAsync(_app);
        var path = await Ordering.PlaceAsync(_app, owner, id);

        foreach (var (language, said) in ((string, string)[])
            [
                ("de", "Ihr Auftrag ist eingegangen."), ("en", "We have received your order."),
                ("fr", "Nous avons reçu votre commande."), ("it", "Abbiamo ricevuto il Suo ordine."),
            ])
        {
            var order = await owner.SendAsync(HttpMethod.Get, path, headers: ("Accept-Language", language));
            Assert.Equal(said, order.Json["timeline"]![0]!["text"]!.GetValue<string>());
        }
    }

    private static string Subject(JsonNode mail) => mail["subject"]!.GetValue<string>();

    private static Task<byte[]> DocumentAsync(User user, string path) => user.DownloadAsync(path + "/confirmation");

    private Task<byte[]> DownloadAsync(JsonNode mail, string name) =>
        _app.Doors.GetByteArrayAsync($"/dev/mails/{mail["id"]}/attachments/{name}");
}
