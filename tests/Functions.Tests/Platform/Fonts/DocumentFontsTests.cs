using System.Text;
using Accounts.Platform.Documents;
using Accounts.Platform.Fonts;
using Accounts.Sales.Orders;
using Accounts.Tests.Platform.Documents;
using PdfSharp.WPFonts;

namespace Accounts.Tests.Platform.Fonts;

public sealed class DocumentFontsTests
{
    // A font that has ∩ and ≡, which Inter lacks.
    private static readonly byte[] Other = FontDataHelper.SegoeWP;

    [Theory]
    [InlineData("ÄÖÜäöüß€–·„“ éèêçñøåæœłžčřő İığş αβγ ж 0123456789")]
    public void Letters_of_Europe_are_in_both_weights(string letters)
    {
        foreach (var rune in letters.EnumerateRunes())
            Assert.True(DocumentFonts.First(bold: false).Has(rune) && DocumentFonts.First(bold: true).Has(rune), rune.ToString());
    }

    [Fact]
    public void Figures_have_one_width() =>
        Assert.Single(
            Enumerable.Range('0', 10).Select(digit => DocumentFonts.First(bold: false).WidthOf(new Rune((char)digit))).Distinct());

    [Theory]
    [InlineData("ɩ")] // looks like the iota of Greek, so it would be copied as one
    [InlineData("\uE000")]
    [InlineData("\u00AD")]
    [InlineData("ไทย")]
    public void What_would_be_shown_or_copied_wrong_cannot_be_shown(string text) => Assert.False(new DocumentFonts([]).CanShow(text));

    [Theory]
    [InlineData("W\u0304")]
    [InlineData("x\u0304")]
    [InlineData("p\u0323")]
    public void An_accent_stands_clear_of_its_letter_and_over_its_middle(string text)
    {
        var font = DocumentFonts.First(bold: false);
        var (letter, accent) = (font.BoxOf(new Rune(text[0]))!.Value, font.BoxOf(new Rune(text[1]))!.Value);

        var placed = Accents.Place(text, font).Last();

        Assert.True(accent.Bottom + placed.Up > letter.Top || accent.Top + placed.Up < letter.Bottom);
        Assert.Equal((letter.Left + letter.Right) / 2d, placed.Right + (accent.Left + accent.Right) / 2d);
    }

    [Fact]
    public void What_the_first_font_has_not_the_next_one_shows()
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "other.ttf");
        File.WriteAllBytes(file, Other);
        var (before, options) = (DocumentFonts.Current, new DocumentOptions { FallbackFonts = { file } });
        try
        {
            options.Open();

            Assert.Empty(options.Validate(null!));
            Assert.Equal(
                [("A ", "Inter Regular"), ("∩≡", "Segoe WP"), (" B", "Inter Regular")],
                DocumentFonts.Current.Runs("A ∩≡ B", bold: false).Select(run => (run.Text, run.Font.Name)));
            Assert.False(before.CanShow("∩"));
            Assert.True(DocumentFonts.Current.CanShow("∩"));
            var letter = OrderConfirmation.Of(
                Samples.Order(Samples.Lines(1)), Samples.Lines(1), Samples.Provider) with
            { Opening = ["A ∩≡ B, Ä"] };
            Assert.Contains("A ∩≡ B, Ä", PdfText.Of(LetterLayout.Render(letter)), StringComparison.Ordinal);
        }
        finally
        {
            DocumentFonts.Current = before;
        }
    }

    [Fact]
    public void A_file_that_is_no_font_and_a_font_given_twice_are_named()
    {
        using var folder = new TempFolder();
        var (good, cut, text) = (
            Path.Combine(folder.Path, "good.ttf"), Path.Combine(folder.Path, "cut.ttf"), Path.Combine(folder.Path, "text.ttf"));
        File.WriteAllBytes(good, Other);
        File.WriteAllBytes(cut, Other[..500]);
        File.WriteAllText(text, "This is a text, not a font.");

        Assert.Contains("Documents:FallbackFonts:0", Problem(cut), StringComparison.Ordinal);
        Assert.Contains("Documents:FallbackFonts:1", Problem(good, text), StringComparison.Ordinal);
        Assert.Contains("Documents:FallbackFonts:0", Problem(Path.Combine(folder.Path, "missing.ttf")), StringComparison.Ordinal);
        Assert.Contains("Segoe WP", Problem(good, good), StringComparison.Ordinal);
    }

    private static string Problem(params string[] files)
    {
        var (before, options) = (DocumentFonts.Current, new DocumentOptions());
        foreach (var file in files)
            options.FallbackFonts.Add(file);
        options.Open();
        // A real start that fails ends the process; a test must restore the fonts.
        DocumentFonts.Current = before;
        return Assert.Single(options.Validate(null!)).ErrorMessage!;
    }
}
