using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Values;

namespace Accounts.Customers.Contacts;

/// <summary>What decides on new payment settings, besides the account.</summary>
/// <param name="Chosen">The contact chosen for invoices; null when there is no such contact.</param>
/// <param name="NewCard">The card that was sent; null when there is none.</param>
/// <param name="UserId">The user who makes the change.</param>
/// <param name="Now">The time after the account was read. A switch that happened before has an earlier time, so the history stays in
/// order.</param>
public sealed record PaymentSettingsBackground(Contact? Chosen, Card? NewCard, string UserId, DateTimeOffset Now);

/// <summary>New payment settings that are allowed for an account.</summary>
/// <param name="After">The account with the new settings.</param>
/// <param name="Made">The switch of the invoice contact that happens now.</param>
/// <param name="Started">The switch that is newly scheduled.</param>
/// <param name="Cancelled">The scheduled switch that is cancelled.</param>
public sealed record PaymentSettingsDecision(
    CustomerAccount After, InvoiceContactSwitch? Made, ScheduledSwitch? Started, ScheduledSwitch? Cancelled)
{
    /// <summary>Whether a concurrent change of the chosen contact must conflict.</summary>
    public bool BindsContact => Made is not null || Started is not null;

    /// <summary>Decides on a valid form.</summary>
    public static Outcome<PaymentSettingsDecision> Of(
        CustomerAccount before, PaymentSettingsForm form, PaymentSettingsBackground background)
    {
        if (!PaymentRules.Decide(before.Payment, form.Method!.Value, background.NewCard, PaymentRules.InSettings)
            .Succeeded(out var payment, out var refused))
            return refused;
        if (background.Chosen is not { Group: ContactGroup.Invoices } chosen)
            return PaymentSettingsForm.NoInvoiceContact;

        var after = before with { Payment = payment, ScheduledSwitch = null, Version = before.Version + 1 };
        InvoiceContactSwitch? made = null;
        if (chosen.Id != before.InvoiceContactId && form.ValidFrom is { } day && day > CentralEurope.DayOf(background.Now))
            after = after with { ScheduledSwitch = Schedule(before, chosen.Id, day, background) };
        else if (chosen.Id != before.InvoiceContactId)
            (after, made) = InvoiceContactSwitch.Make(after, chosen, background.Now, background.UserId);
        return new PaymentSettingsDecision(after, made, Other(after, than: before), Other(before, than: after));
    }

    /// <summary>The same setting again keeps the same switch, so that its process continues.</summary>
    private static ScheduledSwitch Schedule(CustomerAccount before, string contactId, DateOnly day, PaymentSettingsBackground background) =>
        before.ScheduledSwitch is { } same && same.ContactId == contactId && same.ValidFrom == day
            ? same
            : new ScheduledSwitch(Ids.New(background.Now), contactId, day, background.UserId);

    private static ScheduledSwitch? Other(CustomerAccount account, CustomerAccount than) =>
        account.ScheduledSwitch == than.ScheduledSwitch ? null : account.ScheduledSwitch;
}
