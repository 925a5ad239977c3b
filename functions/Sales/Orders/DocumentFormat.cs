using System.Globalization;
using Accounts.Platform.Values;
using Accounts.Sales.Catalog;

namespace Accounts.Sales.Orders;

/// <summary>Amounts, rates and quantities as documents print them.</summary>
public static class DocumentFormat
{
    // Defined here, because hosts in globalization-invariant mode have no German formats.
    private static readonly NumberFormatInfo German = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    // The Swiss format, because French and Italian are languages of Switzerland.
    private static readonly NumberFormatInfo Swiss = new() { NumberDecimalSeparator = ".", NumberGroupSeparator = "’" };

    /// <summary>An amount in minor units: <c>1.234,50</c>, <c>1,234.50</c>; <c>1’234.50</c> in French and Italian.</summary>
    public static string Amount(long minor, Language language) => (minor / 100m).ToString("N2", Of(language));

    /// <summary>An amount with its currency: <c>1.234,50 EUR</c>.</summary>
    public static string Amount(long minor, string currency, Language language) => $"{Amount(minor, language)} {currency}";

    /// <summary>A rate in hundredths of a percent: <c>19 %</c>, <c>8,1 %</c>.</summary>
    public static string Rate(int rate, Language language) => (rate / 100m).ToString("0.##", Of(language)) + " %";

    /// <summary>A quantity, with as many decimals as it has.</summary>
    public static string Quantity(decimal quantity, Language language) => quantity.ToString("#,0.##", Of(language));

    /// <summary>The unit of a quantity.</summary>
    public static string UnitName(Unit unit, decimal quantity, Language language)
    {
        var one = quantity == 1;
        return unit switch
        {
            Unit.Hour => language.Pick("Std.", "h", "h", "h"),
            Unit.Day when one => language.Pick("Tag", "day", "jour", "giorno"),
            Unit.Day => language.Pick("Tage", "days", "jours", "giorni"),
            Unit.Fixed => language.Pick("pauschal", "fixed", "forfait", "forfait"),
            Unit.License when one => language.Pick("Lizenz", "license", "licence", "licenza"),
            Unit.License => language.Pick("Lizenzen", "licenses", "licences", "licenze"),
            _ when one => language.Pick("Konto", "account", "compte", "conto"),
            _ => language.Pick("Konten", "accounts", "comptes", "conti"),
        };
    }

    /// <summary>How often a price is charged: <c>monatlich</c>, <c>yearly</c>; empty for what is charged once.</summary>
    public static string IntervalName(Interval interval, Language language) => interval switch
    {
        Interval.Month => language.Pick("monatlich", "monthly", "par mois", "al mese"),
        Interval.Year => language.Pick("jährlich", "yearly", "par an", "all’anno"),
        _ => "",
    };

    private static NumberFormatInfo Of(Language language) => language switch
    {
        Language.German => German,
        Language.French or Language.Italian => Swiss,
        _ => NumberFormatInfo.InvariantInfo,
    };
}
