using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Organizations;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Azure;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;

namespace Accounts.Relations.Partners;

/// <summary>
/// The customers of partners, in the partner's partition. While a partnership lasts it has two rows in the partner's list,
/// by number and by name; the one by number also keeps the same customer from being taken twice.
/// </summary>
public sealed class CustomerStore(TableServiceClient tables, AuditLog audit)
{
    private const int MaxTries = 20;

    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>One partnership, ended or not; null when there is none.</summary>
    public Task<Stored<ManagedCustomer>?> FindAsync(string partnerId, string partnershipId, CancellationToken cancellationToken) =>
        _organizations.FindAsync<ManagedCustomer>(partnerId, PartnerKeys.ManagedCustomer(partnershipId), cancellationToken);

    /// <summary>
    /// The partnership or request that a route means: by its own id, or by the customer number for the present one with that
    /// customer. Null when there is none; an id is not looked up. At most one storage operation.
    /// </summary>
    public async Task<string?> ResolveAsync(string partnerId, string customerId, CancellationToken cancellationToken)
    {
        if (CustomerNumber.Parse(customerId).Value?.ToString() != customerId)
            return Ids.IsWellFormed(customerId) ? customerId : null;
        return (await _organizations.FindAsync<CustomerEntry>(partnerId, PartnerKeys.CustomerByNumber(customerId), cancellationToken))?.Value.PartnershipId;
    }

    /// <summary>A page of the partner's list. One storage operation, whichever page and however many there are.</summary>
    public Task<Slice<CustomerEntry>> ListAsync(string partnerId, OverviewRequest page, CancellationToken cancellationToken) =>
        _organizations.PageAsync<CustomerEntry>(partnerId, page.ByName ? PartnerKeys.CustomersByName : PartnerKeys.CustomersByNumber, page.Begin, page.Page, cancellationToken);

    /// <summary>Puts a request that waits for its answer on the list.</summary>
    public Task PutAsync(string partnerId, CustomerEntry requested, CancellationToken cancellationToken) =>
        _organizations.SubmitTransactionAsync(requested.Rows(partnerId).Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)), cancellationToken);

    /// <summary>Takes a request that was answered off the list; harmless when it is gone.</summary>
    public async Task RemoveAsync(string partnerId, CustomerEntry requested, CancellationToken cancellationToken)
    {
        foreach (var row in requested.Rows(partnerId))
            await _organizations.DeleteEntityAsync(partnerId, row.RowKey, cancellationToken: cancellationToken);
    }

    /// <summary>The writes with which a partnership begins on the partner's side. They conflict when the customer is one already.</summary>
    public static IReadOnlyList<TableTransactionAction> Begin(string partnerId, ManagedCustomer customer) =>
    [
        new(TableTransactionActionType.Add, Rows.Row(partnerId, PartnerKeys.ManagedCustomer(customer.Id), customer)),
        .. CustomerEntry.Of(customer).Rows(partnerId).Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)),
    ];

    /// <summary>Writes a change of a partnership that lasts, with its rows in the list.</summary>
    /// <param name="partnerId">The partner.</param>
    /// <param name="before">As read.</param>
    /// <param name="after">As it will be.</param>
    /// <param name="happened">What the change is called; null for a new name.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>False when somebody else was faster.</returns>
    public async Task<bool> TryChangeAsync(string partnerId, Stored<ManagedCustomer> before, ManagedCustomer after, AuditAction? happened, Actor actor, CancellationToken cancellationToken)
    {
        List<TableTransactionAction> writes = [Replace(partnerId, before, after)];
        var (old, now) = (CustomerEntry.Of(before.Value).Rows(partnerId), CustomerEntry.Of(after).Rows(partnerId));
        writes.AddRange(now.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)));
        writes.AddRange(old.ExceptBy(now.Select(row => row.RowKey), row => row.RowKey).Select(Delete));
        try
        {
            if (happened is { } action)
                await audit.CommitAsync(partnerId, writes, Event(action, actor, after), cancellationToken);
            else
                await _organizations.SubmitTransactionAsync(writes, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (IsMeeting(e))
        {
            return false;
        }
    }

    /// <summary>Writes the end of a partnership and takes it off the list; ended already means done.</summary>
    /// <exception cref="TimeoutException">Others were faster all the time.</exception>
    public async Task EndAsync(string partnerId, string partnershipId, PartnerRecord ended, Actor actor, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            if (await FindAsync(partnerId, partnershipId, cancellationToken) is not { Value.EndedAt: null } lasting)
                return;
            var after = lasting.Value with { EndedAt = ended.EndedAt, EndedBy = ended.EndedBy };
            try
            {
                await audit.CommitAsync(
                    partnerId,
                    [Replace(partnerId, lasting, after), .. CustomerEntry.Of(lasting.Value).Rows(partnerId).Select(Delete)],
                    Event(AuditAction.CustomerEnded, actor, after).With("by", EnumNames.Of(ended.EndedBy!.Value)),
                    cancellationToken);
                return;
            }
            catch (RequestFailedException e) when (IsMeeting(e))
            {
                // It followed another change meanwhile.
            }
        }

        throw new TimeoutException("The end of a partnership could not be written.");
    }

    private static TableTransactionAction Replace(string partnerId, Stored<ManagedCustomer> before, ManagedCustomer after) =>
        new(TableTransactionActionType.UpdateReplace, Rows.Row(partnerId, before.RowKey, after), before.Tag);

    private static TableTransactionAction Delete(TableEntity row) =>
        new(TableTransactionActionType.Delete, new TableEntity(row.PartitionKey, row.RowKey), ETag.All);

    private static AuditEvent Event(AuditAction action, Actor actor, ManagedCustomer customer) =>
        new AuditEvent(action, actor, customer.CustomerId).With("partnership", customer.Id);

    private static bool IsMeeting(RequestFailedException e) =>
        e.Status is StatusCodes.Status404NotFound or StatusCodes.Status409Conflict or StatusCodes.Status412PreconditionFailed;
}
