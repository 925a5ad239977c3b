using Accounts.Billing.Charges;
using Accounts.Billing.Documents;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;
using Accounts.Sales.Services;

namespace Accounts.Extranet.Budgets;

/// <summary>
/// What an order contributes to budgets. Accepted work counts by its record, at the price of its invoice. Anything else that was ordered,
/// or that an operator charged to the order, counts by its finalized invoice. So everything counts once. A cancellation subtracts its
/// quantity or amount on its own date.
/// </summary>
/// <param name="Id">The order.</param>
/// <param name="Lines">Its lines.</param>
/// <param name="Records">All of its records.</param>
/// <param name="Invoiced">What was invoiced for it.</param>
public sealed record OrderUse(
    OrderId Id, IReadOnlyList<OrderLine> Lines, IReadOnlyList<PerformanceRecord> Records, IReadOnlyList<InvoicedLine> Invoiced)
{
    /// <summary>The changes of the use by day, unsorted.</summary>
    public IEnumerable<UseStep> StepsOf(BudgetTerms budget)
    {
        var worked = RecordsOf(budget).Where(record => record.IsAccepted)
            .Select(record => new UseStep(CentralEurope.DayOf(record.DecidedAt!.Value), ValueOf(record, budget.Unit)));
        var invoiced = Invoiced.Where(line => line.SuppliedOn >= budget.From && line.SuppliedOn <= budget.To);
        return worked.Concat(budget.Unit == BudgetUnit.Amount
            ? invoiced.Select(line => new UseStep(line.CountsOn, line.Net))
            : invoiced.Where(line => line.IsWork).GroupBy(line => line.ChargeId).SelectMany(HoursTakenBack));
    }

    /// <summary>The use that waits for the customer's decision.</summary>
    public decimal OpenOf(BudgetTerms budget) =>
        RecordsOf(budget).Where(record => record.State == RecordState.Submitted).Sum(record => ValueOf(record, budget.Unit));

    private IEnumerable<PerformanceRecord> RecordsOf(BudgetTerms budget) =>
        Records.Where(record => record.Date >= budget.From && record.Date <= budget.To);

    private decimal ValueOf(PerformanceRecord record, BudgetUnit unit) => record.Work.Sum(work =>
    {
        var line = LineOf(work);
        return unit == BudgetUnit.Amount ? Amounts.LineNet(work.Quantity, line.UnitPrice) : WorkHours.Of(work.Quantity, line.Unit);
    });

    /// <summary>
    /// A cancelled quantity subtracts its hours. A cancelled amount does not, since a rebate does not change the work, unless it is the
    /// cancellation after which nothing of the entry is left.
    /// </summary>
    private IEnumerable<UseStep> HoursTakenBack(IGrouping<string, InvoicedLine> charge)
    {
        var work = WorkOf(charge.Key);
        var line = LineOf(work);
        var (net, hours) = (Amounts.LineNet(work.Quantity, line.UnitPrice), WorkHours.Of(work.Quantity, line.Unit));
        foreach (var taken in charge.OrderBy(taken => taken.CountsOn))
        {
            net += taken.Net;
            var quantity = net == 0 ? hours
                : taken.UnitPrice == line.UnitPrice ? Math.Min(hours, WorkHours.Of(-taken.Quantity, line.Unit))
                : 0;
            hours -= quantity;
            yield return new UseStep(taken.CountsOn, -quantity);
        }
    }

    private RecordedWork WorkOf(string chargeId) => Records
        .SelectMany(record => record.Work.Select((work, index) => (Id: Charge.OfRecord(Id.ToString(), record.Id, index), work)))
        .First(entry => entry.Id == chargeId)
        .work;

    private OrderLine LineOf(RecordedWork work) => Lines.Single(line => line.Number == work.Line);
}
