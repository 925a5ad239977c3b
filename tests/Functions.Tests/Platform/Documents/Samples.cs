using Accounts.Customers.Organizations;
using Accounts.Platform.Documents;
using Accounts.Platform.Values;
using Accounts.Sales.Catalog;
using Accounts.Sales.Orders;
using Accounts.Sales.Services;
using Accounts.Sales.Taxes;

namespace Accounts.Tests.Platform.Documents;

/// <summary>Orders to make documents from.</summary>
internal static class Samples
{
    public static ProviderOptions Provider => new()
    {
        Name = "Beispiel Hosting & Käse GmbH",
        Street = "Musterstraße 1",
        PostalCode = "10115",
        City = "Berlin",
        Phone = "+49 30 1234567",
        Email = "service@example.com",
        Register = "Amtsgericht Charlottenburg, HRB 12345",
        Managers = "Erika Mustermann, Jörg Müßig",
        VatId = "DE136695976",
        TaxNumber = "30/123/45678",
        ContactPerson = "Erika Mustermann",
        Bank = "Musterbank",
        Iban = "DE02120300000000202051",
        Bic = "BYLADEM1001",
    };

    /// <summary>The given number of lines, of all kinds, with names of all lengths.</summary>
    public static IReadOnlyList<OrderLine> Lines(int count, int quantity = 2, long unitPrice = 249_000) =>
        [.. Enumerable.Range(1, count).Select(number => Line(number, quantity, unitPrice + number))];

    public static OrderLine Line(int number, int quantity, long unitPrice) => (number % 3) switch
    {
        0 =>
            new(
                number,
                "CONSULTING-HOUR",
                Name("Beratung für Überwachungsgeräte und Größenänderungen in Übersee", number),
                ProductKind.Service,
                null,
                null,
                new Team("Netzwerk", "netzwerk@provider.example"),
                Unit.Hour,
                unitPrice,
                quantity,
                TaxClass.Standard,
                1900),
        1 =>
            new(
                number,
                "TICKETS-DC-50",
                Name("Ticketsystem Data Center, 50 Benutzer", number),
                ProductKind.License,
                Deployment.DataCenter,
                new Vendor("Example", "tickets-dc-50"),
                null,
                Unit.License,
                unitPrice,
                quantity,
                TaxClass.Standard,
                1900),
        _ =>
            new(
                number,
                "WIKI-CLOUD-10",
                Name(new string('W', 40) + " Donaudampfschifffahrtsgesellschaftskapitänsmützenverordnung", number),
                ProductKind.License,
                Deployment.Cloud,
                new Vendor("Example", "wiki-cloud-10"),
                null,
                Unit.License,
                unitPrice,
                quantity,
                TaxClass.Reduced,
                700),
    };

    public static Order Order(IReadOnlyList<OrderLine> lines, Language language = Language.German) => new()
    {
        Id = "1234567-1",
        PlacedAt = new DateTimeOffset(2027, 3, 1, 11, 0, 0, TimeSpan.Zero),
        PlacedBy = "u",
        Attempt = "a",
        Language = language,
        Customer = new(new Company("Palmer Telefonbau GmbH", new Address("Brückenstr.", "12", "80331", "München", "DE")), "DE136695976"),
        Recipient = new(
            "Palmer Telefonbau GmbH",
            "Einkauf, Frau Öztürk",
            new Address("Brückenstr.", "12", "80331", "München", "DE"),
            "einkauf@palmer.example"),
        PurchaseOrderNumber = "PO-2026-0815",
        TechnicalContact = new("Toni Berger", "technik@palmer.example", null),
        Tax = new(TaxTreatment.Taxable, "S", null),
        Totals = OrderTotals.Of(lines, "EUR"),
        Terms = new("2026-01", new Uri("https://www.example.com/agb/2026-01")),
        Licenses = LicenseState.Waiting,
        Services = ServiceState.Ordered,
        Events = 1,
    };

    /// <summary>A record with a text and a reason as long as they can be, and an entry for each line.</summary>
    public static PerformanceRecord Record(IReadOnlyList<OrderLine> lines) => new()
    {
        Id = "0195a1b2c3d47e5f8a9b0c1d2e3f4a5b",
        Date = new DateOnly(2027, 3, 1),
        Work = [.. lines.Select(line => new RecordedWork(line.Number, 1.25m, $"Verkabelt\n{new string('W', 400)}"))],
        State = RecordState.Disputed,
        SubmittedAt = App.Start,
        SubmittedBy = "u",
        DecidedAt = App.Start.AddDays(3),
        Reason = new string('W', 1_000),
    };

    private static ProductName Name(string name, int number) => new($"{name} ({number})", $"{name} ({number})");
}
