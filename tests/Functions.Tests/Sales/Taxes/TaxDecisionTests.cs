using Accounts.Customers.Contacts;
using Accounts.Customers.Organizations;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;
using Accounts.Sales.Taxes;
using Accounts.Tests.Platform.Documents;

namespace Accounts.Tests.Sales.Taxes;

public sealed class TaxDecisionTests
{
    [Theory]
    [InlineData(Country.DE, "DE", TaxIdStatus.Verified, TaxTreatment.Taxable, "S", null)]
    [InlineData(Country.DE, "DE", TaxIdStatus.Unverified, TaxTreatment.Taxable, "S", null)]
    [InlineData(Country.DE, "AT", TaxIdStatus.Verified, TaxTreatment.ReverseCharge, "AE", "Steuerschuldnerschaft des Leistungsempfängers")]
    [InlineData(Country.DE, "AT", TaxIdStatus.Unverified, TaxTreatment.ToBeReviewed, null, "geprüft")]
    [InlineData(Country.DE, "AT", TaxIdStatus.Pending, TaxTreatment.ToBeReviewed, null, "geprüft")]
    [InlineData(Country.DE, "AT", TaxIdStatus.Unavailable, TaxTreatment.ToBeReviewed, null, "geprüft")]
    [InlineData(Country.DE, "CH", TaxIdStatus.Unverified, TaxTreatment.NotTaxable, "O", "Nicht im Inland steuerbar, Leistungsort Schweiz")]
    [InlineData(Country.DE, "DE", null, TaxTreatment.Taxable, "S", null)]
    [InlineData(Country.DE, "AT", null, TaxTreatment.ToBeReviewed, null, "keine Steuernummer")]
    [InlineData(Country.DE, "CH", null, TaxTreatment.ToBeReviewed, null, "keine Steuernummer")]
    [InlineData(Country.DE, "FR", TaxIdStatus.Verified, TaxTreatment.ToBeReviewed, null, "in einem Land")]
    [InlineData(Country.DE, "FR", null, TaxTreatment.ToBeReviewed, null, "in einem Land")]
    [InlineData(Country.AT, "AT", TaxIdStatus.Pending, TaxTreatment.Taxable, "S", null)]
    [InlineData(Country.DE, "US", null, TaxTreatment.NotTaxable, "O", "Nicht im Inland steuerbar, Leistungsort US")]
    [InlineData(
        Country.AT, "DE", TaxIdStatus.Verified, TaxTreatment.ReverseCharge, "AE", "Übergang der Steuerschuld auf den Leistungsempfänger")]
    [InlineData(Country.CH, "CH", TaxIdStatus.Pending, TaxTreatment.Taxable, "S", null)]
    [InlineData(Country.CH, "AT", TaxIdStatus.Pending, TaxTreatment.NotTaxable, "O", "Nicht im Inland steuerbar, Leistungsort Österreich")]
    public void Supplier_customer_and_tax_id_decide(
        Country supplier, string customer, TaxIdStatus? status, TaxTreatment treatment, string? code, string? says)
    {
        foreach (var language in Enum.GetValues<Language>())
        {
            var decision = TaxDecision.Of(new TaxSupplier(supplier), Account(customer, status), language);

            Assert.Equal((treatment, code), (decision.Treatment, decision.Code));
            Assert.Equal(says is null, decision.Note is null);
        }

        // The note that German law requires is in documents of every language.
        foreach (var language in treatment == TaxTreatment.ToBeReviewed ? [Language.German] : Enum.GetValues<Language>())
            Assert.Contains(
                says ?? "",
                TaxDecision.Of(new TaxSupplier(supplier), Account(customer, status), language).Note ?? "",
                StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2027-03-01", Country.DE, TaxClass.Standard, 1900)]
    [InlineData("2027-03-01", Country.DE, TaxClass.Reduced, 700)]
    [InlineData("2027-03-01", Country.AT, TaxClass.Standard, 2000)]
    [InlineData("2027-03-01", Country.AT, TaxClass.Reduced, 1000)]
    [InlineData("2023-12-31", Country.CH, TaxClass.Standard, 770)]
    [InlineData("2024-01-01", Country.CH, TaxClass.Standard, 810)]
    [InlineData("2024-01-01", Country.CH, TaxClass.Reduced, 260)]
    public void The_rate_of_a_day_is_the_last_that_has_begun(string day, Country country, TaxClass taxClass, int rate) =>
        Assert.Equal(rate, TaxRates.On(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), country, taxClass));

    [Fact]
    public void Tax_is_rounded_once_per_rate_half_a_cent_up()
    {
        // 3 × 0.50 at 7 % is 10.5 cents; line by line it would be 12.
        var totals = OrderTotals.Of([Line(50, 700), Line(50, 700), Line(50, 700), Line(100, 1900), Line(1_000, null)], "EUR");

        Assert.Equal([(700, 150L, 11L), (1900, 100L, 19L)], totals.Taxes.Select(tax => (tax.Rate, tax.Net, tax.Tax)));
        Assert.Equal((1_250L, 1_280L), (totals.Net, totals.Gross));
    }

    private static OrderLine Line(long price, int? rate) => Samples.Line(1, quantity: 1, price) with { TaxRate = rate };

    private static CustomerAccount Account(string country, TaxIdStatus? status) => new()
    {
        Country = country,
        Contact = new ContactPerson(Salutation.Ms, "Hanna", "Palmer", null),
        Company = new Company("Palmer", new Address("A", "1", "1", "B", country)),
        VatId = status is null ? null : "X",
        RegisterNumber = null,
        TaxIdStatus = status,
        Payment = new Payment(PaymentMethod.Invoice, null),
        InvoiceContactId = Contact.MainId,
        InvoiceEmail = "a@b.example",
        Language = Language.German,
        Version = 1,
    };
}
