using System.Text.RegularExpressions;
using Accounts.Billing.Documents;
using Accounts.Billing.Invoices;
using Accounts.Platform.Documents;
using Accounts.Platform.Values;
using Accounts.Sales.Licenses;
using Accounts.Sales.Orders;
using Accounts.Sales.Services;
using Accounts.Sales.Taxes;
using Accounts.Tests.Billing.Documents;

namespace Accounts.Tests.Platform.Documents;

public sealed partial class LetterLayoutTests
{
    public static TheoryData<int, Language> Sizes => new()
    {
        { 1, Language.German },
        { 2, Language.English },
        { 9, Language.German },
        { 20, Language.English },
        { 60, Language.German },
        { 200, Language.German },
        { 200, Language.English },
        { 20, Language.French },
        { 20, Language.Italian },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Nothing_overlaps_and_nothing_leaves_the_page(int lines, Language language) =>
        AssertLegible(Confirmation(Samples.Lines(lines), language));

    [Fact]
    public void Nothing_overlaps_at_any_number_of_lines()
    {
        // So a page ends in every place: after a row, before the totals, in the paragraphs.
        for (var count = 1; count <= 60; count++)
            AssertLegible(Confirmation(Samples.Lines(count), Language.German));
    }

    [Fact]
    public void Nothing_overlaps_with_the_longest_of_everything()
    {
        var lines = Samples.Lines(30, quantity: 1000, unitPrice: 999_999_900);
        var order = Samples.Order(lines) with
        {
            Recipient = new(
                new string('M', 200),
                new string('W', 100),
                new Address(new string('Ä', 100), new string('9', 20), "80331", new string('Ö', 80), "DE"),
                "einkauf@palmer.example"),
            PurchaseOrderNumber = new string('W', 50),
            LayoutWish = string.Join('\n', Enumerable.Repeat("Bitte eine Zeile je Kostenstelle.", 30)),
            Terms = new(new string('1', 60), new Uri("https://www.example.com/" + new string('a', 200))),
        };
        var provider = new ProviderOptions
        {
            Name = new string('W', 120),
            Street = new string('W', 120),
            PostalCode = new string('9', 120),
            City = new string('W', 120),
            Phone = new string('9', 120),
            Email = "service@example.com",
            Register = new string('W', 120),
            Managers = new string('W', 120),
            VatId = new string('9', 120),
            TaxNumber = new string('9', 120),
            ContactPerson = new string('W', 120),
            Bank = new string('W', 120),
            Iban = "MT84MALT011000012345MTLCAST001S",
            Bic = "MALTMTMTXXX",
        };

        AssertLegible(LetterLayout.Pages(OrderConfirmation.Of(order, lines, provider)));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_line_stands_in_the_table_once_and_the_sums_are_right(int count, Language language)
    {
        var lines = Samples.Lines(count);
        var pages = Confirmation(lines, language);

        var texts = pages.SelectMany(page => page.Texts).ToList();
        foreach (var line in lines)
            Assert.Single(texts, text => text.Text == DocumentFormat.Amount(line.Net, language));
        var totals = OrderTotals.Of(lines, "EUR");
        Assert.Contains(
            pages[^1].Texts.Concat(pages[Math.Max(0, pages.Count - 2)].Texts),
            text => text.Text == DocumentFormat.Amount(totals.Gross, "EUR", language) && text.Style.IsBold);
    }

    [Fact]
    public void What_is_carried_over_is_the_sum_of_the_rows_before_on_both_pages()
    {
        var lines = Samples.Lines(200);
        var pages = Confirmation(lines, Language.German);

        var before = 0L;
        for (var page = 0; page < pages.Count; page++)
        {
            var texts = pages[page].Texts;
            before += lines
                .Where(line => texts.Any(text => text.Text == DocumentFormat.Amount(line.Net, Language.German)))
                .Sum(line => line.Net);
            var carried = texts
                .Where(text => text.Text == "Übertrag")
                .Select(label => texts.Single(text => text.Baseline == label.Baseline && text != label).Text)
                .ToList();
            if (before < lines.Sum(line => line.Net))
                Assert.Equal(DocumentFormat.Amount(before, Language.German), carried[^1]);
            if (page > 0 && carried.Count > 0)
                Assert.Contains(carried[0], pages[page - 1].Texts.Select(text => text.Text));
        }

        Assert.Equal(OrderTotals.Of(lines, "EUR").Net, before);
        Assert.InRange(pages.Count, 8, 20);
    }

    [Theory]
    [InlineData(Language.German, "Seite {0} von {1}")]
    [InlineData(Language.English, "Page {0} of {1}")]
    [InlineData(Language.French, "Page {0} sur {1}")]
    [InlineData(Language.Italian, "Pagina {0} di {1}")]
    public void Pages_are_numbered_and_the_head_of_the_table_is_on_each_that_has_rows(Language language, string number)
    {
        var pages = Confirmation(Samples.Lines(100), language);

        for (var page = 0; page < pages.Count; page++)
        {
            Assert.Contains(
                pages[page].Texts,
                text => text.Text == string.Format(System.Globalization.CultureInfo.InvariantCulture, number, page + 1, pages.Count));
            if (pages[page].Texts.Any(text => text.Text.StartsWith("CONSULTING", StringComparison.Ordinal)))
                Assert.Contains(
                    pages[page].Texts,
                    text => text.Style.IsBold && text.Text is "Bezeichnung" or "Description" or "Désignation" or "Descrizione");
        }
    }

    [Fact]
    public void A_delivery_note_lists_each_key_once_and_says_how_many_there_are_and_since_when_the_cloud_instance_is_live()
    {
        var keys = Enumerable.Range(1, 1000).Select(n => $"ABCDE-FGHIJ-{n:D5}").ToList();
        // Ten licenses are not delivered yet, and the cloud license was bought earlier.
        var (dataCenter, cloud) = (Samples.Line(1, 1010, 100), Samples.Line(2, 1, 100));
        var note = new DeliveryNote(
            Samples.Order([dataCenter, cloud]),
            App.Start.AddDays(8),
            [new(dataCenter, 1000, App.Start.AddDays(8), keys), new(cloud, 1, App.Start, [])]);

        var pages = LetterLayout.Pages(note.ToLetter(Samples.Provider));

        AssertLegible(pages);
        var texts = pages.SelectMany(page => page.Texts).Select(text => text.Text).ToList();
        Assert.Equal(keys, texts.Where(text => text.StartsWith("ABCDE-", StringComparison.Ordinal)));
        Assert.Single(texts, text => text.Contains("seit dem 1. März 2027 aktiv", StringComparison.Ordinal));
        Assert.Contains("1.000", texts);
        Assert.DoesNotContain("1.010", texts);
        Assert.Contains("Lieferschein LS-1234567-1-1", texts);
    }

    [Theory]
    [InlineData(
        Language.German,
        "Auftraggeber und Vertragspartner: Palmer Telefonbau GmbH, Brückenstr. 12, 80331 München.",
        "Empfänger dieses Dokuments: Einkaufsring eG.",
        "USt-IdNr. des Auftraggebers")]
    [InlineData(
        Language.English,
        "Customer and party to the contract: Palmer Telefonbau GmbH, Brückenstr. 12, 80331 München.",
        "Addressee of this document: Einkaufsring eG.",
        "Customer's VAT id")]
    public void Addressed_to_another_company_documents_name_the_customer_and_whose_VAT_id_it_is(
        Language language, string customer, string addressee, string label)
    {
        var lines = Samples.Lines(1);
        var own = Samples.Order(lines, language);
        var order = own with { Recipient = own.Recipient with { Company = "Einkaufsring eG" } };

        Letter[] letters =
        [
            OrderConfirmation.Of(order, lines, Samples.Provider),
            new DeliveryNote(order, App.Start, []).ToLetter(Samples.Provider),
            PerformanceRecordDocument.Of(Samples.Record(lines), order, lines, Samples.Provider),
        ];

        Assert.All(letters, letter =>
        {
            Assert.Equal("Einkaufsring eG", letter.Recipient[0]);
            Assert.Equal(customer + "\n" + addressee, letter.Opening[0]);
            Assert.Contains((label, "DE136695976"), letter.Facts);
            AssertLegible(LetterLayout.Pages(letter));
        });
        var usual = OrderConfirmation.Of(own, lines, Samples.Provider);
        Assert.Single(usual.Opening);
        Assert.DoesNotContain(usual.Facts, fact => fact.Label == label);
    }

    [Theory]
    [InlineData(Language.French, "Facture RE-2026-000001", "TVA 8.1 % sur 2’490.00", "Section paiement", "Récépissé")]
    [InlineData(Language.Italian, "Fattura RE-2026-000001", "IVA 8.1 % su 2’490.00", "Sezione pagamento", "Ricevuta")]
    public void Every_letter_is_legible_in_the_languages_of_Switzerland(Language language, params string[] says)
    {
        var lines = Samples.Lines(3);
        var order = Samples.Order(lines, language);
        var supplier = new ProviderOptions
        {
            Name = "Beispiel Hosting AG",
            Street = "Musterstrasse 1",
            PostalCode = "8005",
            City = "Zürich",
            Country = Country.CH,
            VatId = "CHE-100.155.212 MWST",
            Iban = "CH56 0483 5012 3456 7800 9",
            Bic = "CRESCHZZ80A",
            Bank = "Beispielbank",
            Phone = "+41 44 123 45 67",
            Email = "service@example.com",
            Register = "Handelsregister Zürich",
            Managers = "Anna Muster",
            TaxNumber = "123",
            ContactPerson = "Kundendienst",
        };
        var invoice = Sample.Invoice(Sample.Line(1, 249_000, new LineTax("S", 810))) with { Language = language, Currency = "CHF" };
        var letter = InvoiceLetter.Of(invoice, supplier);
        Letter[] letters =
        [
            OrderConfirmation.Of(order, lines, Samples.Provider),
            new DeliveryNote(order, App.Start, []).ToLetter(Samples.Provider),
            PerformanceRecordDocument.Of(Samples.Record(lines), order, lines, Samples.Provider),
            // The payment slip has its own margins.
            letter with { SwissBill = null },
        ];

        foreach (var pages in letters.Select(LetterLayout.Pages))
            AssertLegible(pages);
        var texts = LetterLayout.Pages(letter).SelectMany(page => page.Texts).Select(text => text.Text).ToList();
        Assert.All(says, said => Assert.Contains(said, texts));
    }

    [Fact]
    public void Every_letter_has_the_marks_the_contact_and_an_IBAN_on_one_line()
    {
        var (lines, millimetre) = (Samples.Lines(40), 72 / 25.4);
        Letter[] letters =
        [
            OrderConfirmation.Of(Samples.Order(lines), lines, Samples.Provider),
            new DeliveryNote(Samples.Order(lines), App.Start, []).ToLetter(Samples.Provider),
            PerformanceRecordDocument.Of(Samples.Record(lines), Samples.Order(lines), lines, Samples.Provider),
            SampleInvoice.Of(2, 20),
        ];

        foreach (var pages in letters.Select(LetterLayout.Pages))
        {
            // DIN 5008 form B: folds at 105 and 210 mm, the punch mark halfway down.
            Assert.Equal(
                [105, 148.5, 210],
                pages[0].Rules.Where(rule => rule.X < 20 * millimetre).Select(rule => Math.Round(rule.Y / millimetre, 1)).Order());
            Assert.Contains(pages[0].Texts, text => text.Text == "Ansprechpartner");
            Assert.Contains(pages[0].Texts, text => text.Text == Samples.Provider.ContactPerson);
            Assert.All(pages, page => Assert.Contains(page.Texts, text => text.Text == "IBAN\u00a0" + Samples.Provider.GroupedIban));
        }
    }

    [Fact]
    public void A_row_that_is_higher_than_a_page_goes_on_with_the_next()
    {
        var letter = OrderConfirmation.Of(Samples.Order(Samples.Lines(1)), Samples.Lines(1), Samples.Provider);
        var high = string.Join('\n', Enumerable.Range(1, 200).Select(n => $"Zeile {n}"));

        var pages = LetterLayout.Pages(
            letter with { Table = letter.Table with { Rows = [new LetterRow(["1", high, "", "", "", "", ""])] } });

        AssertLegible(pages);
        Assert.Equal(
            Enumerable.Range(1, 200).Select(n => $"Zeile {n}"),
            pages
                .SelectMany(page => page.Texts)
                .Select(text => text.Text)
                .Where(text => text.StartsWith("Zeile ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 4)]
    [InlineData(3, 30)]
    [InlineData(40, 2)]
    public void Each_section_has_its_headline_and_subtotal_beside_its_rows_and_again_on_further_pages(int sections, int lines)
    {
        var letter = SampleInvoice.Of(sections, lines);

        var pages = LetterLayout.Pages(letter);

        AssertLegible(pages);
        foreach (var page in pages)
        {
            var texts = page.Texts.OrderBy(text => text.Top).ToList();
            foreach (var row in texts.Where(text => RowNumber().IsMatch(text.Text)))
                Assert.Contains(
                    texts.TakeWhile(text => text != row),
                    text => text.Text.StartsWith($"Unterkonto 200000{row.Text.Split('.')[0]} ", StringComparison.Ordinal));
            foreach (var subtotal in texts.Where(text => text.Text.StartsWith("Zwischensumme", StringComparison.Ordinal)))
                Assert.Contains(
                    texts.TakeWhile(text => text != subtotal), text => text.Text == $"{subtotal.Text[^1..]}.{lines}" || sections > 9);
        }

        var all = pages.SelectMany(page => page.Texts).Select(text => text.Text).ToList();
        Assert.Equal(sections, all.Count(text => text.StartsWith("Zwischensumme", StringComparison.Ordinal)));
        Assert.Equal(sections, all.Count(text => text.StartsWith("Aufträge ", StringComparison.Ordinal)));
        Assert.Single(all, text => text == "Rechnungsbetrag");
        Assert.Contains(Samples.Provider.GroupedIban, all);
    }

    [Fact]
    public void Nothing_overlaps_in_an_invoice_wherever_its_pages_end()
    {
        for (var lines = 1; lines <= 40; lines++)
            AssertLegible(LetterLayout.Pages(SampleInvoice.Of(2, lines)));
    }

    private static IReadOnlyList<PlacedPage> Confirmation(IReadOnlyList<OrderLine> lines, Language language) =>
        LetterLayout.Pages(OrderConfirmation.Of(Samples.Order(lines, language), lines, Samples.Provider));

    private static void AssertLegible(IReadOnlyList<PlacedPage> pages)
    {
        // Ascenders and descenders of neighbouring lines may overlap slightly.
        const double hair = 0.5;
        // Texts beside each other need at least a blank between them.
        const double blank = 2;
        foreach (var page in pages)
        {
            // No text overlaps the code.
            var code = page.Boxes.Where(box => box.Shade == Shade.Black).ToList();
            Assert.DoesNotContain(page.Texts, text => code.Any(box =>
                box.X < text.X + text.Width && text.X < box.X + box.Width && box.Y < text.Bottom - hair && text.Top < box.Y + box.Height));
            Assert.All(page.Texts, text => Assert.True(
                text.X >= 60 && text.X + text.Width <= PlacedPage.Width - 55 && text.Top >= 25 && text.Bottom <= PlacedPage.Height - 20,
                $"{text} leaves the page."));
            var sorted = page.Texts.OrderBy(text => text.Top).ToList();
            for (var i = 0; i < sorted.Count; i++)
            {
                for (var j = i + 1; j < sorted.Count && sorted[j].Top < sorted[i].Bottom - hair; j++)
                {
                    Assert.True(
                        sorted[j].X >= sorted[i].X + sorted[i].Width + blank || sorted[i].X >= sorted[j].X + sorted[j].Width + blank,
                        $"{sorted[i]} and {sorted[j]} overlap.");
                }
            }
        }
    }

    [GeneratedRegex(@"^\d+\.\d+$")]
    private static partial Regex RowNumber();
}
