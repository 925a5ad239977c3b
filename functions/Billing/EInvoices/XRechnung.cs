using Accounts.Billing.Documents;

namespace Accounts.Billing.EInvoices;

/// <summary>
/// Writes an invoice as XRechnung in UBL 2.1. <see cref="DocumentChecks"/> decides before whether it may be written. Peppol and Austria's
/// federal administration require another profile, and no e-mail as electronic address; this document is not for them.
/// </summary>
public static class XRechnung
{
    /// <summary>The profile with its version (BT-24).</summary>
    public const string Profile = "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0";

    /// <summary>The business process (BT-23): billing.</summary>
    public const string Process = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";

    /// <summary>The XML: the same bytes for the same document, in UTF-8 without byte order mark.</summary>
    /// <exception cref="ArgumentException">The document is a draft: it has no number.</exception>
    public static byte[] Write(InvoiceDocument document)
    {
        if (document.Number is null)
            throw new ArgumentException("A draft has no XML. Finalize it first.", nameof(document));

        // A CreditNote cannot have code 384, and an Invoice cannot have code 381 (BR-CL-01).
        var credit = document.Kind == DocumentKind.PartialCancellation;
        using var stream = new MemoryStream();
        using (var ubl = new UblWriter(stream, credit ? "CreditNote" : "Invoice", document.Currency))
        {
            WriteHeader(ubl, document, credit);
            WriteReferences(ubl, document);
            ubl.Write("AccountingSupplierParty", () => Parties.WriteSeller(ubl, document));
            ubl.Write("AccountingCustomerParty", () => Parties.WriteBuyer(ubl, document));
            var (from, to) = document.Supplied;
            if (from == to)
                ubl.Write("Delivery", () => ubl.Write("ActualDeliveryDate", from));
            PaymentGroup.Write(ubl, document, credit);
            Sums.Write(ubl, document);
            Lines.Write(ubl, document, credit);
        }

        return stream.ToArray();
    }

    private static void WriteHeader(UblWriter ubl, InvoiceDocument document, bool credit)
    {
        ubl.Write("CustomizationID", Profile);
        ubl.Write("ProfileID", Process);
        ubl.Write("ID", document.Number);
        ubl.Write("IssueDate", document.Date);
        if (!credit)
            ubl.Write("DueDate", document.DueOn);
        ubl.Write(credit ? "CreditNoteTypeCode" : "InvoiceTypeCode", TypeCode(document.Kind));
        foreach (var note in document.Notes)
            ubl.Write("Note", Note(note));
        ubl.Write("DocumentCurrencyCode", document.Currency);
        ubl.Write("TaxCurrencyCode", document.AccountingTax?.Currency);
        ubl.Write("BuyerReference", document.BuyerReference);
        var (from, to) = document.Supplied;
        if (from != to)
            WritePeriod(ubl, from, to);
    }

    private static void WriteReferences(UblWriter ubl, InvoiceDocument document)
    {
        ubl.WriteReference("OrderReference", document.PurchaseOrderNumber);
        if (document.Preceding is { } preceding)
        {
            ubl.Write("BillingReference", () => ubl.Write("InvoiceDocumentReference", () =>
            {
                ubl.Write("ID", preceding.Number);
                ubl.Write("IssueDate", preceding.Date);
            }));
        }

        ubl.WriteReference("DespatchDocumentReference", document.DeliveryNote);
        ubl.WriteReference("ContractDocumentReference", document.ContractNumber);
    }

    /// <summary>Writes the first and last day (BG-14, BG-26).</summary>
    internal static void WritePeriod(UblWriter ubl, DateOnly from, DateOnly to) => ubl.Write("InvoicePeriod", () =>
    {
        ubl.Write("StartDate", from);
        ubl.Write("EndDate", to);
    });

    private static string TypeCode(DocumentKind kind) => kind switch
    {
        DocumentKind.Invoice => "380",
        DocumentKind.Cancellation => "384",
        DocumentKind.PartialCancellation => "381",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    // The text between the first two number signs of a note is read as its subject (BT-21), which must be a code (BR-CL-08). So a note
    // that contains number signs gets AAI, the code for general information, in front.
    private static string Note(string text) => text.Contains('#', StringComparison.Ordinal) ? $"#AAI#{text}" : text;
}
