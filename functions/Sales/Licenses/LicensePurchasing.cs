using Accounts.Access.Audit;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Sales.Catalog;
using Accounts.Sales.Orders;
using Accounts.Sales.Vendors;

namespace Accounts.Sales.Licenses;

/// <summary>
/// Buys the lines of an order and records the results. Each step first reads the state, in our rows and at the vendor, so that it
/// can be repeated at any point: nothing is bought twice, and nothing that was bought is lost.
/// </summary>
public sealed class LicensePurchasing(
    LicenseStore licenses, LicenseKeys keys, IOrderBilling billing, ILicenseVendor vendor, OrganizationChanges changes)
{
    /// <summary>Keys per transaction. A transaction holds 100 rows, including those of the purchase and of the audit log.</summary>
    private const int Chunk = 90;

    /// <summary>Buys a line, or finds out the state of its purchase.</summary>
    public async Task<Purchase> BuyAsync(Order order, OrderLine line, CancellationToken cancellationToken)
    {
        var reference = new PurchaseReference(OrderId.Parse(order.Id)!, line.Number);
        var begun = await FindOrBeginAsync(reference, cancellationToken);
        var known = new Known<Purchase>(begun, () => FindAsync(reference, cancellationToken));
        var bought = await changes.RunAsync<Purchase>(
            async () =>
            {
                var stored = await known.ReadAsync() ?? throw new InvalidOperationException("Purchases are never deleted.");
                if (stored.Value.State is not (PurchaseState.Begun or PurchaseState.AwaitingVerification))
                    return stored.Value;
                var after = stored.Value.After(await AskVendorAsync(stored.Value), line.Keys);
                if (after == stored.Value)
                    return after;
                var change = LicenseStore.Change(reference, stored, after, ActionOf(after.State));
                if (stored.Value.PurchasedAt is not null && after.PurchasedAt is null)
                    await billing.WithdrawAsync(change, reference.Order, line.Number, cancellationToken);
                return change.Gives(after);
            },
            cancellationToken);
        return bought.OrTryLater();

        async Task<VendorPurchase> AskVendorAsync(Purchase purchase) =>
            await vendor.FindAsync(reference.ToString(), cancellationToken)
            ?? (purchase.State == PurchaseState.Begun
                ? await vendor.PurchaseAsync(WhatToBuy(reference, order, line), cancellationToken)
                // A line that was bought is never bought again.
                : throw new VendorMisunderstanding("The license vendor no longer knows a purchase that it has made."));
    }

    /// <summary>
    /// Records the next licenses of an issued line: up to 90 sealed keys at a time, or a line of a cloud product as one license.
    /// </summary>
    /// <returns>How many keys are still to be recorded.</returns>
    public async Task<int> RecordAsync(Order order, OrderLine line, CancellationToken cancellationToken)
    {
        var reference = new PurchaseReference(OrderId.Parse(order.Id)!, line.Number);
        var recorded = await changes.RunAsync<Purchase>(
            async () =>
            {
                var stored = await FindAsync(reference, cancellationToken) ?? throw new InvalidOperationException("Nothing was bought.");
                if (stored.Value.State != PurchaseState.Issued)
                    return stored.Value;
                var next = line.Keys == 0
                    ? [LicenseOf(order, line, stored.Value, number: 1) with { Quantity = line.Quantity }]
                    : await NextWithKeysAsync(order, line, stored.Value, cancellationToken);
                var after = stored.Value.Record(line.Keys == 0 ? 0 : next.Count, line.Keys);
                var change = LicenseStore.Change(reference, stored, after, AuditAction.LicensesRecorded);
                foreach (var license in next)
                    change.Add(LicenseStore.New(license));
                return change.Gives(after);
            },
            cancellationToken);
        return recorded.OrTryLater() is { State: PurchaseState.Issued } rest ? line.Keys - rest.Recorded : 0;
    }

    private Task<Stored<Purchase>?> FindAsync(PurchaseReference reference, CancellationToken cancellationToken) =>
        licenses.FindPurchaseAsync(reference.Order, reference.Line, cancellationToken);

    private async Task<Stored<Purchase>> FindOrBeginAsync(PurchaseReference reference, CancellationToken cancellationToken)
    {
        Stored<Purchase>? known = null;
        var begun = await changes.RunAsync<Done>(
            async () =>
            {
                known = await FindAsync(reference, cancellationToken);
                return known is null ? LicenseStore.Begin(reference).Gives(Done.It) : Done.It;
            },
            cancellationToken);
        begun.OrTryLater();
        return known
            ?? await FindAsync(reference, cancellationToken)
            ?? throw new InvalidOperationException("Purchases are never deleted.");
    }

    private async Task<List<License>> NextWithKeysAsync(Order order, OrderLine line, Purchase purchase, CancellationToken cancellationToken)
    {
        var reference = new PurchaseReference(OrderId.Parse(order.Id)!, line.Number);
        var limit = Math.Min(Chunk, line.Keys - purchase.Recorded);
        var next = new List<License>(limit);
        foreach (var key in await vendor.ListKeysAsync(reference.ToString(), purchase.Recorded, limit, cancellationToken))
        {
            var license = LicenseOf(order, line, purchase, purchase.Recorded + next.Count + 1);
            var sealedKey = await keys.SealAsync(reference.Order.OrganizationId, order.Id, license.Id, key, cancellationToken);
            next.Add(license with { MaskedKey = LicenseKeys.Mask(key), SealedKey = sealedKey });
        }

        return next.Count > 0 ? next : throw new VendorMisunderstanding("The license vendor does not return the keys that it has issued.");
    }

    private static License LicenseOf(Order order, OrderLine line, Purchase purchase, int number) => new()
    {
        Id = License.IdOf(line.Number, number),
        OrderId = order.Id,
        Line = line.Number,
        Sku = line.Sku,
        Product = line.Name.In(order.Language),
        PurchasedAt = purchase.PurchasedAt!.Value,
        Quantity = 1,
    };

    private static VendorOrder WhatToBuy(PurchaseReference reference, Order order, OrderLine line)
    {
        var contact = order.TechnicalContact ?? throw new InvalidOperationException("An order with licenses has a technical contact.");
        return new VendorOrder(
            reference.ToString(),
            line.Vendor!.ProductCode,
            line.Deployment == Deployment.Cloud ? "cloud" : "dataCenter",
            line.Quantity,
            new VendorContact(contact.Name, contact.Email, contact.VendorAccount));
    }

    private static AuditAction ActionOf(PurchaseState state) =>
        state == PurchaseState.Failed ? AuditAction.LicensePurchaseFailed : AuditAction.LicensesPurchased;
}
