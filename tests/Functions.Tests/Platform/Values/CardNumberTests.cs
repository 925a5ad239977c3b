using System.Globalization;
using Accounts.Platform.Values;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Accounts.Tests.Platform.Values;

public class CardNumberTests
{
    private static readonly string[] Forms = ["N", "D", "B"];

    // Test numbers that payment providers publish, and numbers made up at the ends of ranges; none is a real card.
    [Theory]
    [InlineData("4111111111111111")]
    [InlineData("4012888888881881")]
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
    public void Numbers_of_every_scheme_are_found_however_their_groups_are_separated(string number)
    {
        Assert.True(CardNumber.IsIn(number));
        string[] separators =
        [
            " ", "-", ".", "\u00a0", "\u202f", "\u2011", "\u2013", " - ", "\t", "/", "_", ",", ":", ";", "|", "*", ", ", " / ", "__",
        ];
        foreach (var separator in separators)
        {
            Assert.True(CardNumber.IsIn(InGroups(number, 4, separator)));
            Assert.True(CardNumber.IsIn(InGroups(number, 1, separator)));
        }
    }

    [Theory]
    [InlineData("Meine Karte: 4111 1111 1111 1111, gültig bis 12/29")]
    [InlineData("4111 1111 1111 1111 12/29 123")]
    [InlineData("Haus 12 4111 1111 1111 1111 12")]
    [InlineData("3782 822463 10005")]
    [InlineData("Diners 3056-930902-5904")]
    [InlineData("Visa:4111111111111111.")]
    [InlineData("(4111111111111111)")]
    [InlineData("+4111 1111 1111 1111")]
    [InlineData("0 4111 1111 1111 1111")]
    [InlineData("+49 89 12345678 4111111111111111")]
    [InlineData("089 12345678, 4111111111111111")]
    [InlineData("DE89 3704 0044 0532 0130 00 4111 1111 1111 1111")]
    [InlineData("4111111111111111/12/29/123")]
    [InlineData("4111111111111111:123")]
    [InlineData("４１１１１１１１１１１１１１１１")]
    [InlineData("٤١١١١١١١١١١١١١١١")]
    [InlineData("\U0001d7d2\U0001d7cf\U0001d7cf\U0001d7cf\u00a01111\u00a01111\u00a01111")]
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
    [InlineData("Visa4111111111111111")]
    [InlineData("04111111111111111")]
    [InlineData("41111111111111111229")]
    [InlineData("41111 11111 111111")]
    [InlineData("089 12345678, 089 42345678, +49 40 4123456")]
    [InlineData("089 12345678/089 42345678")]
    [InlineData("2026-11-21T18:33:13.0420000Z")]
    [InlineData("1,234,567.89 EUR / 4,000,000.00 EUR")]
    [InlineData("DE136695976")]
    [InlineData("ATU13585627")]
    [InlineData("CHE-100.155.212 MWST")]
    [InlineData("HRB 12345 B")]
    [InlineData("FN 123456d")]
    [InlineData("GB82 WEST 1234 5698 7654 32")]
    [InlineData("FR14 2004 1010 0505 0001 3M02 606")]
    [InlineData("IBAN: NL91 ABNA 0417 1643 00 BIC ABNANL2A")]
    [InlineData("RF18 5390 0754 7034")]
    [InlineData("21 00000 00003 13947 14300 09017")]
    [InlineData("210000000003139471430009017")]
    [InlineData("4006381333931")]
    public void Other_texts_are_left_alone(string? text) => Assert.False(CardNumber.IsIn(text));

    [Property(MaxTest = 2_000)]
    public void No_UUID_is_a_card(Guid id) => Assert.DoesNotContain(
        Forms.Select(form => id.ToString(form)), text => CardNumber.IsIn($"Vorgang {text}, danke"));

    [Property(MaxTest = 2_000)]
    public Property No_EAN_is_a_card() => Prop.ForAll(DigitsOf(12), digits =>
    {
        // GS1: weights 1 and 3 from the left, up to the next ten.
        var sum = digits.Select((digit, i) => (digit - '0') * (i % 2 == 0 ? 1 : 3)).Sum();
        var ean = digits + ((10 - sum % 10) % 10).ToString(CultureInfo.InvariantCulture);
        return !CardNumber.IsIn(ean) && !CardNumber.IsIn($"Art. {ean[..1]} {ean[1..7]} {ean[7..]}") && !CardNumber.IsIn(ean[5..]);
    });

    [Property(MaxTest = 2_000)]
    public Property No_IBAN_and_no_creditor_reference_is_a_card() => Prop.ForAll(DigitsOf(18), digits =>
        new[] { ("DE", "1314", digits), ("AT", "1029", digits[..16]), ("RF", "2715", digits[..16]) }.All(number =>
        {
            // ISO 7064 MOD 97-10, of IBANs and creditor references (ISO 11649) alike.
            var (letters, values, account) = number;
            var check = 98 - (int)(System.Numerics.BigInteger.Parse($"{account}{values}00", CultureInfo.InvariantCulture) % 97);
            var text = $"{letters}{check:00}{account}";
            return !CardNumber.IsIn(text) && !CardNumber.IsIn($"Konto {InGroups(text, 4, " ")}, danke");
        }));

    [Property(MaxTest = 2_000)]
    public Property No_reference_of_ours_is_a_card() => Prop.ForAll(DigitsOf(7), DigitsOf(6), (customer, number) =>
        new[]
            {
                customer,
                $"{customer}-{number}",
                $"LS-{customer}-{number}-1",
                $"RE-2027-{number}",
                $"{customer}-{number}-line-001",
                "45" + customer + number,
            }
            .All(text => !CardNumber.IsIn(text)));

    [Property(MaxTest = 2_000)]
    public Property No_phone_number_is_a_card() => Prop.ForAll(DigitsOf(13), Gen.Choose(8, 13).ToArbitrary(), (digits, length) =>
    {
        // National numbers with the digits of a card, in every form that the phone field takes.
        var national = "4" + digits[1..length];
        var (area, rest) = (national[..2], national[2..]);
        return new[]
        {
            $"+49{national}",
            $"+49 {area} {rest}",
            $"+49 (0){area} {rest}",
            $"+49 (0) {area} / {rest}",
            $"(+49) {area}-{rest}",
            $"0049 {area} {rest}",
            $"0049{national}",
            $"0{area} {rest}",
            $"(0{area}) {rest}",
            $"0 {area} {rest}",
            $"0{area}/{rest}",
            $"Tel. 0{area} {rest}",
            $"+49 {InGroups(national, 4, " ")}",
        }.All(typed => !CardNumber.IsIn(typed));
    });

    [Fact]
    public void Random_numbers_of_16_digits_are_taken_for_a_card_about_as_rarely_as_the_documentation_says()
    {
        var random = new Random(20260104);

        var found = Enumerable.Range(0, 100_000).Count(_ => CardNumber.IsIn($"Zähler {random.Next(1, 10)}{Digits(random, 15)}"));

        Assert.InRange(found, 3_400, 4_000);
    }

    private static Arbitrary<string> DigitsOf(int count) =>
        Gen.Choose('0', '9').ArrayOf(count).Select(digits => string.Concat(digits.Select(digit => (char)digit))).ToArbitrary();

    private static string Digits(Random random, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(_ => (char)('0' + random.Next(10))));

    private static string InGroups(string number, int size, string separator) =>
        string.Join(separator, number.Chunk(size).Select(chunk => new string(chunk)));
}
