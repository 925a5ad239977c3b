using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Azure.Data.Tables;

namespace Accounts.Relations.Partners;

/// <summary>
/// The customers of partners, in the partner's partition. While a partnership lasts, it has two rows in the partner's list, by
/// number and by name. The row by number also prevents a second partnership with the same customer.
/// </summary>
public sealed class CustomerStore(TableServiceClient tables)
{
    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>One partnership, ended or not; null when there is none.</summary>
    public Task<Stored<ManagedCustomer>?> FindAsync(string partnerId, string partnershipId, CancellationToken cancellationToken) =>
        _organizations.FindAsync<ManagedCustomer>(partnerId, PartnerKeys.ManagedCustomer(partnershipId), cancellationToken);

    /// <summary>
    /// Resolves the id in a route: the id of a partnership or request, or the number of a customer with a current partnership.
    /// Null when there is none. An id is returned without a lookup. At most one storage operation.
    /// </summary>
    public async Task<string?> ResolveAsync(string partnerId, string customerId, CancellationToken cancellationToken)
    {
        if (CustomerNumber.Parse(customerId).Value?.ToString() != customerId)
            return Ids.IsWellFormed(customerId) ? customerId : null;
        var entry = await _organizations.FindAsync<CustomerEntry>(partnerId, PartnerKeys.CustomerByNumber(customerId), cancellationToken);
        return entry?.Value.PartnershipId;
    }

    /// <summary>A page of the partner's list. One storage operation for any page of any list.</summary>
    public Task<Slice<CustomerEntry>> ListAsync(string partnerId, OverviewRequest page, CancellationToken cancellationToken) =>
        _organizations.PageAsync<CustomerEntry>(
            partnerId, page.ByName ? PartnerKeys.CustomersByName : PartnerKeys.CustomersByNumber, page.Begin, page.Page, cancellationToken);

    /// <summary>Puts a request that waits for its answer on the list.</summary>
    public async Task PutAsync(string partnerId, CustomerEntry requested, CancellationToken cancellationToken)
    {
        var change = new ChangeSet(partnerId);
        foreach (var key in requested.RowKeys)
            change.Put(key, requested);
        await _organizations.TryWriteAsync(change.Writes, cancellationToken);
    }

    /// <summary>Takes an answered request off the list. Does nothing when it is gone.</summary>
    public async Task RemoveAsync(string partnerId, CustomerEntry requested, CancellationToken cancellationToken)
    {
        foreach (var key in requested.RowKeys)
            await _organizations.DeleteEntityAsync(partnerId, key, cancellationToken: cancellationToken);
    }

    /// <summary>Adds a new partnership to a change of the partner.</summary>
    /// <param name="change">The change.</param>
    /// <param name="customer">The partnership.</param>
    /// <param name="ifThere">The failure when the customer is one already.</param>
    public static void Begin(ChangeSet change, ManagedCustomer customer, Failure ifThere)
    {
        change.Add(PartnerKeys.ManagedCustomer(customer.Id), customer, ifThere);
        var entry = CustomerEntry.Of(customer);
        foreach (var key in entry.RowKeys)
            change.Add(key, entry, ifThere);
    }

    /// <summary>Changes a partnership that has not ended, and its rows in the list.</summary>
    /// <param name="change">A change of the partner.</param>
    /// <param name="before">As read.</param>
    /// <param name="after">As it will be.</param>
    public static ChangeSet Change(ChangeSet change, Stored<ManagedCustomer> before, ManagedCustomer after)
    {
        change.Replace(before, after);
        var (old, now) = (CustomerEntry.Of(before.Value), CustomerEntry.Of(after));
        foreach (var key in now.RowKeys)
            change.Put(key, now);
        foreach (var key in old.RowKeys.Except(now.RowKeys))
            change.Delete(key);
        return change;
    }

    /// <summary>Ends a partnership and takes it off the list.</summary>
    public static ChangeSet End(string partnerId, Stored<ManagedCustomer> lasting, ManagedCustomer ended, Actor actor)
    {
        var happened = Event(AuditAction.CustomerEnded, actor, ended).With("by", EnumNames.Of(ended.EndedBy!.Value));
        var change = new AuditedChange(partnerId, happened).Replace(lasting, ended);
        foreach (var key in CustomerEntry.Of(lasting.Value).RowKeys)
            change.Delete(key);
        return change;
    }

    /// <summary>The audit event of a partnership.</summary>
    public static AuditEvent Event(AuditAction action, Actor actor, ManagedCustomer customer) =>
        new AuditEvent(action, actor, customer.CustomerId).With("partnership", customer.Id);
}
