using Accounts.Billing.Documents;

namespace Accounts.Billing.EInvoices;

/// <summary>
/// Whether an invoice keeps the rules of EN 16931 and XRechnung 3.0, before it is finalized: every rule that our documents can
/// break. Amounts are checked to the cent, where the official rules let the tax be wrong by up to 0.99 (BR-S-08, BR-S-09,
/// BR-CO-17). What <see cref="XRechnung"/> writes the same way always, such as the order of elements, cannot be broken here.
/// </summary>
public static class DocumentChecks
{
    /// <summary>What is wrong; nothing when it may be finalized.</summary>
    /// <param name="document">A draft is given the number that it would get, or any other.</param>
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
