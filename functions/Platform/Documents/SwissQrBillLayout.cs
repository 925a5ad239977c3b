using Accounts.Platform.Values;

namespace Accounts.Platform.Documents;

/// <summary>
/// Payment part and receipt of a QR-bill, 105 mm high at the foot of a page, with the dimensions from the guidelines. The
/// guidelines name the fonts Arial, Helvetica, Frutiger and Liberation Sans; we use Inter instead.
/// </summary>
internal static class SwissQrBillLayout
{
    private const double Millimetre = LetterSheet.Millimetre;
    private const double Top = PlacedPage.Height - 105 * Millimetre;
    private const double ReceiptLeft = 5 * Millimetre;
    private const double ReceiptWidth = 52 * Millimetre;
    private const double PartLeft = 67 * Millimetre;
    private const double InformationLeft = 118 * Millimetre;
    private const double InformationWidth = 87 * Millimetre;
    private const double CodeSide = 46 * Millimetre;

    private static readonly TextStyle Title = new(11, IsBold: true);
    private static readonly TextStyle Note = new(7, IsQuiet: true);
    private static readonly Styles Receipt = new(new(6, IsBold: true), new(8), ReceiptWidth);
    private static readonly Styles Part = new(new(8, IsBold: true), new(10), InformationWidth);

    public static void Place(PlacedPage page, SwissQrBill bill, Language language)
    {
        var account = language.Pick("Konto / Zahlbar an", "Account / Payable to", "Compte / Payable à", "Conto / Pagabile a");
        var payer = language.Pick("Zahlbar durch", "Payable by", "Payable par", "Pagabile da");
        string[] payable = [Iban.Group(bill.Says.Iban), .. bill.Says.Creditor.Printed];
        page.Rules.Add(new PlacedRule(0, Top, PlacedPage.Width, IsStrong: true));
        page.Rules.Add(new PlacedRule(62 * Millimetre, Top, 105 * Millimetre, IsVertical: true, IsStrong: true));
        var separate = language.Pick(
            "Vor der Einzahlung abzutrennen",
            "Separate before paying in",
            "À détacher avant le versement",
            "Da staccare prima del versamento");
        page.Put(separate, Note, ReceiptLeft, Top - 12);

        page.Put(language.Pick("Empfangsschein", "Receipt", "Récépissé", "Ricevuta"), Title, ReceiptLeft, At(5));
        var y = PlaceParty(page, Receipt, (ReceiptLeft, At(12)), account, payable);
        PlaceParty(page, Receipt, (ReceiptLeft, y), payer, bill.Says.Debtor.Printed);
        PlaceAmount(page, Receipt, ReceiptLeft, bill, language);
        var point = language.Pick("Annahmestelle", "Acceptance point", "Point de dépôt", "Punto di accettazione");
        page.Put(point, Receipt.Heading, ReceiptLeft + ReceiptWidth - Receipt.Heading.Measure(point), At(82));

        page.Put(language.Pick("Zahlteil", "Payment part", "Section paiement", "Sezione pagamento"), Title, PartLeft, At(5));
        PlaceCode(page, bill.Code);
        PlaceAmount(page, Part, PartLeft, bill, language);
        y = PlaceParty(page, Part, (InformationLeft, At(5)), account, payable);
        var information = language.Pick(
            "Zusätzliche Informationen", "Additional information", "Informations supplémentaires", "Informazioni supplementari");
        y = PlaceParty(page, Part, (InformationLeft, y), information, [bill.Says.Message]);
        PlaceParty(page, Part, (InformationLeft, y), payer, bill.Says.Debtor.Printed);
    }

    private static double At(double millimetres) => Top + millimetres * Millimetre;

    private static double PlaceParty(PlacedPage page, Styles styles, (double X, double Y) at, string heading, IEnumerable<string> lines)
    {
        page.Put(heading, styles.Heading, at.X, at.Y);
        var y = at.Y + styles.Heading.LineHeight;
        foreach (var line in lines.SelectMany(line => LetterText.Wrap(line, styles.Value, styles.Width)))
        {
            page.Put(line, styles.Value, at.X, y);
            y += styles.Value.Size * 1.2;
        }

        return y + styles.Value.Size;
    }

    private static void PlaceAmount(PlacedPage page, Styles styles, double x, SwissQrBill bill, Language language)
    {
        var amounts = x + (styles == Receipt ? 13 : 16) * Millimetre;
        page.Put(language.Pick("Währung", "Currency", "Monnaie", "Valuta"), styles.Heading, x, At(68));
        page.Put(bill.Says.Amount.Currency, styles.Value, x, At(68) + styles.Heading.LineHeight);
        page.Put(language.Pick("Betrag", "Amount", "Montant", "Importo"), styles.Heading, amounts, At(68));
        page.Put(bill.Says.AmountText, styles.Value, amounts, At(68) + styles.Heading.LineHeight);
    }

    // The Swiss cross of 7 mm covers the centre of the code. Error correction level M compensates for it.
    private static void PlaceCode(PlacedPage page, QrCode code)
    {
        page.Boxes.AddRange(code.Place(PartLeft, At(17), CodeSide));
        var (x, y) = (PartLeft + CodeSide / 2, At(17) + CodeSide / 2);
        foreach (var (width, height, shade) in (ReadOnlySpan<(double, double, Shade)>)
            [(7, 7, Shade.White), (6.47, 6.47, Shade.Black), (3.89, 1.17, Shade.White), (1.17, 3.89, Shade.White)])
        {
            var (w, h) = (width * Millimetre, height * Millimetre);
            page.Boxes.Add(new PlacedBox(x - w / 2, y - h / 2, w, h, shade));
        }
    }

    private sealed record Styles(TextStyle Heading, TextStyle Value, double Width);
}
