using Accounts.Platform.Values;

namespace Accounts.Platform.Documents;

/// <summary>
/// The upper part of a first page (DIN 5008 form B): sender, address window of the envelope, information block, fold and
/// punch marks.
/// </summary>
internal static class LetterHead
{
    private const double Millimetre = LetterSheet.Millimetre;
    private const double Left = LetterSheet.Left;

    // The window begins at 45 mm and is 45 mm high: up to three lines of remarks, then six lines of address.
    private const double WindowTop = 45 * Millimetre;
    private const double WindowEnd = 90 * Millimetre;
    private const double WindowWidth = 80 * Millimetre;
    private const double AddressTop = 62.7 * Millimetre;
    private const double BlockTop = 50 * Millimetre;
    private const double BlockLeft = 125 * Millimetre;
    private const double BlockValues = BlockLeft + 30 * Millimetre;
    private const double TextTop = 98.5 * Millimetre;

    private static readonly TextStyle Name = new(15, IsBold: true);
    private static readonly TextStyle Sender = new(6.5, IsQuiet: true);
    private static readonly TextStyle Address = new(9.5);
    private static readonly TextStyle Label = new(8, IsQuiet: true);
    private static readonly TextStyle Value = new(8);

    public static void Place(LetterSheet sheet, Letter letter)
    {
        PlaceMarks(sheet);
        sheet.Y = 15 * Millimetre;
        if (letter.Provider.Logo is { } logo)
            sheet.Y += sheet.PlaceLogo(logo);
        else
            sheet.Lines(letter.Provider.Name!, Name, Left, LetterSheet.Width);

        // A name of several lines moves everything below it down.
        var lowered = Math.Max(0, sheet.Y + 8 - WindowTop);
        var end = PlaceAddress(sheet, letter, lowered);
        sheet.Y = BlockTop + lowered;
        PlaceBlock(sheet, letter);
        sheet.Y = Math.Max(TextTop, Math.Max(end, sheet.Y) + 20);
    }

    private static void PlaceMarks(LetterSheet sheet)
    {
        foreach (var fold in (ReadOnlySpan<double>)[105, 210])
            sheet.Mark(5 * Millimetre, fold * Millimetre, 4 * Millimetre);
        sheet.Mark(5 * Millimetre, 148.5 * Millimetre, 6 * Millimetre);
    }

    private static double PlaceAddress(LetterSheet sheet, Letter letter, double lowered)
    {
        var provider = letter.Provider;
        var sender = LetterText.Wrap($"{provider.Name} · {provider.Street} · {provider.PostalCode} {provider.City}", Sender, WindowWidth);
        var lines = letter.Recipient.SelectMany(line => LetterText.Wrap(line, Address, WindowWidth)).ToList();

        // More than six lines start higher than normal. Lines that do not fit into the window continue below it.
        var top = Math.Min(AddressTop, WindowEnd - lines.Count * Address.LineHeight);
        sheet.Y = lowered + Math.Max(WindowTop, top - sender.Count * Sender.LineHeight - 4);
        foreach (var line in sender)
            sheet.Line(line, Sender, Left);
        sheet.Rule(sheet.Y + 1, WindowWidth);
        sheet.Y += 4;
        foreach (var line in lines)
            sheet.Line(line, Address, Left);
        return sheet.Y;
    }

    private static void PlaceBlock(LetterSheet sheet, Letter letter)
    {
        var (provider, language) = (letter.Provider, letter.Language);
        (string Label, string Value)[] contact =
        [
            (language.Pick("Ansprechpartner", "Your contact", "Votre contact", "Il Suo contatto"), provider.ContactPerson!),
            (language.Pick("Telefon", "Phone", "Téléphone", "Telefono"), provider.Phone!),
            (language.Pick("E-Mail", "Email", "E-mail", "E-mail"), provider.Email!),
        ];
        PlaceFacts(sheet, letter.Facts);
        sheet.Y += 5;
        PlaceFacts(sheet, contact);
    }

    private static void PlaceFacts(LetterSheet sheet, IReadOnlyList<(string Label, string Value)> facts)
    {
        foreach (var (label, value) in facts)
        {
            var row = sheet.Y;
            sheet.Lines(label, Label, BlockLeft, BlockValues - BlockLeft - 4);
            (var below, sheet.Y) = (sheet.Y, row);
            sheet.Lines(value, Value, BlockValues, Left + LetterSheet.Width - BlockValues);
            sheet.Y = Math.Max(sheet.Y, below) + 1;
        }
    }
}
