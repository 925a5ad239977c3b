using Accounts.Customers.Contacts;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Accounts.Sales.Catalog;
using Accounts.Sales.Orders;
using Accounts.Sales.Taxes;
using Accounts.Tests.Platform.Documents;
using Microsoft.Extensions.Options;

namespace Accounts.Tests.Sales.Orders;

/// <summary>The rules for placing an order, without a host.</summary>
public sealed class OrderDecisionTests
{
    private static readonly DateOnly Today = new(2027, 3, 1);

    private static readonly Product Hours = new()
    {
        Sku = "CONSULTING-HOUR",
        Name = new("Beratung", "Consulting"),
        Kind = ProductKind.Service,
        Team = new("Netzwerk", "netzwerk@provider.example"),
        Unit = Unit.Hour,
        TaxClass = TaxClass.Standard,
        Prices = [new(Today.AddDays(-10), new Money(14_000, "EUR")), new(Today.AddDays(1), new Money(15_000, "EUR"))],
        Version = 1,
    };

    private static readonly Product Tickets = Hours with
    {
        Sku = "TICKETS-DC-50",
        Kind = ProductKind.License,
        Deployment = Deployment.DataCenter,
        Vendor = new("Example", "tickets-dc-50"),
        Team = null,
        Unit = Unit.License,
    };

    private static readonly CustomerAccount Account = new()
    {
        Country = "DE",
        Contact = new ContactPerson(Salutation.Ms, "Hanna", "Palmer", null),
        Company = new Company("Palmer Telefonbau GmbH", new Address("Hauptstraße", "1", "80331", "München", "DE")),
        VatId = "DE136695976",
        RegisterNumber = "HRB 12345",
        TaxIdStatus = TaxIdStatus.Pending,
        Payment = new Payment(PaymentMethod.Invoice, null),
        InvoiceContactId = Contact.MainId,
        InvoiceEmail = "hanna@palmer.example",
        Language = Language.German,
        Version = 1,
    };

    private static readonly OrderBackground Background = new(
        Account,
        new Contact(
            Contact.MainId, ContactGroup.Main, Salutation.Ms, "Hanna", "Palmer", "hanna@palmer.example", null, Language.German, Version: 1),
        new Dictionary<string, Product> { [Hours.Sku] = Hours, [Tickets.Sku] = Tickets },
        Today);

    private static readonly OrderAttempt Attempt = new(new OrderId("1234567", 8), "attempt-1", "user-1", App.Start);

    [Theory]
    [InlineData(2027, 3, null)]
    [InlineData(2027, 2, "card-expired")]
    [InlineData(2026, 12, "card-expired")]
    [InlineData(2028, 1, null)]
    public void A_card_pays_until_its_month_is_over(int year, int month, string? refused) =>
        Assert.Equal(refused, OrderPlacing.RefusePayment(new(PaymentMethod.Card, new Card("t", "visa", "4242", month, year)), Today)?.Kind);

    [Fact]
    public void A_card_that_is_not_used_may_have_expired() =>
        Assert.Null(OrderPlacing.RefusePayment(new(PaymentMethod.Invoice, new Card("t", "visa", "4242", 1, 2020)), Today));

    [Fact]
    public void An_order_freezes_the_prices_of_its_day_and_the_account_as_it_is()
    {
        var (order, lines) = Make(Form((Hours.Sku, 3)), Background);

        var line = Assert.Single(lines);
        Assert.Equal((1, Hours.Sku, 14_000L, 3, 1900), (line.Number, line.Sku, line.UnitPrice, line.Quantity, line.TaxRate));
        Assert.Equal((42_000L, 49_980L), (order.Totals.Net, order.Totals.Gross));
        Assert.Equal(("1234567-8", "attempt-1", "user-1", App.Start), (order.Id, order.Attempt, order.PlacedBy, order.PlacedAt));
        Assert.Equal((Account.Company, "hanna@palmer.example"), (order.Customer.Company, order.Recipient.Email));
        Assert.Equal((null, ServiceState.Ordered), (order.Licenses, order.Services));
        Assert.Equal(
            (line.UnitPrice, 15_000L),
            (14_000L, Make(Form((Hours.Sku, 1)), Background with { Today = Today.AddDays(1) }).Lines[0].UnitPrice));
    }

    [Fact]
    public void Licenses_and_services_are_parts_of_one_order()
    {
        var (order, lines) = Make(Form((Tickets.Sku, 2), (Hours.Sku, 1)), Background);

        Assert.Equal((LicenseState.Waiting, ServiceState.Ordered), (order.Licenses, order.Services));
        Assert.Equal([(1, 2), (2, 0)], lines.Select(line => (line.Number, line.Keys)));
    }

    [Fact]
    public void A_tax_that_cannot_be_decided_yet_is_reviewed_and_not_charged()
    {
        var (order, lines) = Make(
            Form((Hours.Sku, 1)), Background with { Account = Account with { Country = "AT", VatId = "ATU12345675" } });

        Assert.Equal((TaxTreatment.ToBeReviewed, null, order.Totals.Net), (order.Tax.Treatment, lines[0].TaxRate, order.Totals.Gross));
    }

    [Fact]
    public void All_faults_of_a_form_are_named_at_once()
    {
        var form = Form((Tickets.Sku, 1), ("NO-SUCH", 0)) with { ProcureOn = Today.AddDays(-1), TechnicalContact = null };

        Assert.False(OrderDraft.From(form, Background).Succeeded(out _, out var failure));

        Assert.Equal(
            ["#/lines/1/quantity", "#/lines/1/sku", "#/procureOn", "#/technicalContact"],
            Assert.IsType<InvalidFields>(failure).Errors.Select(error => error.Place).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_not_sold_any_more_is_refused() =>
        Assert.False(
            OrderDraft.From(Form((Hours.Sku, 1)), Background with { Products = Sold(until: Today.AddDays(-1)) }).Succeeded(out _, out _));

    [Fact]
    public void What_is_sold_for_the_last_time_today_is_ordered() =>
        Assert.True(OrderDraft.From(Form((Hours.Sku, 1)), Background with { Products = Sold(until: Today) }).Succeeded(out _, out _));

    private static Dictionary<string, Product> Sold(DateOnly until) => new() { [Hours.Sku] = Hours with { SoldUntil = until } };

    private static PlacedOrder Make(OrderForm form, OrderBackground background)
    {
        Assert.True(OrderDraft.From(form, background).Succeeded(out var draft, out var failure), failure?.Title);
        var terms = Options.Create(new TermsOptions { Version = "2027-01", Url = new Uri("https://www.example.com/agb/2027-01") });
        return new OrderPlacing(Options.Create(Samples.Provider), terms).Make(draft!, background, Attempt);
    }

    private static OrderForm Form(params (string Sku, int Quantity)[] lines) => new()
    {
        Lines = [.. lines.Select(line => new OrderLineForm { Sku = line.Sku, Quantity = line.Quantity })],
        TechnicalContact = new() { Name = "Toni Berger", Email = "technik@palmer.example" },
    };
}
