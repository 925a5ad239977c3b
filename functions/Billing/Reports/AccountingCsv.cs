using System.Globalization;
using System.Text;
using Accounts.Billing.Documents;
using Accounts.Billing.Invoices;
using Accounts.Platform.Values;

namespace Accounts.Billing.Reports;

/// <summary>
/// Documents as CSV (RFC 4180): UTF-8, commas, CRLF, a header line, and a line for each category and rate of tax of a document. The
/// columns are described in docs/accounting-export.md; new ones are added at the end.
/// </summary>
public static class AccountingCsv
{
    // Spreadsheets treat a cell that begins with one of these as a formula.
    private const string FormulaStarts = "=+-@\t\r\n";

    private static readonly string[] Columns =
    [
        "number", "kind", "date", "dueDate", "customerNumber", "customer", "customerCountry", "customerVatId", "sellerCountry", "currency",
        "part", "parts", "taxCategory", "taxRate", "taxReason", "net", "tax", "gross", "paymentMeans", "refersTo",
        "supplyFrom", "supplyTo",
    ];

    public static byte[] Write(IReadOnlyList<RegisterEntry> entries)
    {
        var text = new StringBuilder(string.Join(',', Columns)).Append("\r\n");
        foreach (var entry in entries)
        {
            foreach (var (index, tax) in entry.Taxes.Index())
                text.AppendJoin(',', CellsOf(entry, tax, index + 1)).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string[] CellsOf(RegisterEntry entry, RegisteredTax tax, int part) =>
    [
        Text(entry.Number),
        entry.Kind == DocumentKind.Invoice ? "invoice" : "cancellation",
        Day(entry.Date),
        Day(entry.DueOn),
        entry.OrganizationId,
        Text(entry.Customer),
        Text(entry.CustomerCountry),
        Text(entry.CustomerVatId),
        Text(entry.SellerCountry),
        entry.Currency,
        part.ToString(CultureInfo.InvariantCulture),
        entry.Taxes.Count.ToString(CultureInfo.InvariantCulture),
        tax.Category,
        Number(tax.Rate),
        Text(tax.ReasonCode),
        Number(tax.Net),
        Number(tax.Tax),
        Number(tax.Net + tax.Tax),
        EnumNames.Of(entry.Means),
        Text(entry.RefersTo),
        Day(tax.SuppliedFrom),
        Day(tax.SuppliedTo),
    ];

    /// <summary>A text as a cell: in quotes if needed, and after an apostrophe if spreadsheets would treat it as a formula.</summary>
    public static string Text(string? text)
    {
        var plain = text is { Length: > 0 } && FormulaStarts.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text ?? "";
        return plain.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{plain.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : plain;
    }

    // Amounts in minor units and rates in hundredths both have two decimals, because all currencies of this product do.
    private static string Number(long hundredths) => (hundredths / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
