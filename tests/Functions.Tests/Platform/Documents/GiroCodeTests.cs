using Accounts.Platform.Documents;

namespace Accounts.Tests.Platform.Documents;

public sealed class GiroCodeTests
{
    [Fact]
    public void It_says_whom_and_what_to_pay_line_by_line() => Assert.Equal(
        [
            "BCD", "002", "1", "SCT", "BYLADEM1001", "Beispiel Hosting & Käse GmbH", "DE02120300000000202051", "EUR1762.87", "",
            "", "RE-2027-000123",
        ],
        GiroCode.Lines(Samples.Provider, 176_287, "RE-2027-000123"));

    [Theory]
    [InlineData(1, "EUR0.01")]
    [InlineData(100, "EUR1.00")]
    [InlineData(99_999_999_999, "EUR999999999.99")]
    public void An_amount_has_a_point_and_two_decimals(long cents, string element) =>
        Assert.Equal(element, GiroCode.Lines(Samples.Provider, cents, "")[7]);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(100_000_000_000)]
    public void What_cannot_be_transferred_has_no_code(long cents) => Assert.Null(GiroCode.Of(Samples.Provider, cents, "RE-1"));

    [Fact]
    public void The_longest_content_is_within_the_largest_code_that_apps_take()
    {
        var provider = Samples.Provider;
        (provider.Name, provider.Iban) = (new string('Ä', 120), "MT84 MALT 0110 0001 2345 MTLC AST0 01S");

        var code = GiroCode.Of(provider, 99_999_999_999, new string('x', 110))!;

        // A code of version 13 has 69 squares a side.
        Assert.InRange(code.Size, 21, 69);
        Assert.Equal(new string('Ä', 70), Codes.Read(code).Split('\n')[5]);
        Assert.Null(GiroCode.Of(provider, 99_999_999_999, new string('ß', 130)));
        Assert.Throws<ArgumentOutOfRangeException>("reference", () => GiroCode.Of(provider, 1, new string('x', 141)));
    }

    [Fact]
    public void The_rectangles_on_the_page_are_read_as_what_it_says()
    {
        var page = Assert.Single(LetterLayout.Pages(SampleInvoice.Of(1, 1)));

        var boxes = page.Boxes.Where(box => box.Shade == Shade.Black).ToList();
        var side = boxes.Max(box => box.X + box.Width) - boxes.Min(box => box.X);
        Assert.Equal(
            string.Join('\n', GiroCode.Lines(Samples.Provider, 14_691, "RE-2027-000123")),
            Codes.Seen(boxes, (int)Math.Round(side / boxes[0].Height), side));
        // 32 mm, so that the cameras of phones can read it.
        Assert.Equal(32, side / LetterSheet.Millimetre, 1);
    }
}
