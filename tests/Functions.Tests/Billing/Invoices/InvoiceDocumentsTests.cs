using System.Globalization;
using System.Xml.Linq;
using Accounts.Tests.Platform.Documents;

namespace Accounts.Tests.Billing.Invoices;

/// <summary>The PDF says what the XML says, and both stay as they were issued.</summary>
public sealed class InvoiceDocumentsTests
{
    private static readonly XNamespace Cbc = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";

    [InProcessFact]
    public async Task Number_dates_and_amounts_of_the_xml_stand_in_the_pdf()
    {
        await using var biller = await Biller.StartAsync();
        await biller.ChargeAsync(Biller.Charge(1_234_567, description: "Telefonanlage Größe L"));
        await biller.ChargeAsync(Biller.Charge(1_005, quantity: 0.5m, taxClass: "reduced", description: "Handbuch"));
        await biller.RunAsync();
        var path = $"{biller.Organization}/invoices/RE-2027-000001";

        var xml = XDocument.Parse((await biller.Owner.GetAsync(path + ".xml")).Text).Root!;
        var pdf = PdfText.Of(await biller.Owner.DownloadAsync(path + ".pdf"));

        string[] amounts = ["TaxableAmount", "TaxAmount", "TaxExclusiveAmount", "PayableAmount", "LineExtensionAmount"];
        var german = new NumberFormatInfo { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };
        foreach (var amount in amounts.SelectMany(name => xml.Descendants(Cbc + name)).Where(amount => !IsSumOfTaxes(amount)))
            Assert.Contains(
                decimal.Parse(amount.Value, CultureInfo.InvariantCulture).ToString("N2", german), pdf, StringComparison.Ordinal);
        string[] names = ["Telefonanlage Größe L", "Handbuch", xml.Element(Cbc + "ID")!.Value, "1. März 2027", "15. März 2027"];
        foreach (var name in names)
            Assert.Contains(name, pdf, StringComparison.Ordinal);
        Assert.Equal(("2027-03-01", "2027-03-15"), (xml.Element(Cbc + "IssueDate")!.Value, xml.Element(Cbc + "DueDate")!.Value));
    }

    [InProcessFact]
    public async Task They_are_the_same_bytes_after_the_account_has_changed()
    {
        await using var biller = await Biller.StartAsync();
        await biller.ChargeAsync(Biller.Charge(10_000));
        await biller.RunAsync();
        var path = $"{biller.Organization}/invoices/RE-2027-000001";
        var (pdf, xml) = (await biller.Owner.DownloadAsync(path + ".pdf"), (await biller.Owner.GetAsync(path + ".xml")).Text);

        var renamed = await biller.Owner.PutAsync($"{biller.Organization}/account", Forms.Account().With("company/name", "Neu GmbH"), "*");
        Assert.Equal(200, renamed.Status);
        await biller.App.SettleAsync();

        Assert.Equal(pdf, await biller.Owner.DownloadAsync(path + ".pdf"));
        Assert.Equal(xml, (await biller.Owner.GetAsync(path + ".xml")).Text);
        Assert.Contains("Palmer Telefonbau GmbH", xml, StringComparison.Ordinal);
    }

    [InProcessFact]
    public async Task Of_three_dropped_drafts_and_two_finalized_ones_the_numbers_have_no_gap()
    {
        await using var biller = await Biller.StartAsync();
        for (var n = 0; n < 5; n++)
            await biller.ChargeAsync(Biller.Charge(10_000).With("purchaseOrderNumber", $"PO-{n}"));
        await biller.Operator.PostAsync("/api/invoice-runs", new System.Text.Json.Nodes.JsonObject());
        await biller.App.SettleAsync();
        var drafts = (await biller.InvoicesAsync()).Select(draft => $"{biller.Organization}/invoices/{draft["id"]}").ToList();
        Assert.Equal(5, drafts.Count);

        foreach (var dropped in drafts.Take(3))
            Assert.Equal(204, (await biller.Operator.DeleteAsync(dropped)).Status);
        foreach (var kept in drafts.Skip(3))
            Assert.Equal(202, (await biller.Operator.SendAsync(HttpMethod.Post, kept + "/finalize")).Status);
        await biller.App.SettleAsync();

        Assert.Equal(
            ["RE-2027-000001", "RE-2027-000002"],
            (await biller.InvoicesAsync()).Select(invoice => invoice["number"]!.GetValue<string>()).Order());
    }

    // The PDF shows the tax of each rate, not their sum.
    private static bool IsSumOfTaxes(XElement amount) =>
        amount.Name.LocalName == "TaxAmount" && amount.Parent!.Name.LocalName == "TaxTotal";
}
