using Accounts.Sales.Catalog;

namespace Accounts.Billing.EInvoices;

/// <summary>Codes of units (BT-130, UN/ECE Recommendation 20).</summary>
public static class UnitCodes
{
    /// <summary>The code; null for a unit that has none yet.</summary>
    public static string? Of(Unit unit) => unit switch
    {
        Unit.Hour => "HUR",
        Unit.Day => "DAY",
        // Fixed is a lump sum. License and account are "one", because the recommendation has no codes for them.
        Unit.Fixed => "LS",
        Unit.License => "C62",
        Unit.Account => "C62",
        _ => null,
    };
}
