using Accounts.Access.Audit;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Azure;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;

namespace Accounts.Customers.Contacts;

/// <summary>
/// The contacts of organizations. What a contact is bound to (the account that sends it invoices, its login) lies in the
/// same partition and changes with it in one transaction: a use case reads, decides, and gives all writes at once. When
/// any row has changed since, nothing is written, and it reads and decides anew.
/// </summary>
public sealed class ContactStore(TableServiceClient tables, AuditLog audit)
{
    /// <summary>Rounds of reading and deciding; whatever meets at a row, each round lets one through.</summary>
    public const int MaxRounds = 50;

    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>One contact; null when there is none.</summary>
    public async Task<Stored<Contact>?> FindAsync(string organizationId, string contactId, CancellationToken cancellationToken) =>
        Ids.IsWellFormed(contactId) ? await _organizations.FindAsync<Contact>(organizationId, ContactKeys.Contact(contactId), cancellationToken) : null;

    /// <summary>Contacts in the order of their ids: oldest first, the main contact last.</summary>
    public Task<Slice<Contact>> ListAsync(string organizationId, PageRequest page, CancellationToken cancellationToken) =>
        _organizations.PageAsync<Contact>(organizationId, ContactKeys.Contacts, page, cancellationToken);

    /// <summary>What the request was answered with before; null when it is new.</summary>
    public Task<IResult?> EarlierAnswerAsync(string organizationId, CreatingRequest request, DateTimeOffset now, CancellationToken cancellationToken) =>
        request.EarlierAnswerAsync(_organizations, organizationId, now, cancellationToken);

    /// <summary>How many contacts there are.</summary>
    public async Task<Stored<ContactCount>> CountAsync(string organizationId, CancellationToken cancellationToken) =>
        await _organizations.FindAsync<ContactCount>(organizationId, ContactKeys.Count, cancellationToken)
        ?? new Stored<ContactCount>(ContactCount.AtFirst, ContactKeys.Count, default);

    /// <summary>Writes all or nothing.</summary>
    /// <returns>False when one of the rows has changed meanwhile; nothing was written.</returns>
    public async Task<bool> TryWriteAsync(string organizationId, IEnumerable<TableTransactionAction> writes, AuditEvent happened, CancellationToken cancellationToken)
    {
        try
        {
            await audit.CommitAsync(organizationId, writes, happened, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
        {
            return false;
        }
    }
}

/// <summary>How many contacts an organization has.</summary>
public sealed record ContactCount(int Contacts)
{
    /// <summary>Most contacts an organization may have.</summary>
    public const int Limit = 500;

    /// <summary>What every account begins with, before there is a row to count in: the main and an invoice contact.</summary>
    public static ContactCount AtFirst { get; } = new(2);
}
