using System.Text.RegularExpressions;
using Accounts.Billing.Documents;
using Accounts.Billing.EInvoices;
using Accounts.Tests.Billing.Documents;

namespace Accounts.Tests.Billing.EInvoices;

public sealed partial class DocumentChecksTests
{
    private static readonly string[] Categories = ["S", "AE", "O", "E"];

    public static TheoryData<int, string> Broken
    {
        get
        {
            var data = new TheoryData<int, string>();
            for (var i = 0; i < BrokenDocuments.All.Count; i++)
                data.Add(i, BrokenDocuments.All[i].Rule);
            return data;
        }
    }

    [Fact]
    public void Good_documents_pass() => Assert.All(BrokenDocuments.Good, document => Assert.Empty(DocumentChecks.Check(document)));

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_document_that_breaks_a_rule_is_refused_by_it(int index, string rule)
    {
        var findings = DocumentChecks.Check(BrokenDocuments.All[index].Document);

        Assert.Contains(rule, findings.Select(finding => finding.Rule));
        // Each text says what is wrong and what to do.
        Assert.All(findings, finding => Assert.Matches(@"^[A-Z].+; .+\.$", finding.Text));
    }

    [Fact]
    public void Every_rule_that_is_checked_has_a_document_that_breaks_it()
    {
        var folder = Path.Combine(Repository.Root, "functions", "Billing", "EInvoices");
        var written = Directory.EnumerateFiles(folder, "*Checks.cs")
            .SelectMany(file => RuleIds().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value)
            .SelectMany(id => id.Length > 2 ? [id] : Categories.Select(category => $"BR-{category}-{id}"))
            .ToHashSet();

        Assert.Contains("BR-DE-15", written);
        Assert.Contains("BR-AE-08", written);
        Assert.Equal(written.Order(), BrokenDocuments.All.Select(broken => broken.Rule).ToHashSet().Order());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void The_tax_of_a_partial_cancellation_may_be_what_is_left_of_the_invoices(long cents)
    {
        var document = Sample.Invoice(Sample.Line(1, 9500), Sample.Line(1, 100)).PartlyCancelled();
        var tax = document.Totals.Taxes[0];

        Assert.Empty(DocumentChecks.Check(document with { Totals = InvoiceTotals.Of([tax with { Tax = tax.Tax + cents }]) }));
    }

    [Fact]
    public void A_draft_passes_with_any_number_in_its_place()
    {
        var draft = Sample.Invoice(Sample.Line(1, 9500)) with { Number = null };

        Assert.Equal(["BR-02"], DocumentChecks.Check(draft).Select(finding => finding.Rule));
        Assert.Empty(DocumentChecks.Check(draft with { Number = "-" }));
    }

    [GeneratedRegex("\"((?:BR-|BT-|PEPPOL-|XML-)[A-Za-z0-9-]+|[0-9]{2})\"")]
    private static partial Regex RuleIds();
}
