using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Values;

namespace Accounts.Customers.Contacts;

/// <summary>What a wish for other payment settings is decided by, beside the account.</summary>
/// <param name="Chosen">The contact that invoices are to go to; null when there is no such contact.</param>
/// <param name="NewCard">The card that was sent; null for none.</param>
/// <param name="UserId">Who wishes it.</param>
/// <param name="Now">
/// The time after the account was read: a switch that happened before has an earlier one, so the history is in order.
/// </param>
public sealed record PaymentSettingsBackground(Contact? Chosen, Card? NewCard, string UserId, DateTimeOffset Now);

/// <summary>Other payment settings that an account may get.</summary>
/// <param name="After">The account with them.</param>
/// <param name="Made">The switch of the invoice contact that happens now.</param>
/// <param name="Started">The switch that is newly scheduled.</param>
/// <param name="Cancelled">The scheduled switch that is not to happen any more.</param>
public sealed record PaymentSettingsDecision(
    CustomerAccount After, InvoiceContactSwitch? Made, ScheduledSwitch? Started, ScheduledSwitch? Cancelled)
{
    /// <summary>Whether the chosen contact must not change at the same moment.</summary>
    public bool BindsContact => Made is not null || Started is not null;

    /// <summary>What a form that passed its checks comes to.</summary>
    public static Outcome<PaymentSettingsDecision> Of(
        CustomerAccount before, PaymentSettingsForm form, PaymentSettingsBackground background)
    {
        var card = form.Method == PaymentMethod.Card ? background.NewCard ?? before.Payment.Card : null;
        if (form.Method == PaymentMethod.Card && card is null)
            return PaymentSettingsForm.CardTokenMissing;
        if (form.Method == PaymentMethod.MainAccount && before.Payment.Method != PaymentMethod.MainAccount)
            return PaymentSettingsForm.NoMainAccountPays;
        if (background.Chosen is not { Group: ContactGroup.Invoices } chosen)
            return PaymentSettingsForm.NoInvoiceContact;

        var after = before with { Payment = new Payment(form.Method!.Value, card), ScheduledSwitch = null, Version = before.Version + 1 };
        InvoiceContactSwitch? made = null;
        if (chosen.Id != before.InvoiceContactId && form.ValidFrom is { } day && day > CentralEurope.DayOf(background.Now))
            after = after with { ScheduledSwitch = Schedule(before, chosen.Id, day, background) };
        else if (chosen.Id != before.InvoiceContactId)
            (after, made) = InvoiceContactSwitch.Make(after, chosen, background.Now, background.UserId);
        return new PaymentSettingsDecision(after, made, Other(after, than: before), Other(before, than: after));
    }

    /// <summary>The same wish again stays the same switch, so that its process goes on.</summary>
    private static ScheduledSwitch Schedule(CustomerAccount before, string contactId, DateOnly day, PaymentSettingsBackground background) =>
        before.ScheduledSwitch is { } same && same.ContactId == contactId && same.ValidFrom == day
            ? same
            : new ScheduledSwitch(Ids.New(background.Now), contactId, day, background.UserId);

    private static ScheduledSwitch? Other(CustomerAccount account, CustomerAccount than) =>
        account.ScheduledSwitch == than.ScheduledSwitch ? null : account.ScheduledSwitch;
}
