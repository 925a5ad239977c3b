using System.Text;
using Accounts.Billing.Documents;
using Accounts.Billing.EInvoices;
using Accounts.Sales.Catalog;
using Accounts.Tests.Billing.Documents;

namespace Accounts.Tests.Billing.EInvoices;

public sealed class XRechnungTests
{
    [Fact]
    public void An_invoice_says_who_what_and_how_much()
    {
        var document = Sample.Invoice(Sample.Line(2.50m, 9500)) with
        {
            PurchaseOrderNumber = "B-77",
            ContractNumber = "V-5",
            DeliveryNote = "LS-9",
            Notes = ["Vielen Dank.", "Rechnung #12# ersetzt nichts."],
        };

        var xml = InvoiceXml.Of(document);

        Assert.Equal(("Invoice", "380"), (xml.Root, xml.One("InvoiceTypeCode")));
        Assert.Equal((XRechnung.Profile, XRechnung.Process), (xml.One("CustomizationID"), xml.One("ProfileID")));
        Assert.Equal(("RE-2026-000001", "2026-12-01", "2026-12-15"), (xml.One("ID"), xml.One("IssueDate"), xml.One("DueDate")));
        Assert.Equal(("04011000-12345-34", "B-77"), (xml.One("BuyerReference"), xml.One("OrderReference/ID")));
        Assert.Equal(("LS-9", "V-5"), (xml.One("DespatchDocumentReference/ID"), xml.One("ContractDocumentReference/ID")));
        // Text between two number signs would be read as a subject code.
        Assert.Equal(["Vielen Dank.", "#AAI#Rechnung #12# ersetzt nichts."], xml.All("Note"));
        Assert.Equal("rechnung@muster.example", xml.One("AccountingSupplierParty/Party/EndpointID"));
        Assert.Equal("EM", xml.Attribute("AccountingSupplierParty/Party/EndpointID", "schemeID"));
        Assert.Equal("EM", xml.Attribute("AccountingCustomerParty/Party/EndpointID", "schemeID"));
        Assert.Equal("Brückenstr. 12", xml.One("AccountingCustomerParty/Party/PostalAddress/StreetName"));
        Assert.Equal(("2.5", "C62"), (xml.One("InvoiceLine/InvoicedQuantity"), xml.Attribute("InvoiceLine/InvoicedQuantity", "unitCode")));
        Assert.Equal(("95.00", "237.50"), (xml.One("InvoiceLine/Price/PriceAmount"), xml.One("InvoiceLine/LineExtensionAmount")));
        Assert.Equal(("45.13", "282.63"), (xml.One("TaxTotal/TaxAmount"), xml.One("LegalMonetaryTotal/PayableAmount")));
    }

