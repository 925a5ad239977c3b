using Accounts.Billing.Documents;

namespace Accounts.Billing.EInvoices;

/// <summary>Writes how the invoice is paid, and by when (BG-16, BT-20): by transfer or by card, never both (BR-DE-23, BR-DE-24).</summary>
internal static class PaymentGroup
{
    public static void Write(UblWriter ubl, InvoiceDocument document, bool credit)
    {
        var payment = document.Payment;
        ubl.Write("PaymentMeans", () =>
        {
            ubl.Write("PaymentMeansCode", Code(document));
            // A credit note has no other element for the due date.
            if (credit)
                ubl.Write("PaymentDueDate", document.DueOn);
            if (payment.Means == PaymentMeans.Card)
                WriteCard(ubl, payment);
            else
                WriteAccount(ubl, payment.Account, document);
        });
        if (PaymentTermsText.Of(document.Terms) is { } terms)
            ubl.Write("PaymentTerms", () => ubl.Write("Note", terms));
    }

    private static string Code(InvoiceDocument document) => document.Payment.Means switch
    {
        PaymentMeans.Card => "54",
        _ => document.Currency == "EUR" ? "58" : "30",
    };

    private static void WriteCard(UblWriter ubl, PaymentInstructions payment) => ubl.Write("CardAccount", () =>
    {
        ubl.Write("PrimaryAccountNumberID", payment.CardLastFour);
        // The schema requires the card network, but EN 16931 has no term for it.
        ubl.Write("NetworkID", "NA");
    });

    private static void WriteAccount(UblWriter ubl, BankAccount account, InvoiceDocument document)
    {
        // The reference that the customer writes on the transfer (BT-83).
        if (document.Kind == DocumentKind.Invoice)
            ubl.Write("PaymentID", document.Number);
        ubl.Write("PayeeFinancialAccount", () =>
        {
            ubl.Write("ID", account.Iban);
            ubl.Write("Name", account.Holder);
            ubl.WriteReference("FinancialInstitutionBranch", account.Bic);
        });
    }
}
