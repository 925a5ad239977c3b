using Accounts.Sales.Catalog;

namespace Accounts.Billing.EInvoices;

/// <summary>Codes of what quantities are counted in (BT-130, UN/ECE Recommendation 20).</summary>
public static class UnitCodes
{
    /// <summary>The code; null for a unit that has none yet.</summary>
    public static string? Of(Unit unit) => unit switch
    {
        Unit.Hour => "HUR",
        Unit.Day => "DAY",
        // Lump sum; the others are "one", as the recommendation has no license and no account.
        Unit.Fixed => "LS",
        Unit.License => "C62",
        Unit.Account => "C62",
        _ => null,
    };
}