    [Fact]
    public void The_same_invoice_is_the_same_bytes_in_UTF8_without_a_mark()
    {
        var document = Sample.Invoice(Sample.Line(1, 100));

        var bytes = XRechnung.Write(document);

        Assert.Equal(bytes, XRechnung.Write(document with { }));
        Assert.StartsWith(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Invoice ", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_draft_has_no_XML() =>
        Assert.Throws<ArgumentException>(() => XRechnung.Write(Sample.Invoice(Sample.Line(1, 100)) with { Number = null }));

    [Fact]
    public void A_cancellation_takes_back_by_negative_quantities()
    {
        var xml = InvoiceXml.Of(Sample.Invoice(Sample.Line(2, 9500)).Cancelled());

        Assert.Equal(("Invoice", "384", "-2"), (xml.Root, xml.One("InvoiceTypeCode"), xml.One("InvoiceLine/InvoicedQuantity")));
        Assert.Equal(("95.00", "-226.10"), (xml.One("InvoiceLine/Price/PriceAmount"), xml.One("LegalMonetaryTotal/PayableAmount")));
        Assert.Equal("RE-2026-000001", xml.One("BillingReference/InvoiceDocumentReference/ID"));
        Assert.Equal("2026-12-01", xml.One("BillingReference/InvoiceDocumentReference/IssueDate"));
    }

    [Fact]
    public void A_partial_cancellation_is_a_credit_note_of_positive_amounts()
    {
        var document = Sample.Invoice(Sample.Line(2, 9500), Sample.Line(1, 100)).PartlyCancelled();

        var xml = InvoiceXml.Of(document with { DueOn = new DateOnly(2026, 12, 24) });

        Assert.Equal(("CreditNote", "381", "2"), (xml.Root, xml.One("CreditNoteTypeCode"), xml.One("CreditNoteLine/CreditedQuantity")));
        Assert.Equal(("226.10", "2026-12-24"), (xml.One("LegalMonetaryTotal/PayableAmount"), xml.One("PaymentMeans/PaymentDueDate")));
        Assert.Equal("RE-2026-000001", xml.One("BillingReference/InvoiceDocumentReference/ID"));
    }

    [Fact]
    public void One_day_of_supply_stands_once_and_periods_stand_with_their_lines()
    {
        var day = InvoiceXml.Of(Sample.Invoice(Sample.Line(1, 100)));
        var line = Sample.Line(1, 100) with { SuppliedTo = new DateOnly(2026, 11, 30) };
        var month = InvoiceXml.Of(Sample.Invoice(Sample.Line(1, 100), line));

        Assert.Equal("2026-11-01", day.One("Delivery/ActualDeliveryDate"));
        Assert.Empty(day.All("InvoicePeriod").Concat(day.All("InvoiceLine/InvoicePeriod")));
        Assert.Empty(month.All("Delivery"));
        Assert.Equal(("2026-11-01", "2026-11-30"), (month.One("InvoicePeriod/StartDate"), month.One("InvoicePeriod/EndDate")));
        Assert.Equal(["2026-11-01", "2026-11-30"], month.All("InvoiceLine/InvoicePeriod/EndDate"));
    }

    [Theory]
    [InlineData("EUR", "58")]
    [InlineData("CHF", "30")]
    public void A_transfer_names_the_account_and_no_card(string currency, string code)
    {
        var xml = InvoiceXml.Of(Sample.Invoice(Sample.Line(1, 100)) with { Currency = currency });

        Assert.Equal((code, "RE-2026-000001"), (xml.One("PaymentMeans/PaymentMeansCode"), xml.One("PaymentMeans/PaymentID")));
        Assert.Equal(Sample.Iban, xml.One("PaymentMeans/PayeeFinancialAccount/ID"));
        Assert.Empty(xml.All("PaymentMeans/CardAccount"));
    }

    [Fact]
    public void A_card_names_its_last_digits_and_no_account()
    {
        var document = Sample.Invoice(Sample.Line(1, 100));

        var xml = InvoiceXml.Of(document with { Payment = document.Payment with { Means = PaymentMeans.Card, CardLastFour = "4242" } });

        Assert.Equal(
            ("54", "4242"), (xml.One("PaymentMeans/PaymentMeansCode"), xml.One("PaymentMeans/CardAccount/PrimaryAccountNumberID")));
        Assert.Empty(xml.All("PaymentMeans/PayeeFinancialAccount"));
    }

    [Theory]
    [InlineData(
        "Binnen 14 Tagen 2 % Skonto.\n#SKONTO#TAGE=14#PROZENT=2.00#", "Binnen 14 Tagen 2 % Skonto.\n#SKONTO#TAGE=14#PROZENT=2.00#\n")]
    [InlineData(
        "#SKONTO#TAGE=7#PROZENT=3.00#\r\n#SKONTO#TAGE=14#PROZENT=2.00#\r\nSonst 30 Tage.",
        "#SKONTO#TAGE=7#PROZENT=3.00#\n#SKONTO#TAGE=14#PROZENT=2.00#\nSonst 30 Tage.")]
    [InlineData("Sofort.", "Sofort.")]
    public void A_discount_line_keeps_its_line_end(string terms, string written) =>
        Assert.Equal(written, InvoiceXml.Of(Sample.Invoice(Sample.Line(1, 100)) with { Terms = terms }).One("PaymentTerms/Note"));

    [Fact]
    public void Every_unit_has_a_code()
    {
        Assert.All(Enum.GetValues<Unit>(), unit => Assert.NotNull(UnitCodes.Of(unit)));
        Assert.Equal(("HUR", "DAY", "LS"), (UnitCodes.Of(Unit.Hour), UnitCodes.Of(Unit.Day), UnitCodes.Of(Unit.Fixed)));
    }

    [Fact]
    public void Each_line_of_a_collective_invoice_says_who_used_it()
    {
        var line = Sample.Line(1, 100) with { PurchaseOrderNumber = "B-77", DeliveryNote = "LS-9" };
        var branch = line with
        {
            UsedBy = Sample.Branch,
            PurchaseOrderNumber = "K-1",
            DeliveryNote = "LS-10",
            Note = "Filiale\nKöln",
            CostCentre = "4711",
        };

        var xml = InvoiceXml.Of(Sample.Invoice(line, branch) with { PurchaseOrderNumber = "B-77", DeliveryNote = "LS-9" });

        var (own, used) = (xml.Parts("InvoiceLine")[0], xml.Parts("InvoiceLine")[1]);
        Assert.Empty(own.All("DocumentReference").Concat(own.All("Item/AdditionalItemProperty")));
        Assert.Equal(("10002", "130"), (used.One("DocumentReference/ID"), used.One("DocumentReference/DocumentTypeCode")));
        Assert.Equal("IT", used.Attribute("DocumentReference/ID", "schemeID"));
        Assert.Equal(["Unterkonto", "Lieferschein", "Bestellnummer"], used.All("Item/AdditionalItemProperty/Name"));
        Assert.Equal(["10002 Palmer Köln GmbH", "LS-10", "K-1"], used.All("Item/AdditionalItemProperty/Value"));
        Assert.Equal(("Filiale\nKöln", "4711"), (used.One("Note"), used.One("AccountingCost")));
    }
}
