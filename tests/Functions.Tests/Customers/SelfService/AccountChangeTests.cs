using Accounts.Customers.Organizations;
using Accounts.Customers.SelfService;
using Accounts.Platform.Http;

namespace Accounts.Tests.Customers.SelfService;

public sealed class AccountChangeTests
{
    private static readonly Card Visa = new("tok_1", "visa", "4242", 12, 2030);
    private static readonly AccountDraft Same = Drafts.Draft() with { PaymentMethod = PaymentMethod.Invoice };

    [Fact]
    public void The_same_again_is_a_version_and_nothing_else()
    {
        var decided = Decide(Same);
        Assert.Equal(Drafts.Account().Version + 1, decided.After.Version);
        Assert.True(
            decided is { Renames: false, ChangesPerson: false, ChangesInvoiceEmail: false, ChangesWhatIsListed: false, NewVatId: null });
    }

    [Fact]
    public void What_follows_a_change_is_what_it_touches()
    {
        Assert.True(
            Decide(
                Same with { Company = Same.Company with { Name = "Other GmbH" } }) is
            {
                Renames: true,
                ChangesWhatIsListed: true,
                ChangesPerson: false
            });
        Assert.True(
            Decide(
                Same with { Contact = Same.Contact with { LastName = "Other" } }) is
            {
                ChangesPerson: true,
                ChangesWhatIsListed: true,
                Renames: false
            });
        Assert.Equal("DE811907980", Decide(Same with { VatId = "DE811907980" }).NewVatId);
    }

    [Fact]
    public void A_card_on_file_stays_when_no_other_is_sent()
    {
        var byCard = Decide(Same with { PaymentMethod = PaymentMethod.Card }, Visa).After;
        Assert.True(
            AccountChange.Decide(byCard, Same with { PaymentMethod = PaymentMethod.Card }, newCard: null).Succeeded(out var again, out _));
        Assert.Equal(Visa, again.After.Payment.Card);
    }

    [Fact]
    public void Country_and_payer_are_not_for_the_customer_to_change()
    {
        Assert.IsType<CountryIsFixed>(Refusal(Same with { Country = Accounts.Platform.Values.Country.CH }));
        Assert.IsType<InvalidFields>(Refusal(Same with { PaymentMethod = PaymentMethod.MainAccount }));
        Assert.IsType<InvalidFields>(Refusal(Same with { PaymentMethod = PaymentMethod.Card }));
    }

    private static AccountChange Decide(AccountDraft draft, Card? card = null)
    {
        Assert.True(AccountChange.Decide(Drafts.Account(), draft, card).Succeeded(out var decided, out _));
        return decided;
    }

    private static Failure? Refusal(AccountDraft draft) => AccountChange.Decide(Drafts.Account(), draft, newCard: null).Failure;
}
