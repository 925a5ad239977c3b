using System.Globalization;
using Accounts.Billing.Documents;

namespace Accounts.Billing.Invoices;

/// <summary>
/// A charge or refund of a card whose outcome is not recorded yet. It is written before the provider is called, and repeated unchanged
/// until the outcome is known, because the open amount can change in between. An invoice has at most one, so nothing is charged or
/// refunded twice.
/// </summary>
/// <param name="Id">Its id within the invoice, which is a part of the idempotency key.</param>
/// <param name="Subject">The provider's token of the card, or its id of the charge to refund.</param>
/// <param name="Amount">In minor units; negative for a refund.</param>
public sealed record CardRequest(string Id, string Subject, long Amount)
{
    /// <summary>Whether a charge or refund must be made, or the outcome of one is not known.</summary>
    public static bool IsDue(Invoice invoice) => invoice.CardRequest is not null || IsChargeDue(invoice) || RefundOf(invoice) is not null;

    /// <summary>Whether the open amount must be charged to a card.</summary>
    public static bool IsChargeDue(Invoice invoice) =>
        invoice is { Open: > 0, IsCardRefused: false, Document.Payment.Means: PaymentMeans.Card };

    /// <summary>The next request of an invoice without one: the open amount, or what a card was charged too much.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="token">The token of the account's card; null if it has none.</param>
    /// <returns>Null if there is none to make.</returns>
    public static CardRequest? Of(Invoice invoice, string? token) => !IsChargeDue(invoice)
        ? RefundOf(invoice)
        : token is null ? null : new(IdOf("charge", invoice), token, invoice.Open);

    // Of one charge, up to what is left of it. Refunds and reversals have the same reference as their charge.
    private static CardRequest? RefundOf(Invoice invoice)
    {
        if (invoice.Open >= 0)
            return null;
        var charges = invoice.Payments.Where(payment => payment.Means == PaidBy.Card).GroupBy(payment => payment.Reference!);
        foreach (var charge in charges)
        {
            if (charge.Sum(payment => payment.Amount) is > 0 and var left)
                return new(IdOf("refund", invoice), charge.Key, -Math.Min(-invoice.Open, left));
        }

        return null;
    }

    // The outcome adds a payment, or no further charge is made. So no two charges and no two refunds have the same number.
    private static string IdOf(string kind, Invoice invoice) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}-{invoice.Payments.Count}");
}
