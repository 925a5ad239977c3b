namespace Accounts.Extranet.Budgets;

/// <summary>A budget in a list.</summary>
/// <param name="Id">Id of the budget within its organization.</param>
/// <param name="Name">Name of the budget.</param>
/// <param name="OrderId">The order that it is for.</param>
/// <param name="ProjectId">The project that it is for, instead of an order.</param>
/// <param name="Amount">Net, in minor units; absent on a budget of hours.</param>
/// <param name="Currency">ISO 4217; absent on a budget of hours.</param>
/// <param name="Hours">Absent on a budget of money.</param>
/// <param name="From">First day that counts: of work its own day, of anything else the first day of supply.</param>
/// <param name="To">Last day that counts.</param>
/// <param name="Alerts">The shares at which a mail is sent.</param>
/// <param name="Links">Links to the parts of the budget.</param>
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

    /// <summary>The address of a budget.</summary>
    public static string AddressOf(string organizationId, string budgetId) =>
        $"/api/organizations/{organizationId}/extranet/budgets/{budgetId}";
}

/// <summary>Links to the parts of a budget.</summary>
/// <param name="Self">The budget.</param>
/// <param name="Chart">Its use over time, as SVG.</param>
/// <param name="Order">The order that it is for.</param>
/// <param name="Project">The project that it is for, instead of an order.</param>
public sealed record BudgetLinks(string Self, string Chart, string? Order, string? Project);

/// <summary>A share of a budget at which a mail is sent.</summary>
/// <param name="Share">In percent.</param>
/// <param name="Sent">Whether the mail was sent.</param>
public sealed record AlertView(int Share, bool Sent);

/// <summary>A budget as the API returns it. Numbers are minor units or hours, depending on the budget.</summary>
/// <param name="Budget">The same data as in lists.</param>
/// <param name="Used">Work by the accepted performance records of the period, anything else by finalized invoices, minus
/// cancellations.</param>
/// <param name="Open">Work in records that wait for the customer; not included in used.</param>
/// <param name="Remaining">Negative when more is used than the budget has.</param>
/// <param name="Forecast">The use expected at the end of the period, if it continues as in the last eight weeks: a straight line.</param>
public sealed record BudgetView(BudgetSummary Budget, decimal Used, decimal Open, decimal Remaining, decimal Forecast)
{
    public static BudgetView Of(string organizationId, Budget budget, BudgetUse use) =>
        new(BudgetSummary.Of(organizationId, budget), use.Used, use.Open, budget.Terms.Total - use.Used, use.Forecast);
}
