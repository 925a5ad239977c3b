using Accounts.Platform.Values;
using Accounts.Relations.Partners;

namespace Accounts.Tests.Platform.Values;

public sealed class NameKeyTests
{
    [Theory]
    [InlineData("Müller & Söhne GmbH", "muller-sohne-gmbh")]
    [InlineData("  1&1  AG ", "1-1-ag")]
    [InlineData("Straße/Platz #7?\\", "strasse-platz-7")]
    [InlineData("Ærø Łódź", "aero-lodz")]
    [InlineData("Ж", "~0436")]
    [InlineData("ﬁx ①", "fix-1")]
    [InlineData("&&", "")]
    public void A_name_has_a_key_of_letters_and_digits(string name, string key) => Assert.Equal(key, NameKey.Of(name));

    [Fact]
    public void A_key_never_gets_too_long() =>
        Assert.InRange(NameKey.Of(string.Concat(Enumerable.Repeat("\U0001F600\uFDFA", 60))).Length, 1, 200);

    [Fact]
    public void A_shorter_name_comes_before_a_longer_one_that_begins_so() =>
        Assert.True(
            string.CompareOrdinal(
                PartnerKeys.CustomerByName(NameKey.Of("Abel"), "9999999"),
                PartnerKeys.CustomerByName(NameKey.Of("Abel AG"), "1000000")) < 0);
}
