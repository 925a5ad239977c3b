using System.Globalization;
using Accounts.Platform.Values;

namespace Accounts.Tests.Platform.Values;

public class VatIdTests
{
    [Theory]
    [InlineData(Country.DE, "DE136695976", "DE136695976")]
    [InlineData(Country.DE, " de 136 695 976 ", "DE136695976")]
    [InlineData(Country.DE, "DE-136.695.976", "DE136695976")]
    [InlineData(Country.DE, "DE\u00a0136\u202f695\u2011976", "DE136695976")]
    [InlineData(Country.AT, "ATU13585627", "ATU13585627")]
    [InlineData(Country.AT, "atu 135 856-27", "ATU13585627")]
    [InlineData(Country.CH, "CHE-100.155.212", "CHE-100.155.212")]
    [InlineData(Country.CH, "CHE100155212", "CHE-100.155.212")]
    [InlineData(Country.CH, "CHE-100.155.212 MWST", "CHE-100.155.212 MWST")]
    [InlineData(Country.CH, "che 100 155 212 tva", "CHE-100.155.212 TVA")]
    [InlineData(Country.CH, "CHE100155212IVA", "CHE-100.155.212 IVA")]
    public void A_valid_id_is_printed_in_its_canonical_form(Country country, string typed, string canonical)
    {
        Assert.Equal(canonical, VatId.Parse(typed, country).Print());
        Assert.Equal(canonical, VatId.Parse(canonical, country).Print());
    }

    // Publicly known: Siemens, SAP, Deutsche Telekom, Hetzner; A1, Red Bull, OMV; SBB, Nestlé, UBS.
    [Theory]
    [InlineData(Country.DE, "DE129274202")]
    [InlineData(Country.DE, "DE143454214")]
    [InlineData(Country.DE, "DE123475223")]
    [InlineData(Country.DE, "DE812871812")]
    [InlineData(Country.AT, "ATU62895905")]
    [InlineData(Country.AT, "ATU33864707")]
    [InlineData(Country.AT, "ATU14189108")]
    [InlineData(Country.CH, "CHE-102.909.703 MWST")]
    [InlineData(Country.CH, "CHE-105.909.036 TVA")]
    [InlineData(Country.CH, "CHE-101.329.561 MWST")]
    public void Ids_of_known_companies_are_taken(Country country, string id) => Assert.Equal(id, VatId.Parse(id, country).Print());

