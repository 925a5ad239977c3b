using Accounts.Billing.Charges;
using Accounts.Platform.Storage;

namespace Accounts.Billing.Invoices;

/// <summary>The open charges that one transaction takes: those that may share a draft, or that cancel each other out.</summary>
/// <param name="Charges">The charges.</param>
/// <param name="PurchaseOrderNumber">The customer's order number that they share; an invoice has at most one (BT-13).</param>
/// <param name="IsOffset">Whether they are charges and their corrections, so that none of them is billed.</param>
public sealed record Portion(IReadOnlyList<Stored<Charge>> Charges, string? PurchaseOrderNumber, bool IsOffset)
{
    /// <summary>The first portion of open charges, earliest first.</summary>
    /// <param name="payerId">The account that pays them.</param>
    /// <param name="open">All open charges that are due.</param>
    /// <param name="most">Maximum number of charges in a transaction.</param>
    public static Portion Of(string payerId, IReadOnlyList<Stored<Charge>> open, int most)
    {
        var corrected = open.Select(charge => charge.Value.Corrects).OfType<string>().ToHashSet();
        var offset = open
            .Where(charge => corrected.Contains(charge.Value.Id))
            .Take(most / 2)
            .SelectMany(charge => open.Where(other => other.Value.Corrects == charge.Value.Id).Append(charge))
            .ToList();
        if (offset.Count > 0)
            return new Portion(offset, null, IsOffset: true);
        var group = open.Count == 0 ? null : GroupOf(payerId, open[0].Value);
        return new Portion([.. open.Where(charge => GroupOf(payerId, charge.Value) == group).Take(most)], group, IsOffset: false);
    }

    // Everything that sub-accounts use goes into one invoice, whatever their order numbers; these are on the lines.
    private static string? GroupOf(string payerId, Charge charge) => charge.OrganizationId == payerId ? charge.PurchaseOrderNumber : null;
}
