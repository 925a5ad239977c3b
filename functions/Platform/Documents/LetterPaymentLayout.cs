namespace Accounts.Platform.Documents;

/// <summary>Places the payment details: text and facts on the left, the code on the right.</summary>
internal static class LetterPaymentLayout
{
    private const double Millimetre = LetterSheet.Millimetre;
    private const double CodeSide = 32 * Millimetre;
    private const double TextWidth = LetterSheet.Width - CodeSide - 12 * Millimetre;
    private const double Values = LetterSheet.Left + 32 * Millimetre;

    private static readonly TextStyle Heading = new(9, IsBold: true);
    private static readonly TextStyle Body = new(9);
    private static readonly TextStyle Label = new(8.5, IsQuiet: true);
    private static readonly TextStyle Value = new(8.5);
    private static readonly TextStyle Caption = new(7, IsQuiet: true);

    public static void Place(LetterSheet sheet, LetterPayment payment)
    {
        var width = payment.Code is null ? LetterSheet.Width : TextWidth;
        var text = LetterText.Wrap(payment.Text, Body, width);
        var values = payment.Facts.Select(fact => LetterText.Wrap(fact.Value, Value, width - (Values - LetterSheet.Left))).ToList();
        var caption = LetterText.Wrap(payment.Caption ?? "", Caption, CodeSide);
        var written = Heading.LineHeight + text.Count * Body.LineHeight + 6 + values.Sum(lines => lines.Count * Value.LineHeight + 1);
        var drawn = payment.Code is null ? 0 : CodeSide + 4 + caption.Count * Caption.LineHeight;
        if (!sheet.Fits(Math.Max(written, drawn)))
            sheet.NextPage();

        var top = sheet.Y;
        if (payment.Code is { } code)
            PlaceCode(sheet, code, caption);
        (var drawnEnd, sheet.Y) = (sheet.Y, top);
        sheet.Line(payment.Heading, Heading, LetterSheet.Left);
        foreach (var line in text)
            sheet.Line(line, Body, LetterSheet.Left);
        sheet.Y += 6;
        foreach (var (fact, lines) in payment.Facts.Zip(values))
        {
            sheet.Put(fact.Label, Label, LetterSheet.Left);
            foreach (var line in lines)
                sheet.Line(line, Value, Values);
            sheet.Y += 1;
        }

        sheet.Y = Math.Max(sheet.Y, drawnEnd) + 12;
    }

    private static void PlaceCode(LetterSheet sheet, QrCode code, IReadOnlyList<string> caption)
    {
        var left = LetterSheet.Left + LetterSheet.Width - CodeSide;
        sheet.Code(code, left, CodeSide);
        sheet.Y += CodeSide + 4;
        foreach (var line in caption)
            sheet.Line(line, Caption, left);
    }
}
