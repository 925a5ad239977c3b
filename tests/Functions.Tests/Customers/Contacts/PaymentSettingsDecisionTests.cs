using Accounts.Customers.Contacts;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Accounts.Tests.Customers.SelfService;

namespace Accounts.Tests.Customers.Contacts;

public sealed class PaymentSettingsDecisionTests
{
    private static readonly CustomerAccount Before = Drafts.Account();
    private static readonly Contact Other = Drafts
        .New().Invoice with
    { Id = "019f2b7a6c3d7e1f8a4b5c6d7e8f9a0b", Email = "other@example.com" };
    private static readonly Card Visa = new("tok_1", "visa", "4242", 12, 2030);

    [Fact]
    public void Another_contact_gets_the_invoices_at_once()
    {
        var decided = Decide(Before, Form());
        Assert.Equal(
            (Other.Id, Other.Email, 1, 2),
            (decided.After.InvoiceContactId, decided.After.InvoiceEmail, decided.After.InvoiceContactSwitches, decided.After.Version));
        Assert.Equal(new InvoiceContactSwitch(1, App.Start, Other.Id, Other.Email, Before.InvoiceContactId, "user", null), decided.Made);
        Assert.True(decided is { BindsContact: true, Started: null, Cancelled: null });
    }

    [Fact]
    public void With_a_later_day_it_is_scheduled()
    {
        var decided = Decide(Before, Form() with { ValidFrom = Tomorrow });
        Assert.Equal(Before.InvoiceContactId, decided.After.InvoiceContactId);
        Assert.Equal((Other.Id, Tomorrow), (decided.Started!.ContactId, decided.Started.ValidFrom));
        Assert.Equal(decided.Started, decided.After.ScheduledSwitch);
        Assert.True(decided is { BindsContact: true, Made: null, Cancelled: null });
    }

    [Fact]
    public void The_same_wish_again_stays_the_same_switch()
    {
        var scheduled = Decide(Before, Form() with { ValidFrom = Tomorrow }).After;
        var again = Decide(scheduled, Form() with { ValidFrom = Tomorrow });
        Assert.Equal(scheduled.ScheduledSwitch, again.After.ScheduledSwitch);
        Assert.True(again is { BindsContact: false, Started: null, Cancelled: null });
    }

    [Fact]
    public void Any_other_wish_cancels_what_was_scheduled()
    {
        var scheduled = Decide(Before, Form() with { ValidFrom = Tomorrow }).After;
        var atOnce = Decide(scheduled, Form());
        Assert.Equal(scheduled.ScheduledSwitch, atOnce.Cancelled);
        Assert.NotNull(atOnce.Made);
        var later = Decide(scheduled, Form() with { ValidFrom = Tomorrow.AddDays(1) });
        Assert.Equal((scheduled.ScheduledSwitch, later.After.ScheduledSwitch), (later.Cancelled, later.Started));
    }

    [Fact]
    public void The_active_contact_again_leaves_the_contact_free()
    {
        var decided = Decide(Before, Form(), Drafts.New().Invoice with { Id = Before.InvoiceContactId });
        Assert.True(decided is { BindsContact: false, Made: null, Started: null, After.InvoiceContactSwitches: 0 });
    }

    [Fact]
    public void A_card_on_file_stays_until_another_means_is_chosen()
    {
        var byCard = Decide(Before, Form() with { Method = PaymentMethod.Card, CardToken = "tok_1" }, card: Visa).After;
        Assert.Equal(Visa, byCard.Payment.Card);
        Assert.Equal(Visa, Decide(byCard, Form() with { Method = PaymentMethod.Card }).After.Payment.Card);
        Assert.Null(Decide(byCard, Form()).After.Payment.Card);
    }

    [Fact]
    public void What_is_wrong_is_said_of_its_field()
    {
        Assert.Equal("#/cardToken", Refusal(Form() with { Method = PaymentMethod.Card }, Other));
        Assert.Equal("#/method", Refusal(Form() with { Method = PaymentMethod.MainAccount }, Other));
        Assert.Equal("#/invoiceContactId", Refusal(Form(), chosen: null));
        Assert.Equal("#/invoiceContactId", Refusal(Form(), Other with { Group = ContactGroup.Technical }));
    }

    private static DateOnly Tomorrow => CentralEurope.DayOf(App.Start).AddDays(1);

    private static PaymentSettingsForm Form() => new() { Method = PaymentMethod.Invoice, InvoiceContactId = Other.Id };

    private static PaymentSettingsDecision Decide(
        CustomerAccount before, PaymentSettingsForm form, Contact? chosen = null, Card? card = null)
    {
        Assert.True(
            PaymentSettingsDecision.Of(before, form, new(chosen ?? Other, card, "user", App.Start)).Succeeded(out var decided, out _));
        return decided;
    }

    private static string Refusal(PaymentSettingsForm form, Contact? chosen) =>
        Assert.IsType<InvalidFields>(
            PaymentSettingsDecision.Of(Before, form, new(chosen, null, "user", App.Start)).Failure).Errors.Single().Place;
}
