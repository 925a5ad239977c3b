using Accounts.Billing.Documents;

namespace Accounts.Billing.EInvoices;

/// <summary>
/// Writes the lines (BG-25). On a collective invoice, each line says which account used it. Nested lines, which could be the sections,
/// are forbidden (UBL-CR-646).
/// </summary>
internal static class Lines
{
    public static void Write(UblWriter ubl, InvoiceDocument document, bool credit)
    {
        // If the whole invoice is for one day, the header says that day and the lines do not.
        var (from, to) = document.Supplied;
        var (group, quantity) = credit ? ("CreditNoteLine", "CreditedQuantity") : ("InvoiceLine", "InvoicedQuantity");
        foreach (var line in document.Lines)
        {
            ubl.Write(group, () =>
            {
                WriteFigures(ubl, line, quantity);
                if (from != to)
                    XRechnung.WritePeriod(ubl, line.SuppliedFrom, line.SuppliedTo);
                if (IsOfSubAccount(document, line))
                    WriteSubAccount(ubl, line.UsedBy);
                ubl.Write("Item", () => WriteItem(ubl, document, line));
                ubl.Write("Price", () => ubl.WriteAmount("PriceAmount", line.UnitPrice));
            });
        }
    }

    private static void WriteFigures(UblWriter ubl, InvoiceLine line, string quantity)
    {
        ubl.Write("ID", (decimal)line.Number);
        ubl.Write("Note", line.Note);
        ubl.Write(quantity, line.Quantity, ("unitCode", Unit(line)));
        ubl.WriteAmount("LineExtensionAmount", line.Net);
        ubl.Write("AccountingCost", line.CostCentre);
    }

    private static void WriteItem(UblWriter ubl, InvoiceDocument document, InvoiceLine line)
    {
        ubl.Write("Name", line.Name);
        Sums.WriteCategory(ubl, "ClassifiedTaxCategory", line.Tax);
        foreach (var (name, value) in Attributes(document, line))
        {
            ubl.Write("AdditionalItemProperty", () =>
            {
                ubl.Write("Name", name);
                ubl.Write("Value", value);
            });
        }
    }

    // The object of the line (BT-128): the account's customer number, marked as "internal customer number" (IT).
    private static void WriteSubAccount(UblWriter ubl, UsedBy account) => ubl.Write("DocumentReference", () =>
    {
        ubl.Write("ID", account.CustomerNumber, ("schemeID", "IT"));
        ubl.Write("DocumentTypeCode", "130");
    });

    // BG-32. The names are German in every language, because programs search for them.
    private static IEnumerable<(string Name, string Value)> Attributes(InvoiceDocument document, InvoiceLine line)
    {
        if (IsOfSubAccount(document, line))
            yield return ("Unterkonto", $"{line.UsedBy.CustomerNumber} {line.UsedBy.Name}");
        if (line.DeliveryNote is { } note && note != document.DeliveryNote)
            yield return ("Lieferschein", note);
        if (line.PurchaseOrderNumber is { } order && order != document.PurchaseOrderNumber)
            yield return ("Bestellnummer", order);
    }

    private static bool IsOfSubAccount(InvoiceDocument document, InvoiceLine line) =>
        line.UsedBy.CustomerNumber != document.Buyer.CustomerNumber;

    private static string Unit(InvoiceLine line) =>
        UnitCodes.Of(line.Unit) ?? throw new InvalidOperationException($"{line.Unit} has no code in UnitCodes.");
}
