using System.Globalization;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;

namespace Accounts.Billing.Charges;

/// <summary>Makes charges of what orders deliver.</summary>
public sealed class OrderCharging(ChargeStore charges, ChargeListing listing, Payers payers, TimeProvider time) : IOrderBilling
{
    /// <inheritdoc />
    public async Task ChargeAsync(ChangeSet change, Delivery delivery, CancellationToken cancellationToken)
    {
        var payerId = await payers.OfAsync(change.PartitionKey, cancellationToken);
        for (var index = 0; index < delivery.Items.Count; index++)
            ChargeStore.Add(change, Charge.Of(delivery, index, payerId, time.GetUtcNow()));
    }

    /// <inheritdoc />
    public async Task WithdrawAsync(ChangeSet change, OrderId order, int line, CancellationToken cancellationToken)
    {
        if (await charges.FindAsync(order.OrganizationId, Charge.OfLine(order.ToString(), line), cancellationToken) is { } charge)
            ChargeStore.Add(change, charge.Withdraw(CentralEurope.DayOf(time.GetUtcNow()).AddDays(1), time.GetUtcNow()));
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<ChargedLine>> ChargedAsync(OrderId order, CancellationToken cancellationToken) =>
    [
        .. (await charges.OfOrderAsync(order, cancellationToken))
            .Where(charge => charge.Id.StartsWith($"{order}-line-", StringComparison.Ordinal))
            .Select(charge => new ChargedLine(charge.Id, LineOf(charge), charge.Corrects is not null)),
    ];

    /// <inheritdoc />
    public async Task ComeUpAsync(OrderId order, CancellationToken cancellationToken) =>
        await listing.ComeUpAsync(await charges.OfOrderAsync(order, cancellationToken), cancellationToken);

    private static int LineOf(Charge charge) => int.Parse(
        charge.Id.AsSpan(charge.OrderId!.Length + "-line-".Length, 3), CultureInfo.InvariantCulture);
}
