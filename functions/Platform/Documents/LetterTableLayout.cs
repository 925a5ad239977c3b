using Accounts.Platform.Documents.Pdf;

namespace Accounts.Platform.Documents;

/// <summary>Places a table over as many pages as it needs, with its head on each, the sum carried over, and its totals kept together.</summary>
internal static class LetterTableLayout
{
    // Between the text of one column and the next.
    private const double Gap = 6;

    private static readonly TextStyle Head = new(8, IsBold: true);
    private static readonly TextStyle Cell = new(8.5);
    private static readonly TextStyle Total = new(9.5);
    private static readonly TextStyle GrandTotal = new(10, IsBold: true);

    private static double CarryHeight => Cell.LineHeight + 5;

    public static void Place(LetterSheet sheet, LetterTable table, IReadOnlyList<(string Label, string Value)> totals)
    {
        var sum = 0L;
        // The head does not stand alone at the end of a page.
        if (!HasRoom(sheet, table, lines: 5))
            sheet.NextPage();
        PlaceHead(sheet, table);
        foreach (var row in table.Rows)
        {
            var cells = row.Cells.Select((text, column) => LetterText.Wrap(text, Cell, WidthOf(table, column) - Gap)).ToList();
            var lines = cells.Max(cell => cell.Count);
            var goesOn = !HasRoom(sheet, table, lines);
            if (goesOn)
                GoOn(sheet, table, sum);
            if (goesOn || !row.BelongsToRowAbove)
                PlaceRule(sheet);
            for (var line = 0; line < lines; line++)
            {
                // Only a row that is higher than a page is broken.
                if (!HasRoom(sheet, table, 1))
                    GoOn(sheet, table, sum);
                PlaceCells(sheet, table, cells.Select(cell => line < cell.Count ? cell[line] : ""), Cell);
                // Its amount stands on its first line, and counts from there.
                sum += line == 0 ? row.Amount : 0;
            }
        }

        PlaceTotals(sheet, table, totals, sum);
    }

    private static bool HasRoom(LetterSheet sheet, LetterTable table, int lines) =>
        sheet.Fits(lines * Cell.LineHeight + 5 + (table.Carry is null ? 0 : CarryHeight));

    private static void GoOn(LetterSheet sheet, LetterTable table, long sum)
    {
        PlaceCarry(sheet, table, sum);
        sheet.NextPage();
        PlaceHead(sheet, table);
        PlaceCarry(sheet, table, sum);
    }

    private static void PlaceHead(LetterSheet sheet, LetterTable table) =>
        PlaceCells(sheet, table, table.Columns.Select(column => column.Header), Head);

    private static void PlaceRule(LetterSheet sheet)
    {
        sheet.Rule(sheet.Y + 2);
        sheet.Y += 5;
    }

    private static void PlaceCarry(LetterSheet sheet, LetterTable table, long sum)
    {
        if (table.Carry is not { } carry)
            return;
        PlaceRule(sheet);
        sheet.Put(carry.Label, Cell, LetterSheet.Left + WidthOf(table, 0));
        sheet.PutRight(carry.Show(sum), Cell, LetterSheet.Left + LetterSheet.Width);
        sheet.Y += Cell.LineHeight;
    }

    private static void PlaceTotals(LetterSheet sheet, LetterTable table, IReadOnlyList<(string Label, string Value)> totals, long sum)
    {
        if (!sheet.Fits(totals.Count * Total.LineHeight + GrandTotal.LineHeight + 10))
        {
            PlaceCarry(sheet, table, sum);
            sheet.NextPage();
            PlaceCarry(sheet, table, sum);
        }

        PlaceRule(sheet);
        sheet.Y += 2;
        // Labels begin in one line, as far to the left as the widest need it.
        var width = totals.Select(total => GrandTotal.Measure(total.Label)).DefaultIfEmpty().Max() + totals.Select(total => GrandTotal.Measure(total.Value)).DefaultIfEmpty().Max();
        var labels = LetterSheet.Left + Math.Min(80 * LetterSheet.Millimetre, LetterSheet.Width - width - 3 * Gap);
        for (var i = 0; i < totals.Count; i++)
        {
            var style = i == totals.Count - 1 ? GrandTotal : Total;
            sheet.Put(totals[i].Label, style, labels);
            sheet.PutRight(totals[i].Value, style, LetterSheet.Left + LetterSheet.Width);
            sheet.Y += style.LineHeight;
        }
    }

    private static void PlaceCells(LetterSheet sheet, LetterTable table, IEnumerable<string> texts, TextStyle style)
    {
        var x = LetterSheet.Left;
        foreach (var (column, text) in table.Columns.Zip(texts))
        {
            var width = column.Millimetres * LetterSheet.Millimetre;
            if (!column.IsNumber)
                sheet.Put(text, style, x);
            else if (column == table.Columns[^1])
                sheet.PutRight(text, style, x + width);
            else
                sheet.PutRight(text, style, x + width - Gap);
            x += width;
        }

        sheet.Y += style.LineHeight;
    }

    private static double WidthOf(LetterTable table, int column) => table.Columns[column].Millimetres * LetterSheet.Millimetre;
}
