namespace Accounts.Extranet.Budgets;

/// <summary>A budget as lists show it.</summary>
/// <param name="Id">Names it within its organization.</param>
/// <param name="Name">What it is called.</param>
/// <param name="OrderId">The order that it is for.</param>
/// <param name="ProjectId">The project that it is for, in place of an order.</param>
/// <param name="Amount">Net, in minor units; absent on a budget of hours.</param>
/// <param name="Currency">ISO 4217; absent on a budget of hours.</param>
/// <param name="Hours">Absent on a budget of money.</param>
/// <param name="From">First day of the work, and of the supply of all else, that counts.</param>
/// <param name="To">Last day of it.</param>
/// <param name="Alerts">The shares at which a mail is sent.</param>
/// <param name="Links">Where the rest is.</param>
public sealed record BudgetSummary(
    string Id,
    string Name,
    string? OrderId,
    string? ProjectId,
    long? Amount,
    string? Currency,
    decimal? Hours,
    DateOnly From,
    DateOnly To,
    IReadOnlyList<AlertView> Alerts,
    BudgetLinks Links)
{
    /// <summary>Shows a budget.</summary>
    public static BudgetSummary Of(string organizationId, Budget budget)
    {
        var terms = budget.Terms;
        var self = AddressOf(organizationId, budget.Id);
        return new(
            budget.Id,
            terms.Name,
            terms.OrderId,
            terms.ProjectId,
            terms.Unit == BudgetUnit.Amount ? (long)terms.Total : null,
            terms.Currency,
            terms.Unit == BudgetUnit.Hours ? terms.Total : null,
            terms.From,
            terms.To,
            [.. terms.Alerts.Select(share => new AlertView(share, budget.Alerted.Contains(share)))],
            new BudgetLinks(
                self,
                self + "/chart.svg",
                terms.OrderId is { } order ? $"/api/orders/{order}" : null,
                terms.ProjectId is { } project ? $"/api/organizations/{organizationId}/projects/{project}" : null));
    }

    /// <summary>Where a budget is.</summary>
    public static string AddressOf(string organizationId, string budgetId) =>
        $"/api/organizations/{organizationId}/extranet/budgets/{budgetId}";
}

/// <summary>Where the parts of a budget are.</summary>
/// <param name="Self">The budget.</param>
/// <param name="Chart">Its use over time, as SVG.</param>
/// <param name="Order">The order that it is for.</param>
/// <param name="Project">The project that it is for, in place of an order.</param>
public sealed record BudgetLinks(string Self, string Chart, string? Order, string? Project);

/// <summary>A share of a budget at which a mail is sent.</summary>
/// <param name="Share">In percent.</param>
/// <param name="Sent">Whether it was.</param>
public sealed record AlertView(int Share, bool Sent);

/// <summary>A budget as the interface shows it. Numbers are minor units or hours, as the budget is.</summary>
/// <param name="Budget">What lists show.</param>
/// <param name="Used">By accepted performance records of the period, and by finalized invoices what is no work, less cancellations.</param>
/// <param name="Open">Of records that wait for the customer; not part of used.</param>
/// <param name="Remaining">Negative when more is used than there is.</param>
/// <param name="Forecast">Used at the end of the period, if it goes on as in the last eight weeks: a straight line.</param>
public sealed record BudgetView(BudgetSummary Budget, decimal Used, decimal Open, decimal Remaining, decimal Forecast)
{
    /// <summary>Shows a budget.</summary>
    public static BudgetView Of(string organizationId, Budget budget, BudgetUse use) =>
        new(BudgetSummary.Of(organizationId, budget), use.Used, use.Open, budget.Terms.Total - use.Used, use.Forecast);
}
