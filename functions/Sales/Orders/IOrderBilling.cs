using Accounts.Platform.Storage;

namespace Accounts.Sales.Orders;

/// <summary>What orders need from billing, which is a later group: it registers itself.</summary>
public interface IOrderBilling
{
    /// <summary>
    /// Highest number of items that one transaction charges. A transaction holds 100 rows: a line takes two, and one with a
    /// recurring price twice as many.
    /// </summary>
    const int MaxItems = 40;

    /// <summary>How many of <see cref="MaxItems"/> a line takes.</summary>
    static int ItemsOf(OrderLine line) => line.Recurrence is null ? 1 : 2;

    /// <summary>Adds the charges of a delivery to the transaction that makes it; conflicts when one of them was made before.</summary>
    Task ChargeAsync(ChangeSet change, Delivery delivery, CancellationToken cancellationToken);

    /// <summary>
    /// Adds the withdrawal of a charged line that cannot be had after all to a transaction. Does nothing when the line is not
    /// charged.
    /// </summary>
    Task WithdrawAsync(ChangeSet change, OrderId order, int line, CancellationToken cancellationToken);

    /// <summary>The charged lines of an order.</summary>
    Task<IReadOnlyList<ChargedLine>> ChargedAsync(OrderId order, CancellationToken cancellationToken);

    /// <summary>Makes the written charges of an order ready for invoices. Safe to run twice.</summary>
    Task ComeUpAsync(OrderId order, CancellationToken cancellationToken);
}

/// <summary>A delivery for an order, which must be billed.</summary>
/// <param name="Order">The order, with the prices that apply.</param>
/// <param name="RecordId">The performance record of the delivery; null where each line is delivered once: licenses, and the
/// products of a sub-account.</param>
/// <param name="DueOn">The day by which the invoice must be written, in Central European time.</param>
/// <param name="SuppliedOn">The date of supply (§ 14 (4) UStG).</param>
/// <param name="Items">What was delivered; at most <see cref="IOrderBilling.MaxItems"/>.</param>
public sealed record Delivery(Order Order, string? RecordId, DateOnly DueOn, DateOnly SuppliedOn, IReadOnlyList<DeliveredItem> Items);

/// <summary>What was delivered for a line.</summary>
/// <param name="Line">The line.</param>
/// <param name="Quantity">In the line's unit; at most two decimals.</param>
/// <param name="Description">What was done; null where there is no performance record.</param>
public sealed record DeliveredItem(OrderLine Line, decimal Quantity, string? Description);

/// <summary>A line that is charged.</summary>
/// <param name="ChargeId">Id of the charge.</param>
/// <param name="Line">Number of the line.</param>
/// <param name="IsWithdrawal">Whether it withdraws the charge of the line.</param>
public sealed record ChargedLine(string ChargeId, int Line, bool IsWithdrawal);
