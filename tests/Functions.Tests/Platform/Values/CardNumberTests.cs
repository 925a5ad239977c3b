using System.Globalization;
using Accounts.Platform.Values;

namespace Accounts.Tests.Platform.Values;

public class CardNumberTests
{
    // Test numbers that payment providers publish, and numbers made up at the ends of ranges; none is a real card.
    [Theory]
    [InlineData("4111111111111111")]
    [InlineData("4012888888881881")]
    [InlineData("4222222222222")]
    [InlineData("4242424242424242")]
    [InlineData("5555555555554444")]
    [InlineData("5105105105105100")]
    [InlineData("2223003122003222")]
    [InlineData("2221000000000009")]
    [InlineData("2720990000000007")]
    [InlineData("378282246310005")]
    [InlineData("371449635398431")]
    [InlineData("6011111111111117")]
    [InlineData("6445644564456445")]
    [InlineData("30569309025904")]
    [InlineData("38520000023237")]
    [InlineData("36227206271667")]
    [InlineData("3530111333300000")]
    [InlineData("3566002020360505")]
    [InlineData("6200000000000005")]
    [InlineData("6759649826438453")]
    [InlineData("6304000000000000")]
    [InlineData("5018000000000009")]
    public void Numbers_of_every_scheme_are_found_however_they_are_grouped(string number)
    {
        Assert.True(CardNumber.IsIn(number));
        foreach (var separator in new[] { " ", "-", ".", "\u00a0", "\u202f", "\u2011", "\u2013", " - ", "\t", "/", "_", ",", ":", ", ", " / ", "__" })
        {
            Assert.True(CardNumber.IsIn(InGroups(number, 4, separator)));
            Assert.True(CardNumber.IsIn(InGroups(number, 1, separator)));
        }
    }

