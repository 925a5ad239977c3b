using Accounts.Access.Audit;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Azure.Data.Tables;

namespace Accounts.Customers.Contacts;

/// <summary>Payment settings, which lie in the account's row, and the history of the invoice contact.</summary>
public sealed class PaymentSettingsStore(TableServiceClient tables, ContactStore contacts)
{
    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>The switches that have happened, oldest first.</summary>
    public Task<Slice<InvoiceContactSwitch>> ListAsync(string organizationId, PageRequest page, CancellationToken cancellationToken) =>
        _organizations.PageAsync<InvoiceContactSwitch>(organizationId, ContactKeys.Switches, page, cancellationToken);

    /// <summary>Writes the settings, all or nothing.</summary>
    /// <param name="organizationId">Whose.</param>
    /// <param name="account">The new account, with the tag of the one it replaces.</param>
    /// <param name="chosen">
    /// The contact that is or will be the invoice contact by this write. It is written, too, as it is: whoever deletes,
    /// regroups or readdresses it at the same moment has read it before, and fails on its tag.
    /// </param>
    /// <param name="made">The switch, when one happens.</param>
    /// <param name="happened">What the change is called.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>False when one of the rows has changed meanwhile; nothing was written.</returns>
    public Task<bool> TryWriteAsync(
        string organizationId, Stored<CustomerAccount> account, Stored<Contact>? chosen, InvoiceContactSwitch? made, AuditEvent happened, CancellationToken cancellationToken)
    {
        List<TableTransactionAction> writes = [Writes.Put(organizationId, account)];
        if (chosen is not null)
            writes.Add(Writes.Put(organizationId, chosen));
        if (made is not null)
            writes.Add(Writes.Add(organizationId, ContactKeys.Switch(made.Number), made));
        return contacts.TryWriteAsync(organizationId, writes, happened, cancellationToken);
    }
}
