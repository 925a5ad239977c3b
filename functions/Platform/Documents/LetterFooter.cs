using Accounts.Platform.Values;

namespace Accounts.Platform.Documents;

/// <summary>The provider's company details at the foot of every page (§ 35a GmbHG), in four columns.</summary>
internal sealed class LetterFooter
{
    private const double Gap = 9;

    private static readonly TextStyle Style = new(6.5, IsQuiet: true);
    private static readonly TextStyle PageNumber = new(8, IsQuiet: true);

    // Share of the width per column. The last column contains an IBAN, which must not be wrapped.
    private static readonly double[] Shares = [0.23, 0.19, 0.3, 0.28];

    private readonly Language _language;
    private readonly List<(double X, IReadOnlyList<string> Lines)> _columns = [];

    public LetterFooter(ProviderOptions provider, Language language)
    {
        _language = language;
        var vat = language.Pick(provider.Country == Country.CH ? "MWST-Nr." : "USt-IdNr.", "VAT id", "N° TVA", "N. IVA");
        string[][] columns =
        [
            [provider.Name!, provider.Street!, $"{provider.PostalCode} {provider.City}"],
            [provider.Phone!, provider.Email!],
            [
                provider.Register!,
                $"{language.Pick("Geschäftsführung:", "Managed by", "Direction:", "Direzione:")} {provider.Managers}",
                $"{vat} {provider.VatId}",
                $"{language.Pick("St.-Nr.", "Tax no.", "N° fiscal", "N. fiscale")} {provider.TaxNumber}",
            ],
            [provider.Bank!, $"IBAN\u00A0{provider.GroupedIban}", $"BIC {provider.Bic}"],
        ];
        var (x, room) = (LetterSheet.Left, LetterSheet.Width - (columns.Length - 1) * Gap);
        foreach (var (lines, share) in columns.Zip(Shares))
        {
            _columns.Add((x, [.. lines.SelectMany(line => LetterText.Wrap(line, Style, share * room))]));
            x += share * room + Gap;
        }

        Top = PlacedPage.Height - 10 * LetterSheet.Millimetre - _columns.Max(column => column.Lines.Count) * Style.LineHeight;
    }

    /// <summary>The upper edge of its first line.</summary>
    public double Top { get; }

    public void Place(PlacedPage page, int number, int count)
    {
        var pages = _language.Pick(
            $"Seite {number} von {count}", $"Page {number} of {count}", $"Page {number} sur {count}", $"Pagina {number} di {count}");
        var top = page.HasSlip ? PlacedPage.Height - 115 * LetterSheet.Millimetre : Top - 6 * LetterSheet.Millimetre;
        page.Put(pages, PageNumber, LetterSheet.Left + LetterSheet.Width - PageNumber.Measure(pages), top);
        if (page.HasSlip)
            return;
        foreach (var (x, lines) in _columns)
        {
            for (var line = 0; line < lines.Count; line++)
                page.Put(lines[line], Style, x, Top + line * Style.LineHeight);
        }

        page.Rules.Add(new PlacedRule(LetterSheet.Left, Top - 1.5 * LetterSheet.Millimetre, LetterSheet.Width));
    }
}