    [Theory]
    [InlineData("Meine Karte: 4111 1111 1111 1111, gültig bis 12/29")]
    [InlineData("4111 1111 1111 1111 12/29 123")]
    [InlineData("Haus 12 4111 1111 1111 1111 12")]
    [InlineData("Visa4111111111111111")]
    [InlineData("Visa:4111111111111111.")]
    [InlineData("(4111111111111111)")]
    [InlineData("+4111 1111 1111 1111")]
    [InlineData("0 4111 1111 1111 1111")]
    [InlineData("+49 89 12345678 4111111111111111")]
    [InlineData("089 12345678, 4111111111111111")]
    [InlineData("DE89 3704 0044 0532 0130 00 4111 1111 1111 1111")]
    [InlineData("04111111111111111")]
    [InlineData("0004111111111111111")]
    [InlineData("0378282246310005")]
    [InlineData("04111-1111-1111-1111")]
    [InlineData("41111111111111111229")]
    [InlineData("1241111111111111111")]
    [InlineData("99411111111111111199")]
    [InlineData("99378282246310005123")]
    [InlineData("41111111111111111")]
    [InlineData("4111111111111111/12/29/123")]
    [InlineData("4111111111111111:123")]
    [InlineData("NO4111111111111111")]
    [InlineData("４１１１１１１１１１１１１１１１")]
    [InlineData("٤١١١١١١١١١١١١١١١")]
    [InlineData("\U0001d7d2\U0001d7cf\U0001d7cf\U0001d7cf1111\u00a01111\u00a01111")]
    [InlineData("4111\u200b1111\u200b1111\u200b1111")]
    [InlineData("4111\u00ad1111\u00ad1111\u00ad1111")]
    [InlineData("4111\r\n1111\r\n1111\r\n1111")]
    public void A_number_within_other_text_is_found(string text) => Assert.True(CardNumber.IsIn(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Muster GmbH & Co. KG")]
    [InlineData("4111111111111112")]
    [InlineData("411111111111")]
    [InlineData("1111111111111117")]
    [InlineData("0000000000000000")]
    [InlineData("2220990000000000")]
    [InlineData("2721000000000004")]
    [InlineData("4111;1111;1111;1111")]
    [InlineData("089 12345678, 089 42345678, +49 40 4123456")]
    [InlineData("089 12345678/089 42345678")]
    [InlineData("2026-11-21T18:33:13.0420000Z")]
    [InlineData("1,234,567.89 EUR / 4,000,000.00 EUR")]
    [InlineData("DE136695976")]
    [InlineData("ATU13585627")]
    [InlineData("CHE-100.155.212 MWST")]
    [InlineData("HRB 12345 B")]
    [InlineData("FN 123456d")]
    [InlineData("DE89 3704 0044 0532 0130 00")]
    [InlineData("DE89370400440532013000")]
    [InlineData("AT61 1904 3002 3457 3201")]
    [InlineData("CH93 0076 2011 6238 5295 7")]
    [InlineData("GB82 WEST 1234 5698 7654 32")]
    [InlineData("FR14 2004 1010 0505 0001 3M02 606")]
    [InlineData("IBAN: NL91 ABNA 0417 1643 00 BIC ABNANL2A")]
    [InlineData("2026-11-21 18:33:13")]
    [InlineData("92b1aad6-4f3b-4a7c-8f3e-0123456789ab")]
    public void Other_texts_are_left_alone(string? text) => Assert.False(CardNumber.IsIn(text));

    [Fact]
    public void No_phone_number_is_taken_for_a_card()
    {
        // Numbers with the digits of a card after the code, in every form that the phone field takes.
        var random = new Random(20260102);
        for (var i = 0; i < 3_000; i++)
        {
            var national = new[] { "4", "30", "36", "34", "50", "67" }[random.Next(6)] + Digits(random, random.Next(5, 12));
            var (area, rest) = (national[..2], national[2..]);
            foreach (var typed in new[]
            {
                $"+49{national}", $"+49 {area} {rest}", $"+49 (0){area} {rest}", $"+49 (0) {area} / {rest}", $"(+49) {area}-{rest}",
                $"0049 {area} {rest}", $"0049{national}", $"0{area} {rest}", $"(0{area}) {rest}", $"0 {area} {rest}", $"0{area}/{rest}", $"Tel. 0{area} {rest}",
            })
            {
                Assert.False(CardNumber.IsIn(typed), typed);
            }
        }
    }

    [Fact]
    public void No_valid_IBAN_is_taken_for_a_card()
    {
        var random = new Random(20260103);
        for (var i = 0; i < 2_000; i++)
        {
            var account = "4" + Digits(random, 17);
            // ISO 13616: the check digits are 98 less the remainder with 00 in their place; DE is 1314.
            var check = 98 - (int)(System.Numerics.BigInteger.Parse($"{account}131400", CultureInfo.InvariantCulture) % 97);
            var iban = $"DE{check:00}{account}";

            Assert.False(CardNumber.IsIn(iban), iban);
            Assert.False(CardNumber.IsIn($"Konto {InGroups(iban, 4, " ")}, danke"), iban);
        }
    }

    [Fact]
    public void Random_numbers_of_16_digits_are_taken_for_a_card_about_as_rarely_as_the_documentation_says()
    {
        var random = new Random(20260104);

        var found = Enumerable.Range(0, 100_000).Count(_ => CardNumber.IsIn($"Zähler {random.Next(1, 10)}{Digits(random, 15)}"));

        Assert.InRange(found, 3_400, 4_000);
    }

    [Theory]
    [InlineData(17, 0.10, 0.12)]
    [InlineData(18, 0.14, 0.165)]
    [InlineData(20, 0.195, 0.225)]
    public void Longer_random_numbers_are_taken_for_a_card_more_often_for_they_can_hide_one(int length, double least, double most)
    {
        var random = new Random(20260105);

        var found = Enumerable.Range(0, 20_000).Count(_ => CardNumber.IsIn($"Zähler {random.Next(1, 10)}{Digits(random, length - 1)}"));

        Assert.InRange(found / 20_000.0, least, most);
    }

    private static string Digits(Random random, int count) => string.Concat(Enumerable.Range(0, count).Select(_ => (char)('0' + random.Next(10))));

    private static string InGroups(string number, int size, string separator) => string.Join(separator, number.Chunk(size).Select(chunk => new string(chunk)));
}