    [Theory]
    [InlineData(Country.DE, "DE136695978")]
    [InlineData(Country.AT, "ATU13585626")]
    [InlineData(Country.CH, "CHE-100.155.213")]
    public void A_wrong_check_digit_is_named_as_such(Country country, string id) =>
        Assert.Contains("check digit", VatId.Parse(id, country).Refused().Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData(Country.DE, "DE123456789")]
    [InlineData(Country.AT, "ATU12345678")]
    [InlineData(Country.AT, "ATU00000006")]
    [InlineData(Country.CH, "CHE-123.456.789")]
    [InlineData(Country.CH, "CHE-123.456.789 MWST")]
    [InlineData(Country.CH, "CHE-000.000.000")]
    public void A_placeholder_is_named_as_such(Country country, string id) =>
        Assert.Contains("placeholder", VatId.Parse(id, country).Refused().Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData(Country.DE, "ATU13585627", "DE136695976")]
    [InlineData(Country.DE, "CHE-100.155.212 MWST", "DE136695976")]
    [InlineData(Country.AT, "DE136695976", "ATU13585627")]
    [InlineData(Country.CH, "DE136695976", "CHE-100.155.212")]
    public void An_id_of_another_country_is_answered_with_the_form_of_the_chosen_one(Country country, string id, string example)
    {
        var fault = VatId.Parse(id, country).Refused();
        Assert.Contains("another country", fault.Problem, StringComparison.Ordinal);
        Assert.Contains(example, fault.Expected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Country.DE, null)]
    [InlineData(Country.DE, "")]
    [InlineData(Country.DE, "   ")]
    [InlineData(Country.DE, "136695976")]
    [InlineData(Country.DE, "DE036695976")]
    [InlineData(Country.DE, "DE1366959760")]
    [InlineData(Country.DE, "DE13669597")]
    [InlineData(Country.DE, "DE136695976\nBcc: x")]
    [InlineData(Country.DE, "DE１３６６９５９７６")]
    [InlineData(Country.DE, "12/345/67890")]
    [InlineData(Country.DE, "FR40303265045")]
    [InlineData(Country.AT, "AT13585627")]
    [InlineData(Country.AT, "U13585627")]
    [InlineData(Country.CH, "CHE-100.155.212 VAT")]
    [InlineData(Country.CH, "CHE-100.155.212 MWST TVA")]
    [InlineData(Country.CH, "CH-100.155.212")]
    public void Anything_else_is_refused_without_repeating_it(Country country, string? typed)
    {
        var fault = VatId.Parse(typed, country).Refused();
        if (!string.IsNullOrWhiteSpace(typed))
            Assert.DoesNotContain(typed, fault.Problem, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(Country.DE, "DE136695976")]
    [InlineData(Country.AT, "ATU13585627")]
    [InlineData(Country.CH, "CHE-100.155.212 MWST")]
    public void Every_change_of_a_single_digit_is_refused(Country country, string id) =>
        Assert.All(Refusals.SingleDigitChanges(id), changed => VatId.Parse(changed, country).Refused());

    [Theory]
    [InlineData(Country.DE)]
    [InlineData(Country.AT)]
    [InlineData(Country.CH)]
    public void Of_all_last_digits_exactly_the_one_of_the_published_rule_is_taken(Country country)
    {
        var random = new Random(20260101);
        for (var i = 0; i < 500; i++)
        {
            var payload = random.Next(1_000_000, 9_999_999).ToString(CultureInfo.InvariantCulture);
            if (country != Country.AT)
                payload += (char)('0' + random.Next(10));
            var prefix = country switch { Country.DE => "DE", Country.AT => "ATU", _ => "CHE" };

            var taken = Enumerable.Range(0, 10).Where(last => VatId.Parse($"{prefix}{payload}{last}", country).Value is not null);

            var expected = CheckDigitOf(payload, country);
            Assert.Equal(expected < 10 ? [expected] : [], taken);
        }
    }

    [Fact]
    public void Swiss_ids_that_differ_in_the_language_of_the_suffix_are_the_same()
    {
        var german = VatId.Parse("CHE-100.155.212 MWST", Country.CH).Value;
        var french = VatId.Parse("CHE-100.155.212 TVA", Country.CH).Value;

        Assert.Equal(german, french);
        Assert.Equal(german!.GetHashCode(), french!.GetHashCode());
        Assert.Equal("CHE100155212", french.Number);
    }

    // The three rules in other forms than in the app: a closed formula for AT, a search for DE and CH.
    private static int CheckDigitOf(string payload, Country country)
    {
        var digits = payload.Select(c => c - '0').ToArray();
        switch (country)
        {
            case Country.DE:
                // ISO 7064: a string is valid when the recursion over all its digits ends in 1.
                return Enumerable.Range(0, 10).Single(last =>
                {
                    var p = digits.Aggregate(10, (q, digit) => ((q + digit) % 10 is 0 ? 10 : (q + digit) % 10) * 2 % 11);
                    return (p + last) % 10 == 1;
                });
            case Country.AT:
                // BMF: C8 = (10 − (R + C1 + C3 + C5 + C7 + 4) mod 10) mod 10, R = Σ ⌊Ci/5⌋ + 2·Ci mod 10 for i = 2, 4, 6.
                var r = new[] { digits[1], digits[3], digits[5] }.Sum(c => c / 5 + c * 2 % 10);
                return (10 - (r + digits[0] + digits[2] + digits[4] + digits[6] + 4) % 10) % 10;
            default:
                // With weight 1 for the check digit, the sum is divisible by 11; 10 means that no digit fits.
                var sum = digits.Zip([5, 4, 3, 2, 7, 6, 5, 4], (digit, weight) => digit * weight).Sum();
                return Enumerable.Range(0, 11).Single(last => (sum + last) % 11 == 0);
        }
    }
}
