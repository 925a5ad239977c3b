using Accounts.Sales.Orders;

namespace Accounts.Sales.Licenses;

/// <summary>
/// Charges what was bought: each line once, no matter how often this runs and in how many portions the vendor sells an order.
/// </summary>
public sealed class LicenseInvoicing(LicenseStore licenses, LineCharging charging)
{
    /// <summary>Charges all lines of an order that are bought and not charged yet. Safe to run twice.</summary>
    public Task ChargeAsync(OrderId order, CancellationToken cancellationToken) =>
        charging.ChargeAsync(order, () => BoughtAsync(order, cancellationToken), cancellationToken);

    private async Task<IReadOnlyList<DueLine>> BoughtAsync(OrderId order, CancellationToken cancellationToken) =>
    [
        .. from purchase in await licenses.PurchasesAsync(order, cancellationToken)
           where purchase.PurchasedAt is not null
           select new DueLine(purchase.Line, purchase.PurchasedAt!.Value),
    ];
}
