using Accounts.Platform.Documents.Pdf;
using Accounts.Platform.Values;

namespace Accounts.Platform.Documents;

/// <summary>The pages of a letter while they fill: what stands on each of them, and how far down the present one is written.</summary>
internal sealed class LetterSheet
{
    /// <summary>The left edge of text (DIN 5008), in points.</summary>
    public const double Left = 25 * Millimetre;

    /// <summary>The width of text.</summary>
    public const double Width = 165 * Millimetre;

    /// <summary>In points.</summary>
    public const double Millimetre = 72 / 25.4;

    private static readonly TextStyle Footer = new(6.5, IsQuiet: true);
    private static readonly TextStyle PageNumber = new(8, IsQuiet: true);

    private readonly Letter _letter;
    private readonly List<(List<PlacedText> Texts, List<PlacedRule> Rules)> _pages = [];
    private readonly List<List<string>> _footer;
    private readonly double _footerTop;

    public LetterSheet(Letter letter)
    {
        _letter = letter;
        var (provider, german) = (letter.Provider, letter.Language == Language.German);
        string[][] columns =
        [
            [provider.Name!, provider.Street!, $"{provider.PostalCode} {provider.City}"],
            [provider.Phone!, provider.Email!, provider.Register!],
            [
                $"{(german ? "Geschäftsführung" : "Managed by")} {provider.Managers}",
                german ? $"USt-IdNr. {provider.VatId}, St.-Nr. {provider.TaxNumber}" : $"VAT id {provider.VatId}, tax no. {provider.TaxNumber}",
                provider.Bank!,
            ],
        ];
        _footer = [.. columns.Select(column => column.SelectMany(line => LetterText.Wrap(line, Footer, (Width - 30) / 3)).ToList())];
        _footerTop = PdfPages.Height - 10 * Millimetre - _footer.Max(column => column.Count) * Footer.LineHeight;
        _pages.Add(([], []));
    }

    /// <summary>The upper end of what comes next.</summary>
    public double Y { get; set; }

    /// <summary>How far down text may go.</summary>
    public double End => _footerTop - 10 * Millimetre;

    /// <summary>Whether something of a height has room on the page.</summary>
    public bool Fits(double height) => Y + height <= End;

    /// <summary>Goes on with a page whose head says what it belongs to.</summary>
    public void NextPage()
    {
        _pages.Add(([], []));
        Y = 15 * Millimetre;
        foreach (var line in LetterText.Wrap($"{_letter.Provider.Name} · {_letter.Title}", PageNumber, Width))
            Line(line, PageNumber, Left);
        Rule(Y + 2);
        Y += 14;
    }

    /// <summary>Writes a line, and moves on below it.</summary>
    public void Line(string text, TextStyle style, double x)
    {
        Put(text, style, x);
        Y += style.LineHeight;
    }

    /// <summary>Writes a text beside what comes next.</summary>
    public void Put(string text, TextStyle style, double x) => Put(_pages[^1].Texts, text, style, x, Y);

    /// <summary>Writes a text that ends at a place.</summary>
    public void PutRight(string text, TextStyle style, double right) => Put(text, style, right - style.Measure(text));

    /// <summary>Draws a line over the whole width.</summary>
    public void Rule(double y) => _pages[^1].Rules.Add(new PlacedRule(Left, y, Width));

    /// <summary>All pages, with their numbers and the provider's particulars below.</summary>
    public IReadOnlyList<PlacedPage> Finish()
    {
        for (var i = 0; i < _pages.Count; i++)
        {
            var texts = _pages[i].Texts;
            var number = _letter.Language == Language.German ? $"Seite {i + 1} von {_pages.Count}" : $"Page {i + 1} of {_pages.Count}";
            Put(texts, number, PageNumber, Left + Width - PageNumber.Measure(number), _footerTop - 6 * Millimetre);
            for (var column = 0; column < _footer.Count; column++)
            {
                for (var line = 0; line < _footer[column].Count; line++)
                    Put(texts, _footer[column][line], Footer, Left + column * (Width + 15) / 3, _footerTop + line * Footer.LineHeight);
            }

            _pages[i].Rules.Add(new PlacedRule(Left, _footerTop - 1.5 * Millimetre, Width));
        }

        return [.. _pages.Select(page => new PlacedPage(page.Texts, page.Rules))];
    }

    private static void Put(List<PlacedText> texts, string text, TextStyle style, double x, double top)
    {
        if (text.Length > 0)
            texts.Add(new PlacedText(x, top + style.Font.Ascent * style.Size / style.Font.UnitsPerEm, text, style));
    }
}
