using Accounts.Platform.Storage;

namespace Accounts.Sales.Orders;

/// <summary>What orders need of billing, which comes after them: the billing group registers itself.</summary>
public interface IOrderBilling
{
    /// <summary>
    /// Most that one transaction charges, which holds 100 rows: a line takes two, one with a recurring price twice as many.
    /// </summary>
    const int MaxItems = 40;

    /// <summary>How many of <see cref="MaxItems"/> a line takes.</summary>
    static int ItemsOf(OrderLine line) => line.Recurrence is null ? 1 : 2;

    /// <summary>Adds the charges of a delivery to the transaction that makes it; conflicts when one of them was made before.</summary>
    Task ChargeAsync(ChangeSet change, Delivery delivery, CancellationToken cancellationToken);

    /// <summary>Adds to a transaction that a charged line is not to be had after all; nothing where it is not charged.</summary>
    Task WithdrawAsync(ChangeSet change, OrderId order, int line, CancellationToken cancellationToken);

    /// <summary>What of an order is charged.</summary>
    Task<IReadOnlyList<ChargedLine>> ChargedAsync(OrderId order, CancellationToken cancellationToken);

    /// <summary>Has the written charges of an order come up for invoices. Safe to run twice.</summary>
    Task ComeUpAsync(OrderId order, CancellationToken cancellationToken);
}

/// <summary>Something of an order has been delivered, and is to be billed.</summary>
/// <param name="Order">The order, whose prices count.</param>
/// <param name="RecordId">
/// The performance record that says so; null where each line is delivered once: licenses, and what a sub-account consists of.
/// </param>
/// <param name="DueOn">The day by which the invoice is to be written, in Central European time.</param>
/// <param name="SuppliedOn">The date of supply (§ 14 (4) UStG).</param>
/// <param name="Items">What was delivered, <see cref="IOrderBilling.MaxItems"/> at the most.</param>
public sealed record Delivery(Order Order, string? RecordId, DateOnly DueOn, DateOnly SuppliedOn, IReadOnlyList<DeliveredItem> Items);

/// <summary>What was delivered of a line.</summary>
/// <param name="Line">The line.</param>
/// <param name="Quantity">In the line's unit; two decimals at the most.</param>
/// <param name="Description">What was done; null where there is no performance record.</param>
public sealed record DeliveredItem(OrderLine Line, decimal Quantity, string? Description);

/// <summary>A line that is charged.</summary>
/// <param name="ChargeId">Names the charge.</param>
/// <param name="Line">Number of the line.</param>
/// <param name="IsWithdrawal">Whether it takes the charge of the line back.</param>
public sealed record ChargedLine(string ChargeId, int Line, bool IsWithdrawal);
