using Accounts.Platform.Values;

namespace Accounts.Platform.Documents;

/// <summary>
/// How long a supplier's documents are kept: as many years as its country requires for accounting records, counted from the
/// end of the year of issue. DE § 147 (3) AO: 8; AT § 132 (1) BAO: 7; CH Art. 958f OR: 10. Germany allows business letters to
/// be deleted sooner, but all documents are kept for the same time.
/// </summary>
public static class Retention
{
    public static int YearsOf(Country supplier) => supplier switch
    {
        Country.DE => 8,
        Country.AT => 7,
        Country.CH => 10,
        _ => throw new ArgumentOutOfRangeException(nameof(supplier)),
    };

    /// <summary>The last day on which a document must still exist.</summary>
    public static DateOnly UntilOf(Country supplier, DateTimeOffset issuedAt) => UntilOf(supplier, CentralEurope.DayOf(issuedAt));

    /// <summary>The same for a document with a date of issue.</summary>
    public static DateOnly UntilOf(Country supplier, DateOnly issuedOn) => new(issuedOn.Year + YearsOf(supplier), 12, 31);
}
