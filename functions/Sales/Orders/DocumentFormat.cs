using System.Globalization;
using Accounts.Platform.Values;
using Accounts.Sales.Catalog;

namespace Accounts.Sales.Orders;

/// <summary>Amounts, rates and quantities as documents print them.</summary>
public static class DocumentFormat
{
    // Written out here: hosts in globalization-invariant mode know no German.
    private static readonly NumberFormatInfo German = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    /// <summary>An amount in minor units: <c>1.234,50</c>, <c>1,234.50</c>.</summary>
    public static string Amount(long minor, Language language) => (minor / 100m).ToString("N2", Of(language));

    /// <summary>An amount with its currency: <c>1.234,50 EUR</c>.</summary>
    public static string Amount(long minor, string currency, Language language) => $"{Amount(minor, language)} {currency}";

    /// <summary>A rate in hundredths of a percent: <c>19 %</c>, <c>8,1 %</c>.</summary>
    public static string Rate(int rate, Language language) => (rate / 100m).ToString("0.##", Of(language)) + " %";

    /// <summary>A quantity, with as many decimals as it has.</summary>
    public static string Quantity(decimal quantity, Language language) => quantity.ToString("#,0.##", Of(language));

    /// <summary>What a quantity is counted in.</summary>
    public static string UnitName(Unit unit, decimal quantity, Language language)
    {
        var one = quantity == 1;
        return (unit, language) switch
        {
            (Unit.Hour, Language.German) => "Std.",
            (Unit.Hour, _) => "h",
            (Unit.Day, Language.German) => one ? "Tag" : "Tage",
            (Unit.Day, _) => one ? "day" : "days",
            (Unit.Fixed, Language.German) => "pauschal",
            (Unit.Fixed, _) => "fixed",
            (Unit.License, Language.German) => one ? "Lizenz" : "Lizenzen",
            (Unit.License, _) => one ? "license" : "licenses",
            (Unit.Account, Language.German) => one ? "Konto" : "Konten",
            _ => one ? "account" : "accounts",
        };
    }

    /// <summary>How often a price is charged: <c>monatlich</c>, <c>yearly</c>; empty for what is charged once.</summary>
    public static string IntervalName(Interval interval, Language language) => (interval, language) switch
    {
        (Interval.Month, Language.German) => "monatlich",
        (Interval.Month, _) => "monthly",
        (Interval.Year, Language.German) => "jährlich",
        (Interval.Year, _) => "yearly",
        _ => "",
    };

    private static NumberFormatInfo Of(Language language) => language == Language.German ? German : NumberFormatInfo.InvariantInfo;
}
