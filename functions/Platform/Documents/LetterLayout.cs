using Accounts.Platform.Documents.Pdf;

namespace Accounts.Platform.Documents;

/// <summary>Gives letters their form: A4, address and information block as in DIN 5008 form B, a table over as many pages as it needs.</summary>
public static class LetterLayout
{
    private const double Left = LetterSheet.Left;
    private const double Width = LetterSheet.Width;
    private const double Millimetre = LetterSheet.Millimetre;

    private static readonly TextStyle Name = new(15, IsBold: true);
    private static readonly TextStyle Sender = new(6.5, IsQuiet: true);
    private static readonly TextStyle Body = new(9.5);
    private static readonly TextStyle Label = new(8.5, IsQuiet: true);
    private static readonly TextStyle Value = new(8.5);
    private static readonly TextStyle Title = new(13, IsBold: true);
    private static readonly TextStyle Heading = new(9.5, IsBold: true);

    /// <summary>The letter as a file. The same letter always makes the same bytes.</summary>
    public static byte[] Render(Letter letter) => PdfPages.Render(
        Pages(letter), letter.Title, letter.Provider.Name!, letter.Language == Platform.Values.Language.German ? "de" : "en", letter.At);

    /// <summary>The letter's pages.</summary>
    public static IReadOnlyList<PlacedPage> Pages(Letter letter)
    {
        var sheet = new LetterSheet(letter) { Y = 18 * Millimetre };
        Lines(sheet, letter.Provider.Name!, Name, Left, Width);
        Address(sheet, letter);
        Lines(sheet, letter.Title, Title, Left, Width);
        sheet.Y += 8;
        foreach (var paragraph in letter.Opening)
            Paragraph(sheet, paragraph);

        LetterTableLayout.Place(sheet, letter.Table, letter.Totals);
        sheet.Y += 14;
        foreach (var (heading, text) in letter.Closing)
        {
            // A heading stays with the beginning of its text.
            if (!sheet.Fits(3 * Body.LineHeight))
                sheet.NextPage();
            Lines(sheet, heading, Heading, Left, Width);
            Paragraph(sheet, text);
        }

        return sheet.Finish();
    }

    // The window of an envelope on the left, the information block on the right; each pushes what follows as far down as it needs.
    private static void Address(LetterSheet sheet, Letter letter)
    {
        var top = Math.Max(45 * Millimetre, sheet.Y + 8);
        var provider = letter.Provider;
        sheet.Y = top;
        Lines(sheet, $"{provider.Name} · {provider.Street} · {provider.PostalCode} {provider.City}", Sender, Left, 85 * Millimetre);
        sheet.Y += 5;
        foreach (var line in letter.Recipient)
            Lines(sheet, line, Body, Left, 85 * Millimetre);
        var end = sheet.Y;

        var (labels, values) = (Left + 95 * Millimetre, Left + 127 * Millimetre);
        sheet.Y = top;
        foreach (var (label, value) in letter.Facts)
        {
            var row = sheet.Y;
            Lines(sheet, label, Label, labels, 30 * Millimetre);
            (var below, sheet.Y) = (sheet.Y, row);
            Lines(sheet, value, Value, values, Left + Width - values);
            sheet.Y = Math.Max(sheet.Y, below);
        }

        sheet.Y = Math.Max(Math.Max(end, sheet.Y) + 20, 95 * Millimetre);
    }

    private static void Paragraph(LetterSheet sheet, string text)
    {
        Lines(sheet, text, Body, Left, Width);
        sheet.Y += 6;
    }

    private static void Lines(LetterSheet sheet, string text, TextStyle style, double x, double width)
    {
        foreach (var line in LetterText.Wrap(text, style, width))
        {
            if (!sheet.Fits(style.LineHeight))
                sheet.NextPage();
            sheet.Line(line, style, x);
        }
    }
}
