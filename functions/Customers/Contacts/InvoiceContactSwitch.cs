using Accounts.Customers.Organizations;

namespace Accounts.Customers.Contacts;

/// <summary>A switch of the invoice contact that has happened. Kept forever, because invoices stay with the contact of their day.</summary>
/// <param name="Number">1, 2, 3 … without gaps, in the order in which they happened.</param>
/// <param name="At">When it happened.</param>
/// <param name="ContactId">The contact that invoices went to from then on.</param>
/// <param name="Email">E-mail address of that contact at that moment.</param>
/// <param name="PreviousContactId">The contact that invoices went to before.</param>
/// <param name="By">Id of the user who decided it.</param>
/// <param name="ValidFrom">The day for which it was scheduled; null for an immediate switch.</param>
public sealed record InvoiceContactSwitch(
    int Number, DateTimeOffset At, string ContactId, string Email, string PreviousContactId, string By, DateOnly? ValidFrom)
{
    /// <summary>Longest time ahead for which a switch can be scheduled.</summary>
    public const int MostYearsAhead = 2;

    /// <summary>
    /// The account after the switch, and the switch for the history. Exactly one contact is active, because the account has one field for
    /// it and both rows are written in one transaction.
    /// </summary>
    public static (
        CustomerAccount Account,
        InvoiceContactSwitch Switch) Make(CustomerAccount account,
        Contact to,
        DateTimeOffset at,
        string by,
        DateOnly? validFrom = null)
    {
        var number = account.InvoiceContactSwitches + 1;
        var after = account with
        {
            InvoiceContactId = to.Id,
            InvoiceEmail = to.Email,
            InvoicesToMainAccount = false,
            ScheduledSwitch = null,
            InvoiceContactSwitches = number,
        };
        return (after, new InvoiceContactSwitch(number, at, to.Id, to.Email, account.InvoiceContactId, by, validFrom));
    }
}
