using System.Globalization;
using System.Text;
using Accounts.Billing.Documents;
using Accounts.Billing.Invoices;
using Accounts.Platform.Http;
using Accounts.Platform.Values;

namespace Accounts.Billing.Reports;

/// <summary>
/// Documents as DATEV's booking batch: EXTF, version 700, category 21, format version 13. Each category and rate of tax of a document is
/// one booking of its gross amount: a debit of the debtor to a revenue account, or a credit if the amount is negative.
/// </summary>
public sealed class DatevBatch(DatevOptions options, ReportMonth month, DateTimeOffset madeAt)
{
    // Column numbers, starting at 1 as in descriptions of the format.
    private const int Amount = 1, Side = 2, Currency = 3, Account = 7, CounterAccount = 8, TaxKey = 9, Date = 10, Number = 11, Due = 12;
    private const int BookingText = 14, FirstInfo = 21, EuVatId = 40, Locked = 114, SupplyDay = 115, TaxDay = 116, DueDay = 117;
    private const int MostText = 60;
    private const string LongDay = "ddMMyyyy", PrintedDay = "dd.MM.yyyy";

    /// <summary>Writes the file. Fails if the settings have no account for what was billed.</summary>
    public Outcome<byte[]> Write(IReadOnlyList<RegisterEntry> entries)
    {
        var text = new StringBuilder(Header()).Append("\r\n").AppendJoin(';', DatevColumns.Names).Append("\r\n");
        foreach (var entry in entries)
        {
            // DATEV has no bookings with an amount of 0.
            foreach (var tax in entry.Taxes.Where(tax => tax.Net + tax.Tax != 0))
            {
                if (options.RevenueOf(tax.Category, tax.Rate) is not { } revenue)
                    return new NoRevenueAccount(tax.Category, tax.Rate);
                text.AppendJoin(';', CellsOf(entry, tax, revenue)).Append("\r\n");
            }
        }

        return DatevText.Encode(text.ToString());
    }

    private string Header()
    {
        var begins = new DateOnly(
            month.First.Month < options.FiscalYearMonth ? month.First.Year - 1 : month.First.Year, options.FiscalYearMonth, 1);
        string[] cells =
        [
            "\"EXTF\"", "700", "21", "\"Buchungsstapel\"", "13",
            CentralEurope.Local(madeAt).ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture),
            "", "\"RE\"", "\"\"", "\"\"", Whole(options.Consultant), Whole(options.Client), Day(begins, "yyyyMMdd"),
            Whole(options.AccountLength), Day(month.First, "yyyyMMdd"), Day(month.First.AddMonths(1).AddDays(-1), "yyyyMMdd"),
            $"\"Ausgangsrechnungen {month}\"", "\"\"", "1", "0", "0", "\"EUR\"", "", "\"\"", "", "", "\"\"", "", "", "\"\"", "\"\"",
        ];
        return string.Join(';', cells);
    }

    private string[] CellsOf(RegisterEntry entry, RegisteredTax tax, RevenueAccount revenue)
    {
        var gross = tax.Net + tax.Tax;
        var cells = new Dictionary<int, string>
        {
            [Amount] = (Math.Abs(gross) / 100m).ToString("0.00", CultureInfo.InvariantCulture).Replace('.', ','),
            [Side] = gross > 0 ? "S" : "H",
            [Currency] = entry.Currency,
            [Account] = options.DebtorOf(entry.OrganizationId),
            [CounterAccount] = revenue.Account!,
            [TaxKey] = revenue.TaxKey?.PadLeft(4, '0') ?? "",
            [Date] = Day(entry.Date, "ddMM"),
            [Number] = entry.Number,
            [Due] = Day(entry.DueOn, "ddMMyy"),
            [BookingText] = entry.Customer,
            [FirstInfo] = "Kundennummer",
            [FirstInfo + 1] = entry.OrganizationId,
            [EuVatId] = tax.Category == "AE" ? entry.CustomerVatId ?? "" : "",
            [Locked] = "0",
            [SupplyDay] = Day(tax.SuppliedTo, LongDay),
            // The format requires a tax date with a day of supply. Without both, the document date would count, as in our VAT report.
            [TaxDay] = tax.SuppliedTo is null ? "" : Day(entry.Date, LongDay),
            [DueDay] = Day(entry.DueOn, LongDay),
        };
        if (entry.RefersTo is { } cancelled)
            (cells[FirstInfo + 2], cells[FirstInfo + 3]) = ("Storno zu", cancelled);
        // The format has a day of supply, but no period.
        if (tax.SuppliedFrom != tax.SuppliedTo)
        {
            var period = $"{Day(tax.SuppliedFrom, PrintedDay)} - {Day(tax.SuppliedTo, PrintedDay)}";
            (cells[FirstInfo + 4], cells[FirstInfo + 5]) = ("Leistungszeitraum", period);
        }

        return
        [
            .. Enumerable.Range(1, DatevColumns.Names.Count)
                .Select(column => (Text: cells.GetValueOrDefault(column, ""), IsText: DatevColumns.IsText(column - 1)))
                .Select(cell => cell.IsText ? Quoted(cell.Text) : cell.Text),
        ];
    }

    private static string Quoted(string text)
    {
        var plain = DatevText.Plain(text);
        return $"\"{(plain.Length > MostText ? plain[..MostText] : plain).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateOnly? day, string form) => day?.ToString(form, CultureInfo.InvariantCulture) ?? "";
}
