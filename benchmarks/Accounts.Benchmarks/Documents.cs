using System.Globalization;
using Accounts.Platform.Documents;
using Accounts.Platform.Values;

namespace Accounts.Benchmarks;

/// <summary>Measures what a PDF document costs without a host: CPU time of this process, on one thread.</summary>
/// <param name="count">Number of short documents. A tenth as many long ones are rendered.</param>
internal sealed class Documents(int count)
{
    private static readonly ProviderOptions Provider = new()
    {
        Name = "Example Hosting GmbH",
        Street = "Musterstraße 1",
        PostalCode = "10115",
        City = "Berlin",
        Phone = "+49 30 1234567",
        Email = "service@example.com",
        Register = "Amtsgericht Charlottenburg, HRB 12345",
        Managers = "Erika Mustermann",
        VatId = "DE136695976",
        TaxNumber = "30/123/45678",
        ContactPerson = "Kundenservice",
        Bank = "Musterbank",
        Iban = "DE02120300000000202051",
        Bic = "BYLADEM1001",
    };

    /// <summary>Prints one line per size.</summary>
    public void Run()
    {
        Measure(5, count);
        Measure(200, count / 10);
    }

    private static void Measure(int lines, int times)
    {
        var letter = Invoice(lines);
        var size = 0;
        for (var n = 0; n < Math.Max(20, times / 10); n++)
            size = LetterLayout.Render(letter).Length;
        var (cpu, memory) = (Environment.CpuUsage.TotalTime, GC.GetAllocatedBytesForCurrentThread());
        for (var n = 0; n < times; n++)
            LetterLayout.Render(letter);
        var each = (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / times;
        var allocated = (GC.GetAllocatedBytesForCurrentThread() - memory) / (1024.0 * 1024.0) / times;
        Console.WriteLine(
            $"invoice of {lines,3} lines   {each,7:0.0} ms CPU each, {allocated:0.0} MiB allocated, file of {size / 1024} KiB");
    }

    private static LetterRow Row(int line) => new(
        [line.ToString(CultureInfo.InvariantCulture), "Telefonanlage, Nebenstelle\n01.03.2027 bis 31.03.2027", "1", "123,45", "123,45"],
        12_345);

    private static Letter Invoice(int lines) => new()
    {
        Language = Language.German,
        Title = "Rechnung RE-2027-000123",
        At = new DateTimeOffset(2027, 4, 1, 0, 0, 0, TimeSpan.Zero),
        Provider = Provider,
        Recipient = ["Palmer Telefonbau GmbH", "Brückenstr. 12", "80331 München"],
        Facts = [("Rechnungsdatum", "1. April 2027"), ("Kundennummer", "1234567")],
        Opening = ["Für unsere Leistungen im März 2027 stellen wir Ihnen in Rechnung:"],
        Table = new LetterTable(
            [new("Pos.", 12), new("Bezeichnung", 83), new("Menge", 15, true), new("Einzelpreis", 25, true), new("Netto EUR", 30, true)],
            [.. Enumerable.Range(1, lines).Select(Row)],
            new LetterCarry("Übertrag", cents => (cents / 100m).ToString("N2", CultureInfo.InvariantCulture))),
        Totals = [("Summe netto", "123,45 EUR"), ("Rechnungsbetrag", "146,91 EUR")],
        Payment = new LetterPayment(
            "Zahlung",
            "Bitte überweisen Sie bis zum 15. April 2027.",
            [("IBAN", Provider.Iban!)],
            GiroCode.Of(Provider, 14_691, "RE-2027-000123")),
    };
}
