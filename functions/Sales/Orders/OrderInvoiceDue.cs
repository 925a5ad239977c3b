namespace Accounts.Sales.Orders;

/// <summary>Something of an order has been delivered, and its invoice is due, or is to be taken back: the invoice part takes it from here.</summary>
/// <param name="OrderId">The order, with the prices, tax and customer that count.</param>
/// <param name="Delivery">Names the delivery within the order; each is due once.</param>
/// <param name="Cause">What was delivered.</param>
/// <param name="DueOn">The day by which the invoice is to be written, in Central European time.</param>
/// <param name="SuppliedOn">The date of supply (§ 14 (4) UStG).</param>
/// <param name="Items">What is to be invoiced of which line.</param>
public sealed record OrderInvoiceDue(string OrderId, string Delivery, InvoiceCause Cause, DateOnly DueOn, DateOnly SuppliedOn, IReadOnlyList<DueItem> Items);

/// <summary>What makes an invoice due.</summary>
public enum InvoiceCause
{
    /// <summary>Licenses were bought.</summary>
    LicensePurchase,

    /// <summary>A performance record was accepted.</summary>
    PerformanceRecord,

    /// <summary>
    /// Licenses that were due as bought are not to be had after all: the items take theirs back out of the delivery that
    /// this one is named after. Where their invoice has gone out already, it is to be corrected.
    /// </summary>
    PurchaseFailed,
}

/// <summary>What is to be invoiced of a line.</summary>
/// <param name="Line">Number of the line in its order.</param>
/// <param name="Quantity">In the line's unit; two decimals at the most.</param>
/// <param name="Description">What was done; null for licenses.</param>
public sealed record DueItem(int Line, decimal Quantity, string? Description);
