using Accounts.Platform.Documents;
using Accounts.Platform.Values;

namespace Accounts.Tests.Platform.Documents;

public sealed class SwissQrBillTests
{
    private static readonly Address Zürich = new("Bahnhofstrasse", "7a", "8001", "Zürich", "CH");

    [Fact]
    public void It_says_all_elements_line_by_line()
    {
        var bill = SwissQrBill.Of(Provider(), "Rüegg Elektro AG", Zürich, new Money(123_456_789, "CHF"), "Rechnung RE-2027-000123")!;

        Assert.Equal(
            [
                "SPC",
                "0200",
                "1",
                "CH5604835012345678009",
                "S",
                "Beispiel Hosting & Käse AG",
                "Musterstrasse",
                "1",
                "8005",
                "Zürich",
                "CH",
                "", "", "", "", "", "", "", "1234567.89", "CHF", "S", "Rüegg Elektro AG", "Bahnhofstrasse", "7a", "8001", "Zürich", "CH",
                "NON", "", "Rechnung RE-2027-000123", "EPD",
            ],
            bill.Lines);
        Assert.Equal(string.Join('\n', bill.Lines), Codes.Read(bill.Code));
    }

    [Fact]
    public void It_stands_at_the_foot_of_a_last_page_and_its_cross_leaves_the_code_readable()
    {
        var bill = SwissQrBill.Of(Provider(), "Rüegg Elektro AG", Zürich, new Money(123_456_789, "CHF"), "Rechnung RE-2027-000123")!;

        var pages = LetterLayout.Pages(SampleInvoice.Of(1, 1) with { SwissBill = bill });

        Assert.Equal(2, pages.Count);
        var texts = pages[1].Texts.Select(text => text.Text).ToList();
        Assert.Equal(2, texts.Count(text => text == "1\u00A0234\u00A0567.89"));
        Assert.Equal(2, texts.Count(text => text == "CH56\u00A00483\u00A05012\u00A03456\u00A07800\u00A09"));
        Assert.All(
            pages[1].Boxes.Skip(1),
            box =>
                Assert.InRange(
                    box.Y, PlacedPage.Height - 88.1 * LetterSheet.Millimetre, PlacedPage.Height - 41.9 * LetterSheet.Millimetre));
        Assert.Equal(string.Join('\n', bill.Lines), Codes.Seen(pages[1].Boxes, bill.Code.Size, 46 * LetterSheet.Millimetre));
    }

    [Theory]
    [InlineData(0, "CHF", 1, "amount")]
    [InlineData(1, "USD", 1, "amount")]
    [InlineData(1, "CHF", 141, "message")]
    public void What_no_bill_can_say_is_refused_by_its_name(long amount, string currency, int length, string parameter) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            parameter,
            () => SwissQrBill.Of(Provider(), "Rüegg Elektro AG", Zürich, new Money(amount, currency), new string('x', length)));

    [Theory]
    [InlineData("DE02 1203 0000 0000 2020 51")]
    [InlineData("CH44 3199 9123 0008 8901 2")] // takes only payments with a QR reference
    public void Another_account_has_no_bill(string iban)
    {
        var provider = Provider();
        provider.Iban = iban;

        Assert.Null(SwissQrBill.Of(provider, "Rüegg Elektro AG", Zürich, new Money(100, "CHF"), "x"));
    }

    private static ProviderOptions Provider()
    {
        var provider = Samples.Provider;
        (provider.Country, provider.Name, provider.Street) = (Country.CH, "Beispiel Hosting & Käse AG", "Musterstrasse 1");
        (provider.PostalCode, provider.City, provider.Iban) = ("8005", "Zürich", "CH56 0483 5012 3456 7800 9");
        return provider;
    }
}
