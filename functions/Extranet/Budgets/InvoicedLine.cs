using Accounts.Billing.Charges;
using Accounts.Billing.Documents;
using Accounts.Billing.Invoices;
using Accounts.Sales.Orders;

namespace Accounts.Extranet.Budgets;

/// <summary>
/// What a finalized document bills or cancels of an order beyond its performance records. Accepted work counts by its record, so the
/// invoice of a record adds nothing; only a cancellation of that invoice counts.
/// </summary>
/// <param name="ChargeId">The charge.</param>
/// <param name="IsWork">Whether it cancels work.</param>
/// <param name="SuppliedOn">First day of supply. It decides whether the line is in the period of a budget.</param>
/// <param name="CountsOn">The date of the document.</param>
/// <param name="Quantity">Negative for a cancellation.</param>
/// <param name="UnitPrice">In minor units.</param>
/// <param name="Net">In minor units; negative for a cancellation.</param>
public sealed record InvoicedLine(
    string ChargeId, bool IsWork, DateOnly SuppliedOn, DateOnly CountsOn, decimal Quantity, long UnitPrice, long Net)
{
    /// <summary>The lines of a document that count, by order.</summary>
    /// <param name="document">A finalized document.</param>
    /// <param name="charges">The charges that it bills.</param>
    public static IReadOnlyList<(OrderId Order, IReadOnlyList<InvoicedLine> Lines)> Of(Invoice document, IEnumerable<Charge> charges) =>
    [
        .. from charge in charges
           let order = OrderId.Parse(charge.OrderId)
           where order is not null && (charge.Cause != ChargeCause.PerformanceRecord || document.Kind != DocumentKind.Invoice)
           group Of(document, charge) by order! into lines
           select (lines.Key, (IReadOnlyList<InvoicedLine>)[.. lines]),
    ];

    private static InvoicedLine Of(Invoice document, Charge charge) => new(
        charge.Id,
        charge.Cause == ChargeCause.PerformanceRecord,
        charge.SuppliedFrom,
        document.Date!.Value,
        document.Sign * charge.Quantity,
        charge.UnitPrice.Amount,
        document.Sign * Amounts.LineNet(charge.Quantity, charge.UnitPrice.Amount));
}
