using Accounts.Billing.Documents;

namespace Accounts.Billing.EInvoices;

/// <summary>How it is paid, and by when (BG-16, BT-20): a transfer or a card, never both (BR-DE-23, BR-DE-24).</summary>
internal static class PaymentGroup
{
    public static void Write(UblWriter ubl, InvoiceDocument document, bool credit)
    {
        var payment = document.Payment;
        ubl.Write("PaymentMeans", () =>
        {
            ubl.Write("PaymentMeansCode", Code(document));
            // A credit note has no other place for the day.
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
        // The schema wants the network, which EN 16931 does not know.
        ubl.Write("NetworkID", "NA");
    });

    private static void WriteAccount(UblWriter ubl, BankAccount account, InvoiceDocument document)
    {
        // What the customer writes on the transfer (BT-83).
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
