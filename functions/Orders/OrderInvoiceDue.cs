namespace Accounts.Orders;

/// <summary>
/// Something of an order was delivered and has to be invoiced: licenses that were bought, or a performance record that was
/// accepted. Written once per delivery; the invoices take it from here.
/// </summary>
/// <param name="OrderId">The order.</param>
/// <param name="Delivery">Names the delivery within the order, such as <c>licenses-001</c>.</param>
/// <param name="Lines">The lines of the order that it delivers, all of their quantity.</param>
/// <param name="DeliveredAt">When it was bought or done: the date of supply (§ 14 (4) no. 6 UStG); of several, the last.</param>
/// <param name="DueOn">The day on which the invoice falls due to be made, in Central European time.</param>
public sealed record OrderInvoiceDue(string OrderId, string Delivery, IReadOnlyList<int> Lines, DateTimeOffset DeliveredAt, DateOnly DueOn);
