namespace Accounts.Platform.Documents;

/// <summary>
/// Places a table over as many pages as it needs. It repeats the head on each page, carries the sum over, and keeps headlines
/// and subtotals together with their rows.
/// </summary>
internal sealed class LetterTableLayout(LetterSheet sheet, LetterTable table)
{
    // Between the texts of two columns.
    private const double Gap = 6;

    private static readonly TextStyle Head = new(8, IsBold: true);
    private static readonly TextStyle Cell = new(8.5);
    private static readonly TextStyle Section = new(8.5, IsBold: true);
    private static readonly TextStyle Details = new(7.5, IsQuiet: true);

    private long _sum;
    private string? _section;

    private double CarryHeight => table.Carry is null ? 0 : Cell.LineHeight + 5;

    private double TableWidth => table.Columns.Sum(column => column.Millimetres) * LetterSheet.Millimetre;

    public void Place()
    {
        // Never leaves the head alone at the end of a page.
        if (!HasRoom(5 * Cell.LineHeight))
            sheet.NextPage();
        PlaceHead();
        for (var i = 0; i < table.Rows.Count; i++)
        {
            var row = table.Rows[i];
            var subtotal = i + 1 < table.Rows.Count && table.Rows[i + 1].Kind == RowKind.Subtotal;
            if (row.Kind == RowKind.Heading)
                PlaceSection(row);
            else if (row.Kind == RowKind.Subtotal)
                PlaceSubtotal(row);
            else
                PlaceRow(row, subtotal ? Cell.LineHeight + 8 : 0);
        }

        PlaceRule();
    }

    /// <summary>Draws a line across the table.</summary>
    public void PlaceRule()
    {
        sheet.Rule(sheet.Y + 2, TableWidth);
        sheet.Y += 5;
    }

    /// <summary>Places the sum of the rows so far, if it is carried over.</summary>
    public void PlaceCarry()
    {
        if (table.Carry is not { } carry)
            return;
        PlaceRule();
        sheet.Put(carry.Label, Cell, LetterSheet.Left + WidthOf(0));
        sheet.PutRight(carry.Show(_sum), Cell, LetterSheet.Left + TableWidth);
        sheet.Y += Cell.LineHeight;
    }

    private void PlaceRow(LetterRow row, double follows)
    {
        var cells = row.Cells.Select((text, column) => LetterText.Wrap(text, Cell, WidthOf(column) - Gap)).ToList();
        var lines = cells.Max(cell => cell.Count);
        var goesOn = !HasRoom(lines * Cell.LineHeight + follows);
        if (goesOn)
            GoOn();
        if (goesOn || !row.BelongsToRowAbove)
            PlaceRule();
        for (var line = 0; line < lines; line++)
        {
            // Only a row that is higher than a page is split.
            if (!HasRoom(Cell.LineHeight))
                GoOn();
            PlaceCells(cells.Select(cell => line < cell.Count ? cell[line] : ""), Cell);
            // The amount is printed on the row's first line, so it counts from there.
            _sum += line == 0 ? row.Amount : 0;
        }
    }

    private void PlaceSection(LetterRow row)
    {
        var headline = LetterText.Wrap(row.Cells[0], Section, TableWidth - 2 * Gap);
        var details = row.Cells.Count > 1 ? LetterText.Wrap(row.Cells[1], Details, TableWidth - 2 * Gap) : [];
        _section = null;
        if (!HasRoom(headline.Count * Section.LineHeight + details.Count * Details.LineHeight + 10 + 3 * Cell.LineHeight))
            GoOn();
        PlaceBand(headline, details);
        _section = headline[0];
    }

    private void PlaceBand(IReadOnlyList<string> headline, IReadOnlyList<string> details)
    {
        sheet.Y += 4;
        sheet.Band(headline.Count * Section.LineHeight + details.Count * Details.LineHeight + 4);
        sheet.Y += 2;
        foreach (var line in headline)
            sheet.Line(line, Section, LetterSheet.Left + 3);
        foreach (var line in details)
            sheet.Line(line, Details, LetterSheet.Left + 3);
        sheet.Y += 2;
    }

    private void PlaceSubtotal(LetterRow row)
    {
        PlaceRule();
        sheet.Put(row.Cells[0], Section, LetterSheet.Left + WidthOf(0));
        sheet.PutRight(row.Cells[1], Section, LetterSheet.Left + TableWidth);
        sheet.Y += Section.LineHeight + 3;
        _section = null;
    }

    private bool HasRoom(double height) => sheet.Fits(height + 5 + CarryHeight);

    private void GoOn()
    {
        PlaceCarry();
        sheet.NextPage();
        PlaceHead();
        PlaceCarry();
        // Repeats the section's headline on the new page.
        if (_section is { } section)
            PlaceBand([section], []);
    }

    private void PlaceHead() => PlaceCells(table.Columns.Select(column => column.Header), Head);

    private void PlaceCells(IEnumerable<string> texts, TextStyle style)
    {
        var x = LetterSheet.Left;
        foreach (var (column, text) in table.Columns.Zip(texts))
        {
            var width = column.Millimetres * LetterSheet.Millimetre;
            if (!column.IsNumber)
                sheet.Put(text, style, x);
            else
                sheet.PutRight(text, style, x + width - (column == table.Columns[^1] ? 0 : Gap));
            x += width;
        }

        sheet.Y += style.LineHeight;
    }

    private double WidthOf(int column) => table.Columns[column].Millimetres * LetterSheet.Millimetre;
}
