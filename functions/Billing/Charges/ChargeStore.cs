using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Sales.Orders;
using Azure.Data.Tables;

namespace Accounts.Billing.Charges;

/// <summary>
/// The charges of accounts. A charge is stored with the account that uses it, in the transaction that makes it due. The account that pays
/// has a copy. It also has a second row while no draft bills the charge. The transaction of the draft deletes that row, so that no two
/// drafts can bill the same charge.
/// </summary>
public sealed class ChargeStore(TableServiceClient tables)
{
    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>One charge of an account; null when there is none.</summary>
    public async Task<Charge?> FindAsync(string organizationId, string chargeId, CancellationToken cancellationToken) =>
        (await _organizations.FindAsync<Charge>(organizationId, ChargeKeys.Charge(chargeId), cancellationToken))?.Value;

    /// <summary>A page of the charges of an account, by id.</summary>
    public Task<Slice<Charge>> ListAsync(string organizationId, PageRequest page, CancellationToken cancellationToken) =>
        _organizations.PageAsync<Charge>(organizationId, ChargeKeys.Charges, page, cancellationToken);

    public async Task<IReadOnlyList<Charge>> OfOrderAsync(OrderId order, CancellationToken cancellationToken) =>
        [.. (await _organizations.AllAsync<Charge>(order.OrganizationId, $"{ChargeKeys.Charge(order.ToString())}-", cancellationToken))
            .Select(charge => charge.Value)];

    public async Task<IReadOnlyList<Charge>> OfSubscriptionAsync(
        string organizationId, string subscriptionId, CancellationToken cancellationToken) =>
        [.. (await _organizations.AllAsync<Charge>(organizationId, $"{ChargeKeys.Charge(subscriptionId)}-", cancellationToken))
            .Select(charge => charge.Value)];

    /// <summary>A page of the charges that an account has to pay and that no draft bills yet, earliest first.</summary>
    public Task<Slice<Charge>> OpenAsync(string payerId, PageRequest page, CancellationToken cancellationToken) =>
        _organizations.PageAsync<Charge>(payerId, ChargeKeys.Open, page, cancellationToken);

    /// <summary>Adds the rows of a new charge to a transaction; conflicts if the charge exists.</summary>
    public static void Add(ChangeSet change, Charge charge)
    {
        change.Add(ChargeKeys.Charge(charge.Id), charge);
        if (charge.PayerId == change.PartitionKey)
            change.Add(ChargeKeys.OpenCharge(charge), charge);
    }

    /// <summary>
    /// Marks an open charge as billed by a draft, or as offset if there is none; conflicts if another draft has billed it.
    /// </summary>
    public static void Bill(ChangeSet change, Stored<Charge> open, string? invoiceId) => change
        .Delete(open)
        .Put(ChargeKeys.Charge(open.Value.Id), open.Value with { InvoiceId = invoiceId, IsOffset = invoiceId is null });

    /// <summary>Makes a charge open again, after its draft was dropped.</summary>
    public static void GiveBack(ChangeSet change, Charge charge)
    {
        var open = charge with { InvoiceId = null };
        change.Put(ChargeKeys.Charge(open.Id), open).Add(ChargeKeys.OpenCharge(open), open);
    }

    /// <summary>Copies a charge to the main account that pays it. Safe to run twice.</summary>
    public async Task ForwardAsync(Charge charge, CancellationToken cancellationToken)
    {
        var change = new ChangeSet(charge.PayerId);
        Add(change, charge);
        // A conflict means that the charge was copied before: nothing else writes under its id.
        await _organizations.TryWriteAsync(change.Writes, cancellationToken);
    }
}
