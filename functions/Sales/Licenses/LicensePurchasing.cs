using Accounts.Access.Audit;
using Accounts.Sales.Catalog;
using Accounts.Sales.Orders;
using Accounts.Sales.Vendors;

namespace Accounts.Sales.Licenses;

/// <summary>
/// Buys the lines of an order and records what came of them. Each step begins by looking where it stands, at our rows and
/// at the vendor, so that it can be repeated at any point: nothing is bought twice, and nothing that was bought is lost.
/// </summary>
public sealed class LicensePurchasing(LicenseStore licenses, LicenseKeys keys, LicenseInvoicing invoicing, ILicenseVendor vendor)
{
    /// <summary>Keys per transaction, which holds 100 rows with the purchase's own and the audit's.</summary>
    private const int Chunk = 90;

    /// <summary>Buys a line, or finds out what has become of it.</summary>
    public async Task<Purchase> BuyAsync(Order order, OrderLine line, CancellationToken cancellationToken)
    {
        var reference = new PurchaseReference(OrderId.Parse(order.Id)!, line.Number);
        while (true)
        {
            if (await licenses.FindPurchaseAsync(reference.Order, line.Number, cancellationToken) is not { } known)
            {
                await licenses.BeginAsync(reference.Order, line.Number, cancellationToken);
                continue;
            }

            if (known.Value.State is not (PurchaseState.Begun or PurchaseState.AwaitingVerification))
                return known.Value;
            var said = await vendor.FindAsync(reference.ToString(), cancellationToken)
                ?? (known.Value.State == PurchaseState.Begun
                    ? await vendor.PurchaseAsync(WhatToBuy(reference, order, line), cancellationToken)
                    // Bought once, it is never bought again.
                    : throw new VendorMisunderstanding("The license vendor does not know a purchase any more that it has made."));
            var after = known.Value.After(said, line.Keys);
            if (after == known.Value)
                return after;
            var withdrawal = known.Value.PurchasedAt is not null && after.PurchasedAt is null ? await invoicing.WithdrawalAsync(reference.Order, line, cancellationToken) : null;
            if (await licenses.TryChangeAsync(reference.Order, known, after, [], withdrawal, ActionOf(after.State), cancellationToken))
                return after;
        }
    }

    /// <summary>Records the next licenses of a line that is issued: keys, sealed, up to 90 at a time; a line of a cloud product as one.</summary>
    /// <returns>How many keys are left to record.</returns>
    public async Task<int> RecordAsync(Order order, OrderLine line, CancellationToken cancellationToken)
    {
        var reference = new PurchaseReference(OrderId.Parse(order.Id)!, line.Number);
        while (await licenses.FindPurchaseAsync(reference.Order, line.Number, cancellationToken) is { Value.State: PurchaseState.Issued } stored)
        {
            var next = line.Keys == 0
                ? [LicenseOf(order, line, stored.Value, 1, line.Quantity)]
                : await NextWithKeysAsync(reference, order, line, stored.Value, cancellationToken);
            var recorded = line.Keys == 0 ? 0 : stored.Value.Recorded + next.Count;
            var after = stored.Value with { Recorded = recorded, State = recorded == line.Keys ? PurchaseState.Delivered : PurchaseState.Issued };
            if (await licenses.TryChangeAsync(reference.Order, stored, after, next, withdrawal: null, AuditAction.LicensesRecorded, cancellationToken))
                return line.Keys - recorded;
        }

        return 0;
    }

    private async Task<List<License>> NextWithKeysAsync(PurchaseReference reference, Order order, OrderLine line, Purchase purchase, CancellationToken cancellationToken)
    {
        var limit = Math.Min(Chunk, line.Keys - purchase.Recorded);
        var next = new List<License>(limit);
        foreach (var key in await vendor.ListKeysAsync(reference.ToString(), purchase.Recorded, limit, cancellationToken))
        {
            var license = LicenseOf(order, line, purchase, purchase.Recorded + next.Count + 1, quantity: 1);
            var sealedKey = await keys.SealAsync(reference.Order.OrganizationId, order.Id, license.Id, key, cancellationToken);
            next.Add(license with { MaskedKey = LicenseKeys.Mask(key), SealedKey = sealedKey });
        }

        return next.Count > 0 ? next : throw new VendorMisunderstanding("The license vendor does not give the keys that it has issued.");
    }

    private static License LicenseOf(Order order, OrderLine line, Purchase purchase, int number, int quantity) => new()
    {
        Id = License.IdOf(line.Number, number),
        OrderId = order.Id,
        Line = line.Number,
        Sku = line.Sku,
        Product = line.Name.In(order.Language),
        PurchasedAt = purchase.PurchasedAt!.Value,
        Quantity = quantity,
    };

    private static VendorOrder WhatToBuy(PurchaseReference reference, Order order, OrderLine line)
    {
        var contact = order.TechnicalContact ?? throw new InvalidOperationException("An order with licenses has a technical contact.");
        var deployment = line.Deployment == Deployment.Cloud ? "cloud" : "dataCenter";
        return new VendorOrder(reference.ToString(), line.Vendor!.ProductCode, deployment, line.Quantity, new VendorContact(contact.Name, contact.Email, contact.VendorAccount));
    }

    private static AuditAction ActionOf(PurchaseState state) => state == PurchaseState.Failed ? AuditAction.LicensePurchaseFailed : AuditAction.LicensesPurchased;
}
