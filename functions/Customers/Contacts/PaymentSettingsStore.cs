using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Azure.Data.Tables;

namespace Accounts.Customers.Contacts;

/// <summary>Payment settings, which are stored in the account's row, and the history of the invoice contact.</summary>
public sealed class PaymentSettingsStore(TableServiceClient tables)
{
    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>The switches that have happened, oldest first.</summary>
    public Task<Slice<InvoiceContactSwitch>> ListAsync(string organizationId, PageRequest page, CancellationToken cancellationToken) =>
        _organizations.PageAsync<InvoiceContactSwitch>(organizationId, ContactKeys.Switches, page, cancellationToken);

    /// <summary>Adds the rows that new settings write.</summary>
    /// <param name="change">The change to add them to.</param>
    /// <param name="account">The account as it was read.</param>
    /// <param name="chosen">The contact that is or will be the invoice contact by this change; null when the contact stays. It is written
    /// unchanged, so that a concurrent request that deletes it, or changes its group or address, conflicts.</param>
    /// <param name="after">The account after the change.</param>
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
