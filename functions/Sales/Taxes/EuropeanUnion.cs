namespace Accounts.Sales.Taxes;

/// <summary>
/// The countries whose companies owe the tax on services from other member states themselves (Art. 44 and 196 of Directive
/// 2006/112/EC).
/// </summary>
public static class EuropeanUnion
{
    private static readonly HashSet<string> Members =
    [
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
        "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
    ];

    /// <summary>Whether a country (ISO 3166-1) is a member.</summary>
    public static bool Has(string country) => Members.Contains(country);
}
