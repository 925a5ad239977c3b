using Accounts.Customers.Organizations;
using Accounts.Customers.Search;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Azure.Data.Tables;

namespace Accounts.Customers.Contacts;

/// <summary>
/// The contacts of organizations. What a contact is bound to (the account that sends it invoices, its login) is stored in the same
/// partition and changes with it in one transaction.
/// </summary>
public sealed class ContactStore(TableServiceClient tables) : ISearchedAddresses
{
    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    public static Stored<Contact> New(Contact contact) => Stored.New(ContactKeys.Contact(contact.Id), contact);

    public async Task<Stored<Contact>?> FindAsync(string organizationId, string contactId, CancellationToken cancellationToken) =>
        Ids.IsWellFormed(contactId)
            ? await _organizations.FindAsync<Contact>(organizationId, ContactKeys.Contact(contactId), cancellationToken)
            : null;

    /// <summary>Contacts in the order of their ids: oldest first, the main contact last.</summary>
    public Task<Slice<Contact>> ListAsync(string organizationId, PageRequest page, CancellationToken cancellationToken) =>
        _organizations.PageAsync<Contact>(organizationId, ContactKeys.Contacts, page, cancellationToken);

    /// <summary>The addresses of all contacts, at most <see cref="ContactCount.Limit"/>. One storage operation.</summary>
    public async Task<IEnumerable<string>> AddressesAsync(string organizationId, CancellationToken cancellationToken) =>
        (await _organizations.AllAsync<Contact>(organizationId, ContactKeys.Contacts, cancellationToken))
            .Select(contact => contact.Value.Email);

    public Task<Stored<ContactCount>> CountAsync(string organizationId, CancellationToken cancellationToken) =>
        _organizations.FindAsync(organizationId, ContactKeys.Count, ContactCount.AtFirst, cancellationToken);
}

/// <summary>How many contacts an organization has.</summary>
public sealed record ContactCount(int Contacts)
{
    /// <summary>Maximum number of contacts of an organization.</summary>
    public const int Limit = 500;

    /// <summary>The count before the row exists: every account begins with a main and an invoice contact.</summary>
    public static ContactCount AtFirst { get; } = new(2);
}
