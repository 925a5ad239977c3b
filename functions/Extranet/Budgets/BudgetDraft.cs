using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;

namespace Accounts.Extranet.Budgets;

/// <summary>Checks budget forms.</summary>
public static class BudgetDraft
{
    private const int MaxAlerts = 10;
    private const long MaxAmount = 100_000_000_000;
    private const decimal MaxHours = 1_000_000;

    private static readonly IReadOnlyList<int> UsualAlerts = [50, 80, 100];

    /// <summary>Checks the form. Reports all faults at once. Whether the order or project exists is checked later.</summary>
    public static Outcome<BudgetTerms> From(BudgetForm form, string organizationId, string currency)
    {
        var errors = new FieldErrors();
        var name = errors.Take("name", Text.Parse(form.Name, 1, 100));
        CheckSubject(form, organizationId, errors);
        if (form.Amount is null == form.Hours is null)
            errors.Add("amount", "Neither amount nor hours is given, or both are.", "One of the two.");
        if (form.Amount is < 1 or > MaxAmount)
            errors.Add("amount", "This is out of range.", "1 to 100,000,000,000 minor units.");
        if (form.Hours is { } hours && (hours is <= 0 or > MaxHours || decimal.Round(hours, 2) != hours))
            errors.Add("hours", "This is out of range.", "More than 0, at most 1,000,000, with at most two decimals.");
        CheckPeriod(form, errors);
        var alerts = form.Alerts ?? UsualAlerts;
        if (alerts.Count > MaxAlerts || alerts.Any(share => share is < 1 or > 200) || !alerts.SequenceEqual(alerts.Distinct().Order()))
            errors.Add("alerts", "These are not shares.", "Up to 10 numbers from 1 to 200, each higher than the one before.");
        if (!errors.None)
            return errors.Failure;
        var unit = form.Amount is null ? BudgetUnit.Hours : BudgetUnit.Amount;
        return new BudgetTerms(
            name!,
            form.OrderId,
            unit,
            form.Amount ?? form.Hours!.Value,
            unit == BudgetUnit.Amount ? currency : null,
            form.From!.Value,
            form.To!.Value,
            alerts)
        {
            ProjectId = form.ProjectId,
        };
    }

    private static void CheckSubject(BudgetForm form, string organizationId, FieldErrors errors)
    {
        if (form.OrderId is null == form.ProjectId is null)
            errors.Add("orderId", "Neither orderId nor projectId is given, or both are.", "One of the two.");
        else if (form.OrderId is not null && OrderId.Parse(form.OrderId)?.OrganizationId != organizationId)
            errors.Add("orderId", "There is no such order.", "The id of an order of the organization.");
        if (form.ProjectId is not null && !Ids.IsWellFormed(form.ProjectId))
            errors.Add("projectId", "There is no such project.", "The id of a project of the organization.");
    }

    private static void CheckPeriod(BudgetForm form, FieldErrors errors)
    {
        if (form.From is null)
            errors.Add("from", "This is missing.", "A day such as 2027-01-01.");
        if (form.To is null)
            errors.Add("to", "This is missing.", "A day such as 2027-12-31.");
        if (form.To < form.From || form.To > form.From?.AddYears(5))
            errors.Add("to", "This is not a period.", "A day on or after from, within 5 years.");
    }
}
