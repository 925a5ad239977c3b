namespace Accounts.Billing.Reports;

/// <summary>
/// The 125 columns of DATEV's booking batch (Buchungsstapel, format version 13), from public descriptions of the format. Columns with an
/// asterisk are texts, which are in quotes even if they are empty.
/// </summary>
public static class DatevColumns
{
    private const string Beginning =
        "Umsatz (ohne Soll/Haben-Kz);*Soll/Haben-Kennzeichen;*WKZ Umsatz;Kurs;Basis-Umsatz;*WKZ Basis-Umsatz;Konto;"
        + "Gegenkonto (ohne BU-Schlüssel);*BU-Schlüssel;Belegdatum;*Belegfeld 1;*Belegfeld 2;Skonto;*Buchungstext;Postensperre;"
        + "*Diverse Adressnummer;Geschäftspartnerbank;Sachverhalt;Zinssperre;*Beleglink";

    private const string Middle =
        "*KOST1 - Kostenstelle;*KOST2 - Kostenstelle;Kost-Menge;*EU-Land u. UStID (Bestimmung);EU-Steuersatz (Bestimmung);"
        + "*Abw. Versteuerungsart;Sachverhalt L+L;Funktionsergänzung L+L;BU 49 Hauptfunktionstyp;BU 49 Hauptfunktionsnummer;"
        + "BU 49 Funktionsergänzung";

    private const string End =
        "Stück;Gewicht;Zahlweise;*Forderungsart;Veranlagungsjahr;Zugeordnete Fälligkeit;Skontotyp;*Auftragsnummer;*Buchungstyp;"
        + "USt-Schlüssel (Anzahlungen);*EU-Land (Anzahlungen);Sachverhalt L+L (Anzahlungen);EU-Steuersatz (Anzahlungen);"
        + "Erlöskonto (Anzahlungen);*Herkunft-Kz;*Buchungs GUID;KOST-Datum;*SEPA-Mandatsreferenz;Skontosperre;*Gesellschaftername;"
        + "Beteiligtennummer;*Identifikationsnummer;*Zeichnernummer;Postensperre bis;*Bezeichnung SoBil-Sachverhalt;"
        + "Kennzeichen SoBil-Buchung;Festschreibung;Leistungsdatum;Datum Zuord. Steuerperiode;Fälligkeit;*Generalumkehr (GU);Steuersatz;"
        + "*Land;*Abrechnungsreferenz;BVV-Position;*EU-Land u. UStID (Ursprung);EU-Steuersatz (Ursprung);Abw. Skontokonto";

    private const char Mark = '*';

    private static readonly string[] Marked =
    [
        .. Beginning.Split(';'),
        .. Pairs("*Beleginfo - Art", "*Beleginfo - Inhalt", 8),
        .. Middle.Split(';'),
        .. Pairs("*Zusatzinformation - Art", "*Zusatzinformation- Inhalt", 20),
        .. End.Split(';'),
    ];

    /// <summary>The names of the columns, in their order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Marked.Select(name => name.TrimStart(Mark))];

    /// <summary>Whether a column is a text; columns are counted from 0.</summary>
    public static bool IsText(int column) => Marked[column][0] == Mark;

    private static IEnumerable<string> Pairs(string kind, string content, int count) =>
        Enumerable.Range(1, count).SelectMany(number => new[] { $"{kind} {number}", $"{content} {number}" });
}
