using Accounts.Billing.Charges;
using Accounts.Billing.Documents;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;
using Accounts.Sales.Services;

namespace Accounts.Extranet.Budgets;

/// <summary>
/// What of an order counts for budgets. Accepted work counts by its record, at the price of its invoice; what else was ordered, and
/// what an operator charged to the order, by its finalized invoice; so everything counts once. A cancellation takes back what it
/// says on the day that it has.
/// </summary>
/// <param name="Id">The order.</param>
/// <param name="Lines">Its lines.</param>
/// <param name="Records">All of its records.</param>
/// <param name="Invoiced">What was invoiced of it.</param>
public sealed record OrderUse(
    OrderId Id, IReadOnlyList<OrderLine> Lines, IReadOnlyList<PerformanceRecord> Records, IReadOnlyList<InvoicedLine> Invoiced)
{
    /// <summary>By how much use changes on which day, in no order.</summary>
    public IEnumerable<UseStep> StepsOf(BudgetTerms budget)
    {
        var worked = RecordsOf(budget).Where(record => record.IsAccepted)
            .Select(record => new UseStep(CentralEurope.DayOf(record.DecidedAt!.Value), ValueOf(record, budget.Unit)));
        var invoiced = Invoiced.Where(line => line.SuppliedOn >= budget.From && line.SuppliedOn <= budget.To);
        return worked.Concat(budget.Unit == BudgetUnit.Amount
            ? invoiced.Select(line => new UseStep(line.CountsOn, line.Net))
            : invoiced.Where(line => line.IsWork).GroupBy(line => line.ChargeId).SelectMany(HoursTakenBack));
    }

    /// <summary>What waits for the customer.</summary>
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
    /// A quantity that is cancelled takes its hours back. An amount does not, since a rebate leaves the work as it was, but for the
    /// one with which nothing is left of the entry.
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
