using Accounts.Access;
using Accounts.Customers.Organizations;
using Accounts.Platform.Values;

namespace Accounts.Tests.Platform.Values;

/// <summary>Marks that come along when a value is copied from a mail, a PDF or an address book.</summary>
public sealed class NotationTests
{
    public static TheoryData<string> Pasted => new()
    {
        "\u202d{0}\u202c",
        "\u200e{0}",
        "{0}\u200f",
        "\u200b{0}\u200b",
        "\ufeff{0}",
        "\u2066{0}\u2069",
        "\t{0}\t",
        "\u00a0{0}\u202f",
        " \u200e\t{0} ",
    };

    [Theory]
    [MemberData(nameof(Pasted))]
    public void Marks_around_a_value_of_a_fixed_alphabet_are_dropped(string form)
    {
        string In(string value) => form.Replace("{0}", value, StringComparison.Ordinal);

        Assert.Equal("+498912345678", PhoneNumber.Parse(In("+49 89 12345678"), Country.DE).Print());
        Assert.Equal("DE136695976", VatId.Parse(In("DE136695976"), Country.DE).Print());
        Assert.Equal("CHE-100.155.212", Uid.Parse(In("CHE-100.155.212")).Print());
        Assert.Equal("80331", PostalCode.Parse(In("80331"), Country.DE).Print());
        Assert.Equal("DE02120300000000202051", Iban.Parse(In("DE02 1203 0000 0000 2020 51")).Value);
        Assert.Equal("HRB 12345", RegisterNumber.Parse(In("HRB 12345"), Country.DE).Print());
        Assert.Equal("FN 123456d", RegisterNumber.Parse(In("FN 123456d"), Country.AT).Print());
        Assert.Equal("1234567", CustomerNumber.Parse(In("1234567")).Print());
        Assert.Equal("hanna@example.com", EmailAddress.Parse(In("hanna@example.com")).Print());
        Assert.Equal("PO-2026-0815", Text.ParseReference(In("PO-2026-0815"), 50).Value);
    }

    [Fact]
    public void So_are_marks_within_but_for_e_mail_addresses_which_would_become_others()
    {
        Assert.Equal("+498912345678", PhoneNumber.Parse("+49\u00a089\t123\u200b45678", Country.DE).Print());
        Assert.Equal("DE136695976", VatId.Parse("DE\t136\u200b695\u00ad976", Country.DE).Print());
        Assert.Equal("PO-2026-0815", Text.ParseReference("PO-\u200b2026-\u00ad0815", 50).Value);
        EmailAddress.Parse("ha\u200bnna@example.com").Refused();
    }

    [Theory]
    [InlineData("80\n331")]
    [InlineData("803\u0660\u0661")]
    public void Line_ends_and_digits_of_other_scripts_stay_refused(string typed) => PostalCode.Parse(typed, Country.DE).Refused();
}
