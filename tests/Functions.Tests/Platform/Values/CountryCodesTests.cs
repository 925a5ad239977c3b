using Accounts.Platform.Values;

namespace Accounts.Tests.Platform.Values;

public class CountryCodesTests
{
    [Theory]
    [InlineData("DE")]
    [InlineData("GB")]
    [InlineData("GR")]
    [InlineData("FR")]
    public void A_country_of_ISO_3166_is_taken(string code) => Assert.Equal(code, CountryCodes.Parse(code).Print());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("UK")]
    [InlineData("EL")]
    [InlineData("XX")]
    [InlineData("EU")]
    [InlineData("de")]
    [InlineData("DEU")]
    public void Anything_else_is_refused(string? code) => CountryCodes.Parse(code).Refused();

    [Fact]
    public void There_are_as_many_as_the_standard_has()
    {
        var letters = Enumerable.Range('A', 26).Select(letter => (char)letter).ToList();
        Assert.Equal(249, letters.SelectMany(_ => letters, (first, second) => $"{first}{second}").Count(CountryCodes.Contain));
    }
}
