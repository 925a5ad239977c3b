using Accounts.Customers.Organizations;
using Accounts.Platform.Values;

namespace Accounts.Tests.Customers.SelfService;

public class RegisterNumberTests
{
    [Theory]
    [InlineData(Country.DE, "HRB 12345", "HRB 12345")]
    [InlineData(Country.DE, "hrb12345", "HRB 12345")]
    [InlineData(Country.DE, "HRA-012.345", "HRA 12345")]
    [InlineData(Country.DE, "HRB 12345 B", "HRB 12345 B")]
    [InlineData(Country.DE, "HRB 1234 KI", "HRB 1234 KI")]
    [InlineData(Country.DE, "GnR 123", "GnR 123")]
    [InlineData(Country.DE, "gnr. 123", "GnR 123")]
    [InlineData(Country.DE, "PR 1042", "PR 1042")]
    [InlineData(Country.DE, "VR 12345 B", "VR 12345 B")]
    [InlineData(Country.DE, "GSR-77", "GsR 77")]
    [InlineData(Country.AT, "FN 123456d", "FN 123456d")]
    [InlineData(Country.AT, "fn 123456 D", "FN 123456d")]
    [InlineData(Country.AT, "FN 033209m", "FN 33209m")]
    [InlineData(Country.CH, "CHE-100.155.212", "CHE-100.155.212")]
    [InlineData(Country.CH, "che100155212", "CHE-100.155.212")]
    public void A_valid_number_is_printed_in_its_canonical_form(Country country, string typed, string canonical)
    {
        Assert.Equal(canonical, RegisterNumber.Parse(typed, country).Print());
        Assert.Equal(canonical, RegisterNumber.Parse(canonical, country).Print());
    }

    // Publicly known: Red Bull, OMV, voestalpine, Erste Group.
    [Theory]
    [InlineData("FN 56247t")]
    [InlineData("FN 93363z")]
    [InlineData("FN 66209t")]
    [InlineData("FN 33209m")]
    public void Firmenbuch_numbers_of_known_companies_are_taken(string number) =>
        Assert.Equal(number, RegisterNumber.Parse(number, Country.AT).Print());

    [Fact]
    public void Exactly_one_letter_fits_a_Firmenbuch_number()
    {
        foreach (var number in new[] { 1, 16, 17, 18, 123456, 999999 })
        {
            var taken = "abcdefghijklmnopqrstuvwxyz".Where(
                letter => RegisterNumber.Parse($"FN {number}{letter}", Country.AT).Value is not null);
            Assert.Single(taken);
        }
    }

    [Fact]
    public void Every_change_of_a_single_digit_of_a_Firmenbuch_number_or_UID_is_refused()
    {
        Assert.All(Refusals.SingleDigitChanges("FN 123456d"), changed => RegisterNumber.Parse(changed, Country.AT).Refused());
        Assert.All(Refusals.SingleDigitChanges("CHE-100.155.212"), changed => RegisterNumber.Parse(changed, Country.CH).Refused());
    }

    [Fact]
    public void A_wrong_check_letter_is_named_as_such() =>
        Assert.Contains("check letter", RegisterNumber.Parse("FN 123456a", Country.AT).Refused().Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData(Country.DE, null)]
    [InlineData(Country.DE, "")]
    [InlineData(Country.DE, "12345")]
    [InlineData(Country.DE, "HRB")]
    [InlineData(Country.DE, "HRB 0")]
    [InlineData(Country.DE, "HRC 12345")]
    [InlineData(Country.DE, "GR 12345")]
    [InlineData(Country.DE, "VR")]
    [InlineData(Country.DE, "HRB 1234567")]
    [InlineData(Country.DE, "Amtsgericht München HRB 12345")]
    [InlineData(Country.DE, "FN 123456d")]
    [InlineData(Country.AT, "FN 123456")]
    [InlineData(Country.AT, "FN 1234567a")]
    [InlineData(Country.AT, "123456d")]
    [InlineData(Country.AT, "HRB 12345")]
    [InlineData(Country.CH, "CHE-100.155.213")]
    [InlineData(Country.CH, "CHE-100.155.212 MWST")]
    [InlineData(Country.CH, "CH-020.3.020.910-3")]
    public void Anything_else_is_refused(Country country, string? typed) => RegisterNumber.Parse(typed, country).Refused();

    [Theory]
    [InlineData("München", "Amtsgericht München")]
    [InlineData(" Amtsgericht  München ", "Amtsgericht München")]
    [InlineData("amtsgericht Amtsgericht München", "Amtsgericht München")]
    [InlineData("AG München", "Amtsgericht München")]
    [InlineData("Registergericht: Frankfurt am Main", "Amtsgericht Frankfurt am Main")]
    [InlineData("Charlottenburg (Berlin)", "Amtsgericht Charlottenburg (Berlin)")]
    [InlineData("Agatharied", "Amtsgericht Agatharied")]
    public void A_court_is_printed_with_one_prefix(string typed, string canonical)
    {
        Assert.Equal(canonical, RegisterCourt.Parse(typed).Print());
        Assert.Equal(canonical, RegisterCourt.Parse(canonical).Print());
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("Amtsgericht")]
    [InlineData("HRB 12345")]
    [InlineData("München\u202e")]
    public void What_is_no_court_is_refused(string? typed) => RegisterCourt.Parse(typed).Refused();
}
