using Accounts.Billing.Documents;

namespace Accounts.Billing.EInvoices;

/// <summary>
/// Checks an invoice against EN 16931 and XRechnung 3.0 before it is finalized: every rule that our documents can break. Amounts are
/// checked to the cent; the official rules allow a tax that is wrong by up to 0.99 (BR-S-08, BR-S-09, BR-CO-17). Rules that
/// <see cref="XRechnung"/> always satisfies, such as the order of elements, are not checked.
/// </summary>
public static class DocumentChecks
{
    /// <summary>Returns what is wrong; empty if the document may be finalized.</summary>
    /// <param name="document">For a draft: with the number that it would get, or any other.</param>
    public static IReadOnlyList<CheckFinding> Check(InvoiceDocument document) =>
    [
        .. HeaderChecks.Of(document),
        .. PartyChecks.Of(document),
        .. PaymentChecks.Of(document),
        .. LineChecks.Of(document),
        .. TaxChecks.Of(document),
        .. TotalChecks.Of(document),
        .. TextChecks.Of(document),
    ];

    internal static bool IsGiven(string? text) => !string.IsNullOrWhiteSpace(text);
}
