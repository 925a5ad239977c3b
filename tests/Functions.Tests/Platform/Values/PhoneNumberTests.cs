using Accounts.Platform.Values;

namespace Accounts.Tests.Platform.Values;

public class PhoneNumberTests
{
    [Theory]
    [InlineData(Country.DE, "+498912345678", "+498912345678")]
    [InlineData(Country.DE, "+49 89 12345678", "+498912345678")]
    [InlineData(Country.DE, "0049 89 1234-5678", "+498912345678")]
    [InlineData(Country.DE, "+49 (0) 89 / 1234 5678", "+498912345678")]
    [InlineData(Country.DE, "+49(0)89 12345678", "+498912345678")]
    [InlineData(Country.DE, "(+49) (0)89 12345678", "+498912345678")]
    [InlineData(Country.DE, "0049-(0)-89-12345678", "+498912345678")]
    [InlineData(Country.DE, "(089) 12345678", "+498912345678")]
    [InlineData(Country.DE, "089/12345678", "+498912345678")]
    [InlineData(Country.DE, " 089\u00a01234\u201356\u202f78 ", "+498912345678")]
    [InlineData(Country.DE, "0170 1234567", "+491701234567")]
    [InlineData(Country.AT, "01 51555", "+43151555")]
    [InlineData(Country.AT, "0664/123 45 67", "+436641234567")]
    [InlineData(Country.AT, "05 1717", "+4351717")]
    [InlineData(Country.CH, "044 668 18 00", "+41446681800")]
    [InlineData(Country.CH, "+41 (0)44 668.18.00", "+41446681800")]
    [InlineData(Country.CH, "089 12345678", null)]
    [InlineData(Country.CH, "+498912345678", "+498912345678")]
    [InlineData(Country.DE, "+1 212 555 0123", "+12125550123")]
    [InlineData(Country.DE, "+39 06 1234 5678", "+390612345678")]
    [InlineData(Country.DE, "+39 (0)6 1234 5678", "+390612345678")]
    [InlineData(Country.DE, "+423 234 56 78", "+4232345678")]
    [InlineData(Country.DE, "+683 4000", "+6834000")]
    public void A_number_is_normalized_to_E164(Country country, string typed, string? canonical)
    {
        if (canonical is null)
        {
            PhoneNumber.Parse(typed, country).Refused();
            return;
        }

        Assert.Equal(canonical, PhoneNumber.Parse(typed, country).Print());
        Assert.Equal(canonical, PhoneNumber.Parse(canonical, country).Print());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("+")]
    [InlineData("0")]
    [InlineData("00")]
    [InlineData("110")]
    [InlineData("89 12345678")]
    [InlineData("+49")]
    [InlineData("+49 89 12")]
    [InlineData("+49 089 12345678")]
    [InlineData("+49 89 123456789012")]
    [InlineData("+41 44 668 18 0")]
    [InlineData("+41 44 668 18 000")]
    [InlineData("+1 212 555 012")]
    [InlineData("+1 212 555 01234")]
    [InlineData("+999 1234567")]
    [InlineData("+210 1234567")]
    [InlineData("+049 89 12345678")]
    [InlineData("+44 20 7946 0958 1234")]
    [InlineData("++49 89 12345678")]
    [InlineData("+49 89 12345678 +49")]
    [InlineData("+49 89 ١٢٣٤٥٦٧٨")]
    [InlineData("+49 89\n12345678")]
    [InlineData("+49 89 12345678\r\nBcc: x")]
    public void Anything_else_is_refused(string? typed) => PhoneNumber.Parse(typed, Country.DE).Refused();

    [Theory]
    [InlineData("+33 1 23 45 67 89", "+33123456789")]
    [InlineData("0033 1 23 45 67 89", "+33123456789")]
    [InlineData("01 23 45 67 89", null)]
    [InlineData("(01) 23 45 67 89", null)]
    public void Without_a_country_only_international_numbers_are_taken(string typed, string? canonical) =>
        Assert.Equal(canonical, PhoneNumber.Parse(typed, null).Value?.ToString());

    [Theory]
    [InlineData("+49 89 12345678 ext. 12")]
    [InlineData("+49 89 12345678 Ext 12")]
    [InlineData("+49 89 12345678 x12")]
    [InlineData("+49 89 12345678;ext=12")]
    [InlineData("+49 89 12345678 Durchwahl 12")]
    [InlineData("089 12345678 DW 12")]
    [InlineData("089 12345678-DW12")]
    [InlineData("089 12345678 (Durchwahl: 12)")]
    [InlineData("+49 89 12345678 Klappe 12")]
    [InlineData("+49 89 12345678 poste 12")]
    [InlineData("+49 89 12345678,12")]
    [InlineData("+49 89 12345678#12")]
    public void An_extension_is_kept_behind_the_number(string typed)
    {
        const string canonical = "+498912345678 ext. 12";

        Assert.Equal(canonical, PhoneNumber.Parse(typed, Country.DE).Print());
        Assert.Equal(canonical, PhoneNumber.Parse(canonical, Country.DE).Print());
    }

    [Theory]
    [InlineData("+49 89 12345678 ext. 1234567")]
    [InlineData("+49 89 12345678 ext. 4111111111111111")]
    [InlineData("+49 89 12345678 bitte Frau Palmer")]
    [InlineData("+49 89 12345678*12")]
    [InlineData("0800 PALMER")]
    public void Other_words_are_refused_with_what_would_be_right(string typed) =>
        Assert.Contains("ext. 12", PhoneNumber.Parse(typed, Country.DE).Refused().Expected, StringComparison.Ordinal);

    [Fact]
    public void Lengths_are_those_of_the_numbering_plan_and_never_more_than_15_digits()
    {
        var plans = new (string Code, int[] Lengths)[]
        {
            ("49", [5, 6, 7, 8, 9, 10, 11, 12, 13]),
            ("43", [5, 6, 7, 8, 9, 10, 11, 12, 13]),
            ("41", [9, 12]),
            ("1", [10]),
            ("44", [7, 9, 10]),
            ("423", [7, 9]),
        };
        foreach (var (code, lengths) in plans)
        {
            var taken = Enumerable.Range(1, 20).Where(
                length => PhoneNumber.Parse($"+{code}{new string('2', length)}", Country.DE).Value is not null);
            Assert.Equal(lengths, taken);
        }
    }
}
