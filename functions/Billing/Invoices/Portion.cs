using Accounts.Billing.Charges;
using Accounts.Platform.Storage;

namespace Accounts.Billing.Invoices;

/// <summary>The open charges that one transaction takes: those that may share a draft, or that cancel each other out.</summary>
/// <param name="Charges">Which.</param>
/// <param name="PurchaseOrderNumber">The customer's order number that they share; an invoice has one at the most (BT-13).</param>
/// <param name="IsOffset">Whether they are charges and what takes them back, so that none of them is billed.</param>
public sealed record Portion(IReadOnlyList<Stored<Charge>> Charges, string? PurchaseOrderNumber, bool IsOffset)
{
    /// <summary>The first portion of open charges, earliest first.</summary>
    /// <param name="payerId">Who pays them.</param>
    /// <param name="open">All that are due.</param>
    /// <param name="most">How many fit into a transaction.</param>
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

    // What sub-accounts use is one invoice, whatever they ordered it by: their order numbers stand with the lines.
    private static string? GroupOf(string payerId, Charge charge) => charge.OrganizationId == payerId ? charge.PurchaseOrderNumber : null;
}
