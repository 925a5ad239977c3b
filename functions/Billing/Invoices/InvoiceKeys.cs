using System.Globalization;
using Accounts.Platform.Storage;

namespace Accounts.Billing.Invoices;

/// <summary>Keys of invoices.</summary>
public static class InvoiceKeys
{
    /// <summary>Kind of the invoices of an account; newest day first, those of one day in no promised order.</summary>
    [RowKey(Tables.Organizations)]
    public const string Invoices = "invoice:";

    [RowKey(Tables.Organizations)]
    private const string LinesOf = "invoice-lines:";

    [RowKey(Tables.Organizations)]
    private const string Numbers = "invoice-number:";

    [RowKey(Tables.Organizations)]
    private const string CancelledOf = "invoice-cancelled:";

    /// <summary>Kind of what is open of the invoices of an account.</summary>
    [RowKey(Tables.Organizations)]
    public const string OpenItems = "invoice-open:";

    /// <summary>The last number of a series.</summary>
    [RowKey(Tables.InvoiceNumbers)]
    public const string LastNumber = "last";

    [RowKey(Tables.InvoiceNumbers)]
    private const string TakenBy = "taken:";

    [RowKey(Tables.InvoiceNumbers)]
    private const string Used = "number:";

    /// <summary>Kind of the days on which numbers were given, with the first of each.</summary>
    [RowKey(Tables.InvoiceNumbers)]
    public const string Days = "day:";

    /// <summary>Kind of the numbers that were taken and not used.</summary>
    [RowKey(Tables.InvoiceNumbers)]
    public const string Gaps = "gap:";

    /// <summary>Kind of the invoices that wait for a person.</summary>
    [RowKey(Tables.InvoiceReviews)]
    public const string Waiting = "waiting:";

    /// <summary>Kind of the invoices of which something is open, in the partition of their shard and day.</summary>
    [RowKey(Tables.InvoicesOpen)]
    public const string Open = "open:";

    // More digits than a series can have, so that numbers sort by how they count.
    private const int CountDigits = 10;

    /// <summary>More than a series can have.</summary>
    public const long MaxCount = 9_999_999_999;

    /// <summary>One invoice.</summary>
    public static string Invoice(string invoiceId) => Invoices + Inverted(invoiceId[..8]) + invoiceId[8..];

    /// <summary>Where the invoices of a day begin in the list.</summary>
    public static string DayOf(DateOnly day) => Inverted(day.ToString("yyyyMMdd", CultureInfo.InvariantCulture));

    /// <summary>Kind of the rows with the lines of an invoice.</summary>
    public static string Lines(string invoiceId) => $"{LinesOf}{invoiceId}:";

    /// <summary>One of these rows.</summary>
    public static string LineRow(string invoiceId, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Lines(invoiceId)}{number:D6}");

    /// <summary>Which invoice of an account has a number.</summary>
    public static string Number(string number) => Numbers + number;

    /// <summary>What of an invoice was cancelled.</summary>
    public static string Cancelled(string invoiceId) => CancelledOf + invoiceId;

    /// <summary>Which number an invoice has taken.</summary>
    public static string Taken(string organizationId, string invoiceId) => $"{TakenBy}{organizationId}:{invoiceId}";

    /// <summary>Which invoice took a number; in the order in which numbers are given.</summary>
    public static string TakenNumber(string number) => Used + number[(number.LastIndexOf('-') + 1)..].PadLeft(CountDigits, '0');

    /// <summary>The same by the count of the series.</summary>
    public static string TakenNumber(long count) => Used + count.ToString("D10", CultureInfo.InvariantCulture);

    /// <summary>The first number of a day.</summary>
    public static string FirstOf(DateOnly day) => Days + day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>What is open of an invoice.</summary>
    public static string OpenItem(string invoiceId) => OpenItems + invoiceId;

    /// <summary>An invoice of which something is open, in the list over all accounts.</summary>
    public static string OpenInvoice(string organizationId, string invoiceId) => $"{Open}{organizationId}:{invoiceId}";

    /// <summary>A number that was taken and not used.</summary>
    public static string Gap(string number) => Gaps + number;

    /// <summary>An invoice that waits for a person.</summary>
    public static string Review(string organizationId, string invoiceId) => $"{Waiting}{organizationId}:{invoiceId}";

    // Later days sort before earlier ones.
    private static string Inverted(string day) =>
        (99_999_999 - int.Parse(day, CultureInfo.InvariantCulture)).ToString("D8", CultureInfo.InvariantCulture);
}
