using Accounts.Platform.Values;

namespace Accounts.Platform.Documents;

/// <summary>
/// How long the documents of a supplier are kept: for the years that its country asks of accounting records, from the end
/// of the year in which they were issued. DE § 147 (3) AO: 8; AT § 132 (1) BAO: 7; CH Art. 958f OR: 10. Business letters may
/// go sooner in Germany; all documents are kept alike.
/// </summary>
public static class Retention
{
    /// <summary>The years.</summary>
    public static int YearsOf(Country supplier) => supplier switch
    {
        Country.DE => 8,
        Country.AT => 7,
        Country.CH => 10,
        _ => throw new ArgumentOutOfRangeException(nameof(supplier)),
    };

    /// <summary>The last day on which a document must be there.</summary>
    public static DateOnly UntilOf(Country supplier, DateTimeOffset issuedAt) => UntilOf(supplier, CentralEurope.DayOf(issuedAt));

    /// <summary>The same for a document with a date.</summary>
    public static DateOnly UntilOf(Country supplier, DateOnly issuedOn) => new(issuedOn.Year + YearsOf(supplier), 12, 31);
}
