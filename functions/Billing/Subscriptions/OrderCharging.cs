using System.Globalization;
using Accounts.Billing.Charges;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;

namespace Accounts.Billing.Subscriptions;

/// <summary>
/// Makes charges of what orders deliver. Lines with a recurring price become subscriptions, which are charged with their first period.
/// </summary>
public sealed class OrderCharging(
    ChargeStore charges,
    ChargeListing listing,
    SubscriptionStore subscriptions,
    RenewalsDue renewals,
    Payers payers,
    TimeProvider time) : IOrderBilling
{
    /// <inheritdoc />
    public async Task ChargeAsync(ChangeSet change, Delivery delivery, CancellationToken cancellationToken)
    {
        var (order, now) = (delivery.Order, time.GetUtcNow());
        var payerId = await payers.OfAsync(change.PartitionKey, cancellationToken);
        var terms = new ChargeTerms(change.PartitionKey, order.Customer.Company.Name, payerId, order.Language, now);
        for (var index = 0; index < delivery.Items.Count; index++)
        {
            if (delivery.Items[index].Line.Recurrence is null)
            {
                ChargeStore.Add(change, Charge.Of(delivery, index, payerId, now));
                continue;
            }

            var subscription = Subscription.Of(delivery, index);
            SubscriptionStore.Add(change, subscription);
            foreach (var charge in PeriodCharges.Of(subscription, subscription.PeriodOf(0), terms))
                ChargeStore.Add(change, charge with { DueOn = delivery.DueOn, Note = NoteOf(charge, delivery.Items[index]) });
        }
    }

    /// <inheritdoc />
    public async Task WithdrawAsync(ChangeSet change, OrderId order, int line, CancellationToken cancellationToken)
    {
        var (id, now) = (Charge.OfLine(order.ToString(), line), time.GetUtcNow());
        var dueOn = CentralEurope.DayOf(now).AddDays(1);
        if (await charges.FindAsync(order.OrganizationId, id, cancellationToken) is { } charge)
            ChargeStore.Add(change, charge.Withdraw(dueOn, now));
        else if (await subscriptions.FindAsync(order.OrganizationId, id, cancellationToken) is { } subscription)
            await WithdrawAsync(change, subscription, dueOn, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<ChargedLine>> ChargedAsync(OrderId order, CancellationToken cancellationToken) =>
    [
        .. (await charges.OfOrderAsync(order, cancellationToken))
            .Where(charge => charge.Id.StartsWith($"{order}-line-", StringComparison.Ordinal))
            .Select(charge => new ChargedLine(charge.Id, LineOf(charge), charge.Corrects is not null)),
    ];

    /// <inheritdoc />
    public async Task ComeUpAsync(OrderId order, CancellationToken cancellationToken)
    {
        var made = await charges.OfOrderAsync(order, cancellationToken);
        await listing.ComeUpAsync(made, cancellationToken);
        if (made.All(charge => charge.SubscriptionId is null))
            return;
        if ((await subscriptions.OfOrderAsync(order, cancellationToken)).Min(one => one.DueOn) is { } day)
            await renewals.PutAsync(order.OrganizationId, day, cancellationToken);
    }

    // A purchase fails within weeks, so there are few periods.
    private async Task WithdrawAsync(
        ChangeSet change, Stored<Subscription> subscription, DateOnly dueOn, CancellationToken cancellationToken)
    {
        SubscriptionStore.Replace(change, subscription, subscription.Value.Withdraw());
        foreach (var charge in await charges.OfSubscriptionAsync(change.PartitionKey, subscription.Value.Id, cancellationToken))
            ChargeStore.Add(change, charge.Withdraw(dueOn, time.GetUtcNow()));
    }

    private static string? NoteOf(Charge charge, DeliveredItem item) =>
        string.Join('\n', new[] { charge.Note, item.Description }.OfType<string>()) is { Length: > 0 } note ? note : null;

    private static int LineOf(Charge charge) => int.Parse(
        charge.Id.AsSpan(charge.OrderId!.Length + "-line-".Length, 3), CultureInfo.InvariantCulture);
}
