using Accounts.Billing.Documents;
using Accounts.Tests.Billing.Documents;

namespace Accounts.Tests.Billing.EInvoices;

public sealed class XRechnungTaxTests
{
    private const string SellerTax = "AccountingSupplierParty/Party/PartyTaxScheme";
    private const string Category = "TaxTotal/TaxSubtotal/TaxCategory";

    [Fact]
    public void Taxed_lines_have_a_subtotal_per_rate_and_no_reason()
    {
        var xml = InvoiceXml.Of(Sample.Invoice(Sample.Line(1, 100), Sample.Line(1, 200, Sample.Reduced)));

        Assert.Equal(["19", "7"], xml.All($"{Category}/Percent"));
        Assert.Equal(["19", "7"], xml.All("InvoiceLine/Item/ClassifiedTaxCategory/Percent"));
        Assert.Equal(["VAT", "FC"], xml.All($"{SellerTax}/TaxScheme/ID"));
        Assert.Empty(xml.All($"{Category}/TaxExemptionReason"));
    }

    [Fact]
    public void Reverse_charge_has_both_VAT_ids_and_the_sentence()
    {
        var xml = InvoiceXml.Of(Sample.Invoice(Sample.Line(1, 100, Sample.ReverseCharge)));

        Assert.Equal(["DE136695976", "143/123/45678"], xml.All($"{SellerTax}/CompanyID"));
        Assert.Equal("ATU13585627", xml.One("AccountingCustomerParty/Party/PartyTaxScheme/CompanyID"));
        Assert.Equal(
            ("AE", "0", "VATEX-EU-AE"),
            (xml.One($"{Category}/ID"), xml.One($"{Category}/Percent"), xml.One($"{Category}/TaxExemptionReasonCode")));
        Assert.Equal("Steuerschuldnerschaft des Leistungsempfängers", xml.One($"{Category}/TaxExemptionReason"));
        Assert.Equal("0.00", xml.One("TaxTotal/TaxSubtotal/TaxAmount"));
    }

    [Fact]
    public void Outside_of_VAT_there_is_no_VAT_id_and_no_rate_on_lines()
    {
        var document = Sample.Invoice(Sample.Line(1, 10_000, Sample.NotTaxable));
        document = document with { Discounts = [new Discount("Rabatt", 1_000, Sample.NotTaxable)] };

        var xml = InvoiceXml.Of(document.With(document.Lines));

        Assert.Equal(["FC"], xml.All($"{SellerTax}/TaxScheme/ID"));
        Assert.Equal(["143/123/45678"], xml.All($"{SellerTax}/CompanyID"));
        Assert.Equal("Amtsgericht München, HRB 12345", xml.One("AccountingSupplierParty/Party/PartyLegalEntity/CompanyID"));
        Assert.Empty(xml.All("AccountingCustomerParty/Party/PartyTaxScheme"));
        Assert.Empty(xml.All("InvoiceLine/Item/ClassifiedTaxCategory/Percent").Concat(xml.All("AllowanceCharge/TaxCategory/Percent")));
        Assert.Equal(
            ("O", "0", "VATEX-EU-O"),
            (xml.One($"{Category}/ID"), xml.One($"{Category}/Percent"), xml.One($"{Category}/TaxExemptionReasonCode")));
        Assert.Equal(("90.00", "0.00"), (xml.One("TaxTotal/TaxSubtotal/TaxableAmount"), xml.One("TaxTotal/TaxAmount")));
    }

    [Fact]
    public void A_small_business_says_its_sentence()
    {
        var xml = InvoiceXml.Of(Sample.Invoice(Sample.Line(1, 100, Sample.SmallBusiness)));

        Assert.Equal(("E", "0"), (xml.One($"{Category}/ID"), xml.One("InvoiceLine/Item/ClassifiedTaxCategory/Percent")));
        Assert.Contains("§ 19 UStG", xml.One($"{Category}/TaxExemptionReason"), StringComparison.Ordinal);
        Assert.Null(xml.One($"{Category}/TaxExemptionReasonCode"));
    }

    [Fact]
    public void An_invoice_in_francs_says_its_tax_in_euros_too()
    {
        var document = Sample.Invoice(Sample.Line(1, 10_001)) with
        {
            Currency = "CHF",
            AccountingTax = new AccountingTax("EUR", 2017, 1.0615m, "EZB 2026-11-30"),
        };

        var xml = InvoiceXml.Of(document with { Totals = document.Totals with { Prepaid = 100, Rounding = -1 } });

        Assert.Equal(("CHF", "EUR"), (xml.One("DocumentCurrencyCode"), xml.One("TaxCurrencyCode")));
        Assert.Equal(["19.00", "20.17"], xml.All("TaxTotal/TaxAmount"));
        Assert.Equal(("1.00", "-0.01", "118.00"), (
            xml.One("LegalMonetaryTotal/PrepaidAmount"),
            xml.One("LegalMonetaryTotal/PayableRoundingAmount"),
            xml.One("LegalMonetaryTotal/PayableAmount")));
    }
}
