using System.Globalization;
using Accounts.Platform.Documents;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;

namespace Accounts.Tests.Platform.Documents;

/// <summary>A collective invoice as a letter: a section per sub-account.</summary>
internal static class SampleInvoice
{
    private const long Price = 12_345;

    public static Letter Of(int sections, int linesEach)
    {
        var net = Price * sections * linesEach;
        var tax = (net * 19 + 50) / 100;
        return new Letter
        {
            Language = Language.German,
            Title = "Rechnung RE-2027-000123",
            At = new DateTimeOffset(2027, 3, 31, 22, 30, 0, TimeSpan.Zero),
            Provider = Samples.Provider,
            Recipient = ["Palmer Telefonbau GmbH", "Buchhaltung", "Brückenstr. 12", "80331 München"],
            Facts =
            [
                ("Rechnungsdatum", "1. April 2027"), ("Rechnungsnummer", "RE-2027-000123"), ("Kundennummer", "1234567"),
                ("Leistungszeitraum", "März 2027"), ("Ihre Bestellnummer", "PO-2026-0815"), ("Ihre USt-IdNr.", "DE136695976"),
            ],
            Opening = ["Sehr geehrte Damen und Herren,", "für unsere Leistungen im März 2027 stellen wir Ihnen in Rechnung:"],
            Table = new LetterTable(
                [new("Pos.", 12), new("Bezeichnung", 83), new("Menge", 15, true), new("Einzelpreis", 25, true), new("Netto EUR", 30, true)],
                [.. Enumerable.Range(1, sections).SelectMany(section => Section(section, linesEach))],
                new LetterCarry("Übertrag", Amount)),
            Totals =
            [
                ("Summe netto", Amount(net) + " EUR"),
                ($"19 % USt. auf {Amount(net)}", Amount(tax) + " EUR"),
                ("Rechnungsbetrag", Amount(net + tax) + " EUR"),
            ],
            Breakdown = new LetterTable(
                [new("Steuersatz", 42), new("Netto EUR", 41, true), new("Steuer EUR", 41, true), new("Brutto EUR", 41, true)],
                [new LetterRow(["19 % USt.", Amount(net), Amount(tax), Amount(net + tax)])]),
            Payment = new LetterPayment(
                "Zahlung",
                "Bitte überweisen Sie den Rechnungsbetrag ohne Abzug bis zum 15. April 2027 auf unser Konto.",
                [
                    ("Empfänger", Samples.Provider.Name!), ("IBAN", Samples.Provider.GroupedIban), ("BIC", Samples.Provider.Bic!),
                    ("Betrag", Amount(net + tax) + " EUR"), ("Verwendungszweck", "RE-2027-000123"),
                ],
                GiroCode.Of(Samples.Provider, net + tax, "RE-2027-000123"),
                "GiroCode: mit der Banking-App scannen"),
            Closing = [("Hinweis", "Bei Zahlungsverzug berechnen wir Zinsen nach § 288 BGB. Vielen Dank für Ihren Auftrag.")],
        };
    }

    private static IEnumerable<LetterRow> Section(int section, int lines)
    {
        yield return LetterRow.Heading(
            $"Unterkonto 200000{section} · Palmer Niederlassung Süd {section}",
            $"Aufträge 200000{section}-1, 200000{section}-2 · Kostenstelle 47{section}");
        for (var line = 1; line <= lines; line++)
            yield return new LetterRow(
                [
                    $"{section}.{line}",
                    $"Telefonanlage in der Cloud, Nebenstelle {line}\n01.03.2027 bis 31.03.2027",
                    "1",
                    Amount(Price),
                    Amount(Price),
                ],
                Price);
        yield return LetterRow.Subtotal(
            string.Create(CultureInfo.InvariantCulture, $"Zwischensumme Unterkonto 200000{section}"), Amount(Price * lines));
    }

    private static string Amount(long cents) => DocumentFormat.Amount(cents, Language.German);
}
