using System.Globalization;
using Accounts.Platform.Storage;

namespace Accounts.Billing.Invoices;

public static class InvoiceKeys
{
    /// <summary>Prefix of the invoices of an account. The newest day is first; invoices of one day are in no particular order.</summary>
    [RowKey(Tables.Organizations)]
    public const string Invoices = "invoice:";

    [RowKey(Tables.Organizations)]
    private const string LinesOf = "invoice-lines:";

    [RowKey(Tables.Organizations)]
    private const string Numbers = "invoice-number:";

    [RowKey(Tables.Organizations)]
    private const string CancelledOf = "invoice-cancelled:";

    /// <summary>Prefix of the open items of an account.</summary>
    [RowKey(Tables.Organizations)]
    public const string OpenItems = "invoice-open:";

    /// <summary>The last number of a series.</summary>
    [RowKey(Tables.InvoiceNumbers)]
    public const string LastNumber = "last";

    [RowKey(Tables.InvoiceNumbers)]
    private const string TakenBy = "taken:";

    [RowKey(Tables.InvoiceNumbers)]
    private const string Used = "number:";

    /// <summary>Prefix of the days on which numbers were given, with the first number of each.</summary>
    [RowKey(Tables.InvoiceNumbers)]
    public const string Days = "day:";

    /// <summary>Prefix of the numbers that were taken and not used.</summary>
    [RowKey(Tables.InvoiceNumbers)]
    public const string Gaps = "gap:";

    /// <summary>Prefix of the invoices that wait for a person.</summary>
    [RowKey(Tables.InvoiceReviews)]
    public const string Waiting = "waiting:";

    /// <summary>Prefix of the invoices with an open amount, in the partition of their shard and day.</summary>
    [RowKey(Tables.InvoicesOpen)]
    public const string Open = "open:";

    // More digits than a series can have, so that keys sort in the order of the numbers.
    private const int CountDigits = 10;

    /// <summary>More numbers than a series can have.</summary>
    public const long MaxCount = 9_999_999_999;

    public static string Invoice(string invoiceId) => Invoices + Inverted(invoiceId[..8]) + invoiceId[8..];

    /// <summary>Where the invoices of a day begin in the list.</summary>
    public static string DayOf(DateOnly day) => Inverted(day.ToString("yyyyMMdd", CultureInfo.InvariantCulture));

    /// <summary>Prefix of the rows with the lines of an invoice.</summary>
    public static string Lines(string invoiceId) => $"{LinesOf}{invoiceId}:";

    public static string LineRow(string invoiceId, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Lines(invoiceId)}{number:D6}");

    /// <summary>Which invoice of an account has a number.</summary>
    public static string Number(string number) => Numbers + number;

    /// <summary>What was cancelled of an invoice.</summary>
    public static string Cancelled(string invoiceId) => CancelledOf + invoiceId;

    /// <summary>Which number an invoice has taken.</summary>
    public static string Taken(string organizationId, string invoiceId) => $"{TakenBy}{organizationId}:{invoiceId}";

    /// <summary>Which invoice took a number; sorted in the order of the numbers.</summary>
    public static string TakenNumber(string number) => Used + number[(number.LastIndexOf('-') + 1)..].PadLeft(CountDigits, '0');

    /// <summary>The same, by the number within the series.</summary>
    public static string TakenNumber(long count) => Used + count.ToString("D10", CultureInfo.InvariantCulture);

    /// <summary>The first number of a day.</summary>
    public static string FirstOf(DateOnly day) => Days + day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>The open amount of an invoice.</summary>
    public static string OpenItem(string invoiceId) => OpenItems + invoiceId;

    /// <summary>An invoice with an open amount, in the list of all accounts.</summary>
    public static string OpenInvoice(string organizationId, string invoiceId) => $"{Open}{organizationId}:{invoiceId}";

    /// <summary>A number that was taken and not used.</summary>
    public static string Gap(string number) => Gaps + number;

    /// <summary>An invoice that waits for a person.</summary>
    public static string Review(string organizationId, string invoiceId) => $"{Waiting}{organizationId}:{invoiceId}";

    // Later days sort before earlier ones.
    private static string Inverted(string day) =>
        (99_999_999 - int.Parse(day, CultureInfo.InvariantCulture)).ToString("D8", CultureInfo.InvariantCulture);
}
