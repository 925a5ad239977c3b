using System.Globalization;
using Accounts.Platform.Values;

namespace Accounts.Tests.Platform.Values;

public class AddressTests
{
    [Theory]
    [InlineData(Country.DE, 5, 1001, 99998)]
    [InlineData(Country.AT, 4, 1000, 9999)]
    [InlineData(Country.CH, 4, 1000, 9658)]
    public void Postal_codes_are_taken_in_the_range_of_the_country_only(Country country, int length, int first, int last)
    {
        foreach (var taken in new[] { first, first + 1, last - 1, last })
            Assert.Equal(Digits(taken), PostalCode.Parse($" {Digits(taken)} ", country).Print());
        foreach (var refused in new[] { 0, first - 1, last + 1 })
            PostalCode.Parse(Digits(refused), country).Refused();

        string Digits(int number) => number.ToString($"D{length}", CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData(Country.DE, null)]
    [InlineData(Country.DE, "8033")]
    [InlineData(Country.DE, "803311")]
    [InlineData(Country.DE, "D-80331")]
    [InlineData(Country.DE, "8O331")]
    [InlineData(Country.DE, "８０３３１")]
    [InlineData(Country.DE, "00999")]
    [InlineData(Country.AT, "80331")]
    [InlineData(Country.CH, "-001")]
    public void Other_postal_codes_are_refused(Country country, string? typed) => PostalCode.Parse(typed, country).Refused();

    [Fact]
    public void An_address_keeps_canonical_parts()
    {
        var address = Address.Parse(" Marienplatz ", " 8a ", "80331", " Mu\u0308nchen", Country.DE, (_, _) => Assert.Fail("no fault"));

        Assert.Equal(new Address("Marienplatz", "8a", "80331", "München", "DE"), address);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void A_house_number_may_be_missing(string? houseNumber) =>
        Assert.Null(
            Address.Parse("Postfach 12", houseNumber, "8001", "Zürich", Country.CH, (_, _) => Assert.Fail("no fault"))!.HouseNumber);

    [Fact]
    public void All_faults_of_an_address_are_told_at_once_by_field()
    {
        var faults = new Dictionary<string, Fault>();

        Assert.Null(Address.Parse(new string('x', 101), new string('1', 21), "1", "Mün\nchen", Country.DE, faults.Add));

        Assert.Equal(["street", "houseNumber", "postalCode", "city"], faults.Keys);
    }
}
