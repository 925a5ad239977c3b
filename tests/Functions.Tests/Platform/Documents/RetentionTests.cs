using System.Globalization;
using Accounts.Platform.Documents;
using Accounts.Platform.Values;

namespace Accounts.Tests.Platform.Documents;

public sealed class RetentionTests
{
    [Theory]
    [InlineData(Country.DE, "2026-03-01T12:00Z", "2034-12-31")]
    [InlineData(Country.AT, "2026-03-01T12:00Z", "2033-12-31")]
    [InlineData(Country.CH, "2026-03-01T12:00Z", "2036-12-31")]
    [InlineData(Country.DE, "2026-12-31T22:59:59Z", "2034-12-31")]
    // In Berlin it is the next year.
    [InlineData(Country.DE, "2026-12-31T23:00Z", "2035-12-31")]
    public void Documents_are_kept_for_years_from_the_end_of_the_year(Country supplier, string issuedAt, string until) =>
        Assert.Equal(
            DateOnly.Parse(until, CultureInfo.InvariantCulture),
            Retention.UntilOf(supplier, DateTimeOffset.Parse(issuedAt, CultureInfo.InvariantCulture)));

    [Fact]
    public void Every_country_has_its_years() =>
        Assert.All(Enum.GetValues<Country>(), country => Assert.InRange(Retention.YearsOf(country), 6, 10));
}
