using Accounts.Billing.Documents;
using static Accounts.Billing.EInvoices.DocumentChecks;

namespace Accounts.Billing.EInvoices;

/// <summary>Rules for the header of an invoice.</summary>
internal static class HeaderChecks
{
    private static readonly CheckRule<InvoiceDocument>[] Rules =
    [
        new("BR-02", document => IsGiven(document.Number), "The invoice has no number; finalize it so that it gets one."),
        new("BR-03", document => document.Date != default, "The invoice has no date; set the day it is issued."),
        new("BR-04", document => Enum.IsDefined(document.Kind), "The kind of document is unknown; make the draft again."),
        new("BR-CL-04", document => document.Currency is "EUR" or "CHF", "The currency is neither EUR nor CHF; bill in one of them."),
        new("BR-DE-15", document => IsGiven(document.BuyerReference),
            "The buyer reference is missing; enter the Leitweg-ID, a reference or an order number."),
        new("BR-DE-26", document => document.Kind == DocumentKind.Invoice || document.Preceding is not null,
            "The cancellation does not say which invoice it cancels; make it from that invoice."),
        new("BR-55", document => document.Preceding is null || IsGiven(document.Preceding.Number),
            "The number of the cancelled invoice is missing; make the cancellation from a finalized invoice."),
        new("BR-16", document => document.Lines.Count > 0, "The invoice has no lines; add charges or drop the draft."),
    ];

    public static IEnumerable<CheckFinding> Of(InvoiceDocument document) => CheckRule<InvoiceDocument>.Broken(Rules, document);
}
