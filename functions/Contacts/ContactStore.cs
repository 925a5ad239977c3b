using Accounts.Organizations;
using Accounts.Platform;
using Azure.Data.Tables;

namespace Accounts.Contacts;

/// <summary>The contacts of organizations.</summary>
public sealed class ContactStore(TableServiceClient tables)
{
    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>One contact; null when there is none.</summary>
    public Task<Stored<Contact>?> FindAsync(string organizationId, string contactId, CancellationToken cancellationToken) =>
        _organizations.FindAsync<Contact>(organizationId, Keys.Contact(contactId), cancellationToken);

    /// <summary>Contacts in the order of their ids: oldest first, the main contact last.</summary>
    public Task<Slice<Contact>> ListAsync(string organizationId, PageRequest page, CancellationToken cancellationToken) =>
        _organizations.PageAsync<Contact>(organizationId, Keys.Contacts, page, cancellationToken);
}
