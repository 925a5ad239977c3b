using Accounts.Platform.Values;

namespace Accounts.Tests.Platform.Values;

public class EmailAddressTests
{
    [Theory]
    [InlineData("max@example.com", "max@example.com")]
    [InlineData(" Max.Muster+tag@Example.COM ", "max.muster+tag@example.com")]
    [InlineData("o'neil_{x}@sub.example.co.at", "o'neil_{x}@sub.example.co.at")]
    [InlineData("müller@münchen.de", "müller@xn--mnchen-3ya.de")]
    [InlineData("MÜLLER@MÜNCHEN.DE", "müller@xn--mnchen-3ya.de")]
    [InlineData("info@xn--mnchen-3ya.de", "info@xn--mnchen-3ya.de")]
    [InlineData("info@XN--MNCHEN-3YA.DE", "info@xn--mnchen-3ya.de")]
    [InlineData("info@straße.de", "info@xn--strae-oqa.de")]
    [InlineData("用户@例え.テスト", "用户@xn--r8jz45g.xn--zckzah")]
    [InlineData("a@b.de", "a@b.de")]
    public void An_address_keeps_its_spelling_and_has_a_key(string typed, string key)
    {
        var address = EmailAddress.Parse(typed).Value!;

        Assert.Equal(typed.Trim(), address.ToString());
        Assert.Equal(key, address.Key);
        Assert.Equal(key, EmailAddress.Parse(key).Value!.Key);
    }

    [Theory]
    [InlineData("Max@Example.com", "max@example.com")]
    [InlineData("info@münchen.de", "INFO@xn--mnchen-3ya.de")]
    [InlineData("mu\u0308ller@mu\u0308nchen.de", "m\u00fcller@m\u00fcnchen.de")]
    public void Spellings_of_one_address_are_equal(string one, string other)
    {
        Assert.Equal(EmailAddress.Parse(one).Value, EmailAddress.Parse(other).Value);
        Assert.Equal(EmailAddress.Parse(one).Value!.GetHashCode(), EmailAddress.Parse(other).Value!.GetHashCode());
    }

    [Theory]
    [InlineData("info@strasse.de", "info@straße.de")]
    [InlineData("max@example.com", "m.ax@example.com")]
    [InlineData("max@example.com", "max+1@example.com")]
    public void Different_addresses_stay_different(string one, string other) =>
        Assert.NotEqual(EmailAddress.Parse(one).Value, EmailAddress.Parse(other).Value);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("max")]
    [InlineData("@example.com")]
    [InlineData("max@")]
    [InlineData("max@example")]
    [InlineData("max@.example.com")]
    [InlineData("max@example..com")]
    [InlineData("max@example.com.")]
    [InlineData("max@-example.com")]
    [InlineData("max@example-.com")]
    [InlineData("max@ab--cd.com")]
    [InlineData("max@xn--zzzzzz99999.de")]
    [InlineData("max@exa_mple.com")]
    [InlineData("max@exam ple.com")]
    [InlineData("max@@example.com")]
    [InlineData("max@muster@example.com")]
    [InlineData(".max@example.com")]
    [InlineData("max.@example.com")]
    [InlineData("m..x@example.com")]
    [InlineData("max,moritz@example.com")]
    [InlineData("max@example.com,moritz@example.com")]
    [InlineData("max@example.com;moritz@example.com")]
    [InlineData("Max Muster <max@example.com>")]
    [InlineData("<max@example.com>")]
    [InlineData("mailto:max@example.com")]
    [InlineData("max\\@example.com")]
    [InlineData("max@example.com\r\nBcc: all@example.com")]
    [InlineData("max@example.com\n")]
    [InlineData("max@exam\0ple.com")]
    [InlineData("max\u202e@example.com")]
    [InlineData("max\u200b@example.com")]
    [InlineData("max\u2028@example.com")]
    [InlineData("max@example.com/x")]
    public void Anything_else_is_refused_without_repeating_it(string? typed)
    {
        var fault = EmailAddress.Parse(typed).Refused();
        if (typed?.Trim().Length > 0)
            Assert.DoesNotContain(typed.Trim(), $"{fault.Problem}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"max muster\"@example.com", null)]
    [InlineData("\"max\"@example.com", "quoted")]
    [InlineData("max(comment)@example.com", "comments")]
    [InlineData("max@[192.0.2.1]", "IP address")]
    [InlineData("max@[IPv6:2001:db8::1]", "IP address")]
    [InlineData("max@192.0.2.1", "IP address")]
    public void What_the_standard_allows_and_we_do_not_is_said(string typed, string? word)
    {
        var problem = EmailAddress.Parse(typed).Refused().Problem;
        if (word is not null)
            Assert.Contains(word, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Length_is_counted_in_octets()
    {
        Assert.NotNull(EmailAddress.Parse($"{new string('a', 64)}@example.com").Value);
        EmailAddress.Parse($"{new string('a', 65)}@example.com").Refused();
        Assert.NotNull(EmailAddress.Parse($"{new string('ü', 32)}@example.com").Value);
        EmailAddress.Parse($"{new string('ü', 32)}a@example.com").Refused();

        var domain = $"{new string('b', 63)}.{new string('c', 63)}.{new string('d', 59)}.de";
        Assert.NotNull(EmailAddress.Parse($"{new string('a', 254 - 1 - domain.Length)}@{domain}").Value);
        EmailAddress.Parse($"{new string('a', 255 - 1 - domain.Length)}@{domain}").Refused();
        EmailAddress.Parse($"max@{new string('b', 64)}.de").Refused();
    }

    [Fact]
    public void Every_ASCII_character_before_the_at_sign_is_decided_by_the_standard()
    {
        var taken = Enumerable.Range(0, 128)
            .Select(code => (char)code)
            .Where(c => EmailAddress.Parse($"a{c}b@example.com").Value is not null);

        Assert.Equal("!#$%&'*+-./0123456789=?ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz{|}~", string.Concat(taken));
    }

    [Fact]
    public void No_foreign_character_becomes_an_ASCII_one_by_lowering_its_case()
    {
        // Otherwise somebody could register a look-alike and pass as the owner of the plain address.
        foreach (var code in Enumerable.Range(0x80, 0xFFFF - 0x80).Where(code => code is < 0xD800 or > 0xDFFF))
        {
            if (EmailAddress.Parse($"x{(char)code}x@example.com").Value is { } address && !System.Text.Ascii.IsValid(address.ToString()))
                Assert.False(System.Text.Ascii.IsValid(address.Key), $"U+{code:X4}");
        }
    }
}
