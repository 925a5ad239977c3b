using Accounts.Billing.Documents;
using Accounts.Platform.Values;

namespace Accounts.Billing.Payments;

/// <summary>
/// Interest for late payment between companies. Germany: the base rate plus 9 points (§ 288 (2) BGB). Austria: the base rate plus 9.2
/// points (§ 456 UGB). Switzerland: 5 % (Art. 104 OR). Calculated by days, with 365 days per year and without compound interest.
/// </summary>
public static class LateInterest
{
    private const int DaysOfYear = 365;

    /// <summary>The interest, in minor units; 0 if the base rate of a day is needed and not known.</summary>
    /// <param name="amount">The open amount, in minor units.</param>
    /// <param name="dueOn">The last day on which payment was in time.</param>
    /// <param name="until">The last day with interest.</param>
    /// <param name="supplier">The country whose law applies.</param>
    /// <param name="baseRates">Earliest first.</param>
    public static long Of(long amount, DateOnly dueOn, DateOnly until, Country supplier, IList<BaseRate> baseRates)
    {
        var sum = 0m;
        for (var day = dueOn.AddDays(1); day <= until; day = day.AddDays(1))
        {
            if (RateOn(day, supplier, baseRates) is not { } rate)
                return 0;
            sum += (decimal)amount * Math.Max(0, rate) / 10_000 / DaysOfYear;
        }

        return Amounts.Rounded(sum);
    }

    // In hundredths of a percent.
    private static int? RateOn(DateOnly day, Country supplier, IList<BaseRate> baseRates) => supplier switch
    {
        Country.CH => 500,
        Country.AT => baseRates.LastOrDefault(rate => rate.ValidFrom <= day)?.Rate + 920,
        _ => baseRates.LastOrDefault(rate => rate.ValidFrom <= day)?.Rate + 900,
    };
}
