namespace Accounts.Sales.Taxes;

/// <summary>Which of a country's rates applies to a product.</summary>
public enum TaxClass
{
    /// <summary>Regelsteuersatz</summary>
    Standard,

    /// <summary>ermäßigter Steuersatz</summary>
    Reduced,
}
