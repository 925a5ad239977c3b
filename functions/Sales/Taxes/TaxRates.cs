using Accounts.Platform.Values;

namespace Accounts.Sales.Taxes;

/// <summary>Rates of value-added tax, in hundredths of a percent, each valid until the next.</summary>
public static class TaxRates
{
    // § 12 UStG; § 10 UStG 1994 (AT); Art. 25 MWSTG (CH). Nothing was sold before the first day of each.
    private static readonly (Country Country, TaxClass Class, DateOnly ValidFrom, int Rate)[] Rates =
    [
        (Country.DE, TaxClass.Standard, new(2021, 1, 1), 1900),
        (Country.DE, TaxClass.Reduced, new(2021, 1, 1), 700),
        (Country.AT, TaxClass.Standard, new(2016, 1, 1), 2000),
        (Country.AT, TaxClass.Reduced, new(2016, 1, 1), 1000),
        (Country.CH, TaxClass.Standard, new(2018, 1, 1), 770),
        (Country.CH, TaxClass.Standard, new(2024, 1, 1), 810),
        (Country.CH, TaxClass.Reduced, new(2018, 1, 1), 250),
        (Country.CH, TaxClass.Reduced, new(2024, 1, 1), 260),
    ];

    /// <summary>The rate on a day.</summary>
    public static int On(DateOnly day, Country country, TaxClass taxClass) =>
        Rates.Last(rate => rate.Country == country && rate.Class == taxClass && rate.ValidFrom <= day).Rate;
}
