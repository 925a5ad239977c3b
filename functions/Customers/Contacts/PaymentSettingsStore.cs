using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Azure.Data.Tables;

namespace Accounts.Customers.Contacts;

/// <summary>Payment settings, which lie in the account's row, and the history of the invoice contact.</summary>
public sealed class PaymentSettingsStore(TableServiceClient tables)
{
    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>The switches that have happened, oldest first.</summary>
    public Task<Slice<InvoiceContactSwitch>> ListAsync(string organizationId, PageRequest page, CancellationToken cancellationToken) =>
        _organizations.PageAsync<InvoiceContactSwitch>(organizationId, ContactKeys.Switches, page, cancellationToken);

    /// <summary>Adds what new settings write.</summary>
    /// <param name="change">Where they are added.</param>
    /// <param name="account">The account as it was read.</param>
    /// <param name="chosen">
    /// The contact that is or will be the invoice contact by this change; null when that stays. It is written as it is:
    /// whatever deletes, regroups or readdresses it at the same moment has read it before, and conflicts.
    /// </param>
    /// <param name="after">The account as it will be.</param>
    /// <param name="made">The switch, when one happens.</param>
    public static ChangeSet Put(
        ChangeSet change, Stored<CustomerAccount> account, Stored<Contact>? chosen, CustomerAccount after, InvoiceContactSwitch? made)
    {
        change.Replace(account, after);
        if (chosen is not null)
            change.Guard(chosen);
        return made is null ? change : change.Add(ContactKeys.Switch(made.Number), made);
    }
}
