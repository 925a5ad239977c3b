namespace Accounts.Platform.Documents;

/// <summary>Places the totals below a table, all on one page. The last line is emphasized.</summary>
internal static class LetterTotalsLayout
{
    private const double Gap = 6;
    private const double Right = LetterSheet.Left + LetterSheet.Width;

    private static readonly TextStyle Total = new(9);
    private static readonly TextStyle GrandTotal = new(10, IsBold: true);

    public static void Place(LetterSheet sheet, LetterTableLayout table, IReadOnlyList<(string Label, string Value)> totals)
    {
        if (!sheet.Fits(totals.Count * Total.LineHeight + GrandTotal.LineHeight + 14))
        {
            table.PlaceCarry();
            sheet.NextPage();
            table.PlaceCarry();
            table.PlaceRule();
        }

        sheet.Y += 3;
        // All labels start at the same position, as far left as the widest label and value need.
        var width = totals.Max(total => GrandTotal.Measure(total.Label)) + totals.Max(total => GrandTotal.Measure(total.Value));
        var labels = LetterSheet.Left + Math.Max(0, Math.Min(80 * LetterSheet.Millimetre, LetterSheet.Width - width - 3 * Gap));
        foreach (var (label, value) in totals.SkipLast(1))
            PlaceLine(sheet, (label, value), Total, labels);
        sheet.Y += 3;
        PlaceLine(sheet, totals[^1], GrandTotal, labels);
    }

    private static void PlaceLine(LetterSheet sheet, (string Label, string Value) total, TextStyle style, double labels)
    {
        sheet.Put(total.Label, style, labels);
        sheet.PutRight(total.Value, style, Right);
        sheet.Y += style.LineHeight;
    }
}
