namespace Accounts.Platform.Documents;

/// <summary>
/// Lays out letters: A4, address window and information block as in DIN 5008 form B, a table over as many pages as it needs.
/// </summary>
public static class LetterLayout
{
    private const double Left = LetterSheet.Left;
    private const double Width = LetterSheet.Width;

    private static readonly TextStyle Body = new(9);
    private static readonly TextStyle Title = new(13, IsBold: true);
    private static readonly TextStyle Heading = new(9, IsBold: true);

    /// <summary>The letter as a PDF file. The same letter always results in the same bytes.</summary>
    public static byte[] Render(Letter letter) => PdfPrinter.Print(
        Pages(letter), letter.Title, letter.Provider.Name!, Values.Languages.CodeOf(letter.Language), letter.At);

    internal static IReadOnlyList<PlacedPage> Pages(Letter letter)
    {
        var sheet = new LetterSheet(letter);
        LetterHead.Place(sheet, letter);
        sheet.Lines(letter.Title, Title, Left, Width);
        sheet.Y += 8;
        foreach (var paragraph in letter.Opening)
            Paragraph(sheet, paragraph);

        sheet.Y += 4;
        var table = new LetterTableLayout(sheet, letter.Table);
        table.Place();
        if (letter.Totals.Count > 0)
            LetterTotalsLayout.Place(sheet, table, letter.Totals);
        if (letter.Breakdown is { } breakdown)
        {
            sheet.Y += 14;
            new LetterTableLayout(sheet, breakdown).Place();
        }

        sheet.Y += 16;
        if (letter.Payment is { } payment)
            LetterPaymentLayout.Place(sheet, payment);
        foreach (var (heading, text) in letter.Closing)
        {
            // Keeps a heading on one page with the beginning of its text.
            if (!sheet.Fits(3 * Body.LineHeight))
                sheet.NextPage();
            sheet.Lines(heading, Heading, Left, Width);
            Paragraph(sheet, text);
        }

        if (letter.SwissBill is { } bill)
            sheet.Slip(page => SwissQrBillLayout.Place(page, bill, letter.Language));
        return sheet.Finish();
    }

    private static void Paragraph(LetterSheet sheet, string text)
    {
        sheet.Lines(text, Body, Left, Width);
        sheet.Y += 7;
    }
}
