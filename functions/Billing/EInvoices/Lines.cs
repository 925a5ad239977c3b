using Accounts.Billing.Documents;

namespace Accounts.Billing.EInvoices;

/// <summary>
/// The lines (BG-25). On a collective invoice each says which account used it: lines within lines, which would be the sections,
/// are forbidden (UBL-CR-646).
/// </summary>
internal static class Lines
{
    public static void Write(UblWriter ubl, InvoiceDocument document, bool credit)
    {
        // Where the whole invoice is of one day, that day stands at its top.
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

    // The object that the line is about (BT-128): its customer number, of the kind "internal customer number".
    private static void WriteSubAccount(UblWriter ubl, UsedBy account) => ubl.Write("DocumentReference", () =>
    {
        ubl.Write("ID", account.CustomerNumber, ("schemeID", "IT"));
        ubl.Write("DocumentTypeCode", "130");
    });

    // BG-32. In German whatever the document's language is: programs look for the names.
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
