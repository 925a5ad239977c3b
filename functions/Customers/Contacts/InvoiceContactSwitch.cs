using Accounts.Customers.Organizations;

namespace Accounts.Customers.Contacts;

/// <summary>A switch of the invoice contact that has happened; kept forever, for invoices stay with the contact of their day.</summary>
/// <param name="Number">1, 2, 3 … without gap, in the order in which they happened.</param>
/// <param name="At">When it happened.</param>
/// <param name="ContactId">Where invoices went from then on.</param>
/// <param name="Email">Its address at that moment.</param>
/// <param name="PreviousContactId">Where they had gone before.</param>
/// <param name="By">Id of the user who decided it.</param>
/// <param name="ValidFrom">The day for which it was scheduled; null for one at once.</param>
public sealed record InvoiceContactSwitch(
    int Number, DateTimeOffset At, string ContactId, string Email, string PreviousContactId, string By, DateOnly? ValidFrom)
{
    /// <summary>Longest time ahead for which a switch can be scheduled.</summary>
    public const int MostYearsAhead = 2;

    /// <summary>
    /// The account after the switch, and the switch as it is remembered. That exactly one contact is active needs no
    /// more: it is one field, and both are written in one transaction.
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
