using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Sales.Orders;
using Azure.Data.Tables;

namespace Accounts.Billing.Charges;

/// <summary>
/// The charges of accounts. Each lies with the account that uses it, written in the transaction that makes it due. Who pays
/// has it too, with a second row for as long as no draft bills it: that row goes in the transaction of the draft, so that no
/// two drafts can have the same charge.
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

    /// <summary>The charges of an order.</summary>
    public async Task<IReadOnlyList<Charge>> OfOrderAsync(OrderId order, CancellationToken cancellationToken) =>
        [.. (await _organizations.AllAsync<Charge>(order.OrganizationId, $"{ChargeKeys.Charge(order.ToString())}-", cancellationToken))
            .Select(charge => charge.Value)];

    /// <summary>The charges of a subscription.</summary>
    public async Task<IReadOnlyList<Charge>> OfSubscriptionAsync(
        string organizationId, string subscriptionId, CancellationToken cancellationToken) =>
        [.. (await _organizations.AllAsync<Charge>(organizationId, $"{ChargeKeys.Charge(subscriptionId)}-", cancellationToken))
            .Select(charge => charge.Value)];

    /// <summary>A page of what an account has to pay that no draft bills yet, earliest first.</summary>
    public Task<Slice<Charge>> OpenAsync(string payerId, PageRequest page, CancellationToken cancellationToken) =>
        _organizations.PageAsync<Charge>(payerId, ChargeKeys.Open, page, cancellationToken);

    /// <summary>Adds the rows of a new charge to a transaction of the account that uses it; conflicts when it was made before.</summary>
    public static void Add(ChangeSet change, Charge charge)
    {
        change.Add(ChargeKeys.Charge(charge.Id), charge);
        if (charge.PayerId == change.PartitionKey)
            change.Add(ChargeKeys.OpenCharge(charge), charge);
    }

    /// <summary>Adds that a draft bills an open charge; conflicts when another one does.</summary>
    public static void Bill(ChangeSet change, Stored<Charge> open, string? invoiceId) => change
        .Delete(open)
        .Put(ChargeKeys.Charge(open.Value.Id), open.Value with { InvoiceId = invoiceId, IsOffset = invoiceId is null });

    /// <summary>Adds that no draft bills a charge any more.</summary>
    public static void GiveBack(ChangeSet change, Charge charge)
    {
        var open = charge with { InvoiceId = null };
        change.Put(ChargeKeys.Charge(open.Id), open).Add(ChargeKeys.OpenCharge(open), open);
    }

    /// <summary>Writes the rows of a charge with the main account that pays it. Safe to run twice.</summary>
    public async Task ForwardAsync(Charge charge, CancellationToken cancellationToken)
    {
        var change = new ChangeSet(charge.PayerId);
        Add(change, charge);
        // What conflicts is the same charge, copied before: nobody else writes under its id.
        await _organizations.TryWriteAsync(change.Writes, cancellationToken);
    }
}
