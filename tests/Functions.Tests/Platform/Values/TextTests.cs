using Accounts.Platform.Values;

namespace Accounts.Tests.Platform.Values;

public class TextTests
{
    [Theory]
    [InlineData("  Müller & Söhne ", "Müller & Söhne")]
    [InlineData("Mu\u0308ller", "M\u00fcller")]
    [InlineData("株式会社", "株式会社")]
    [InlineData("می\u200cخواهم", "می\u200cخواهم")]
    public void Text_is_trimmed_and_composed(string typed, string canonical) => Assert.Equal(canonical, Text.Parse(typed, 1, 100).Print());

    [Theory]
    [InlineData("a\0b")]
    [InlineData("a\r\nb")]
    [InlineData("a\tb")]
    [InlineData("a\u0085b")]
    [InlineData("a\u2028b")]
    [InlineData("a\u202eb")]
    [InlineData("a\u2066b")]
    [InlineData("a\u200bb")]
    [InlineData("a\u0378b")]
    [InlineData("a\ue000b")]
    [InlineData("a\uffffb")]
    public void What_a_reader_cannot_see_is_refused(string typed) => Text.Parse(typed, 1, 100).Refused();

    [Theory]
    [InlineData("\u200d")]
    [InlineData("\u200c \u200d")]
    [InlineData("\u3164")]
    [InlineData("\u115f\u1160\uffa0")]
    [InlineData("\u2800\u2800")]
    [InlineData("\u0301\u0308")]
    [InlineData("\ufe0f")]
    [InlineData("\u034f\u180b")]
    public void A_name_that_nobody_can_see_is_none(string typed)
    {
        Text.Parse(typed, 1, 100).Refused();
        Text.ParseLines("\n" + typed, 0, 100).Refused();
        Assert.Null(Text.OfOthers(typed, 100));
    }

    [Theory]
    [InlineData("👩\u200d💻")]
    [InlineData("☎\ufe0f")]
    [InlineData("ㄱ\u3164")]
    [InlineData("นี่")]
    public void What_joins_or_varies_visible_characters_stays(string typed) => Assert.Equal(typed, Text.Parse(typed, 1, 100).Print());

    [Theory]
    [InlineData("Palmer\0 GmbH\u202e", "Palmer GmbH")]
    [InlineData(" Ring 1\r\n1010 Wien ", "Ring 1\n1010 Wien")]
    [InlineData("abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrst")]
    public void What_others_call_something_is_cleaned_and_cut(string given, string shown) => Assert.Equal(shown, Text.OfOthers(given, 20));

    // Not as inline data: a broken surrogate does not survive the attribute.
    [Fact]
    public void A_broken_surrogate_is_refused() => Text.Parse("a" + (char)0xD800 + "b", 1, 100).Refused();

    [Fact]
    public void Length_is_counted_in_code_points_after_trimming()
    {
        Text.Parse("", 1, 3).Refused();
        Text.Parse("   ", 1, 3).Refused();
        Text.Parse(null, 1, 3).Refused();
        Text.Parse("ab", 3, 3).Refused();
        Text.Parse("abcd", 1, 3).Refused();
        Assert.Equal("😀😀😀", Text.Parse(" 😀😀😀 ", 1, 3).Print());
        Assert.Equal("", Text.Parse(null, 0, 3).Print());
    }

    [Theory]
    [InlineData("東京電機株式会社", "U+6771 (東)")]
    [InlineData("שלום", "U+05E9 (ש)")]
    [InlineData("Büro 😀", "U+1F600 (😀)")]
    [InlineData("a\u200db", "U+200D (\u200d)")]
    [InlineData("zwei\nZeilen, Ժ", "U+053A (Ժ)")]
    public void What_documents_cannot_show_is_refused_where_they_print_it(string typed, string named)
    {
        Assert.Equal($"Documents cannot show the character {named}.", Text.ParsePrintedLines(typed, 1, 100).Refused().Problem);
        Text.ParseLines(typed, 1, 100).Print();
    }

    [Fact]
    public void A_person_has_both_names()
    {
        Assert.Equal("Zoë O’Neil-Şahin", PersonName.Parse(" Zoë", "O’Neil-Şahin ", (_, _) => Assert.Fail("no fault"))?.ToString());

        var faults = new Dictionary<string, Fault>();
        Assert.Null(PersonName.Parse("", "12345", faults.Add));
        Assert.Equal(["firstName", "lastName"], faults.Keys);
    }
}
