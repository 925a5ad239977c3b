using Accounts.Billing.Documents;
using Accounts.Billing.EInvoices;
using Accounts.Customers.Organizations;
using Accounts.Platform.Values;
using Accounts.Sales.Catalog;
using Accounts.Sales.Taxes;

namespace Accounts.Benchmarks;

/// <summary>Measures what it costs to check an invoice and to write it as XRechnung.</summary>
internal static class Invoices
{
    /// <summary>Prints one line per size and step.</summary>
    /// <param name="count">Repetitions of each step.</param>
    public static void Run(int count)
    {
        foreach (var lines in new[] { 5, 200 })
        {
            var document = Invoice(lines);
            if (DocumentChecks.Check(document) is [var finding, ..])
                throw new InvalidOperationException($"{finding.Rule}: {finding.Text}");
            Console.WriteLine($"{lines} lines: {XRechnung.Write(document).Length / 1024.0:0.0} KiB of XML");
            Measure($"check {lines} lines", count, () => DocumentChecks.Check(document));
            Measure($"write {lines} lines", count, () => XRechnung.Write(document));
        }
    }

    private static void Measure(string name, int count, Func<object> run)
    {
        // Warm-up runs, which are not counted.
        for (var i = 0; i < count / 10; i++)
            run();
        var (allocated, began) = (GC.GetAllocatedBytesForCurrentThread(), Environment.CpuUsage.TotalTime);
        for (var i = 0; i < count; i++)
            run();
        var each = (Environment.CpuUsage.TotalTime - began).TotalMicroseconds / count;
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / 1024.0 / count;
        Console.WriteLine($"{name,-16} {each,8:0.0} µs CPU each, {bytes,7:0.0} KiB allocated");
    }

    // A collective invoice: every third line belongs to a sub-account. It has two rates, periods and notes.
    private static InvoiceDocument Invoice(int count)
    {
        InvoiceLine[] lines = [.. Enumerable.Range(1, count).Select(Line)];
        return new InvoiceDocument
        {
            Kind = DocumentKind.Invoice,
            Number = "RE-2026-000001",
            Date = new DateOnly(2026, 12, 1),
            DueOn = new DateOnly(2026, 12, 15),
            Language = Language.German,
            Currency = "EUR",
            BuyerReference = "04011000-12345-34",
            Seller = new Seller
            {
                Name = "Muster Telekom GmbH",
                Address = new Address("Am Markt", "1", "80331", "München", "DE"),
                VatId = "DE136695976",
                TaxNumber = "143/123/45678",
                Register = "Amtsgericht München, HRB 12345",
                ContactName = "Buchhaltung",
                Phone = "+49 89 123456",
                Email = "rechnung@muster.example",
            },
            Buyer = new Buyer
            {
                CustomerNumber = "10001",
                Company = new Company("Palmer Telefonbau GmbH", new Address("Brückenstr.", "12", "80331", "München", "DE")),
                Email = "buchhaltung@palmer.example",
            },
            Payment = new PaymentInstructions(
                PaymentMeans.Transfer, new BankAccount("Muster Telekom GmbH", "DE89370400440532013000", "COBADEFFXXX", "Commerzbank")),
            Terms = "Zahlbar binnen 14 Tagen.",
            Lines = lines,
            Totals = InvoiceTotals.Of(lines),
        };
    }

    private static InvoiceLine Line(int number) => new()
    {
        Number = number,
        ChargeId = $"order-1/{number}",
        Name = "Cloud-Telefonie",
        Note = "Nebenstelle mit Rufnummer\nMindestlaufzeit ein Jahr",
        Quantity = number + 0.25m,
        Unit = Unit.License,
        UnitPrice = 995,
        TaxClass = TaxClass.Standard,
        Tax = new LineTax("S", number % 5 == 0 ? 700 : 1900),
        SuppliedFrom = new DateOnly(2026, 11, 1),
        SuppliedTo = new DateOnly(2026, 11, 30),
        UsedBy = number % 3 == 0 ? new UsedBy("10002", "Palmer Köln GmbH") : new UsedBy("10001", "Palmer Telefonbau GmbH"),
    };
}
