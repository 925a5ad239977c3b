using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;

namespace Accounts.Extranet.Reports;

/// <summary>A validated report form.</summary>
/// <param name="Head">What the report says, except the text.</param>
/// <param name="Text">Markdown.</param>
/// <param name="State">Who will see it.</param>
public sealed record ReportDraft(ReportHead Head, string Text, ReportState State)
{
    /// <summary>Checks the form. Reports all faults at once.</summary>
    public static Outcome<ReportDraft> From(ReportForm form, string organizationId)
    {
        var errors = new FieldErrors();
        var title = errors.Take("title", Platform.Values.Text.Parse(form.Title, 1, 150));
        if (form.ProjectId is { } project && !Ids.IsWellFormed(project))
            errors.Add("projectId", "There is no such project.", "The id of a project of the organization.");
        if (form.OrderId is not null && OrderId.Parse(form.OrderId)?.OrganizationId != organizationId)
            errors.Add("orderId", "There is no such order.", "The id of an order of the organization.");
        if (errors.Section("period", form.Period) is { } period)
            CheckPeriod(period, errors);
        if (form.Status is null)
            errors.Add("status", "This is missing.", $"One of {EnumNames.AllOf<ReportStatus>()}.");
        if (form.State is null)
            errors.Add("state", "This is missing.", $"One of {EnumNames.AllOf<ReportState>()}.");
        var text = errors.Take("text", Markdown.Parse(form.Text));
        if (!errors.None)
            return errors.Failure;
        var (from, to) = (form.Period!.From!.Value, form.Period.To!.Value);
        return new ReportDraft(new(title!, form.ProjectId, form.OrderId, from, to, form.Status!.Value), text!, form.State!.Value);
    }

    private static void CheckPeriod(ReportPeriodForm period, FieldErrors errors)
    {
        if (period.From is null)
            errors.Add("period/from", "This is missing.", "A day such as 2027-03-01.");
        if (period.To is null)
            errors.Add("period/to", "This is missing.", "A day such as 2027-03-31.");
        if (period.To < period.From || period.To > period.From?.AddYears(2))
            errors.Add("period/to", "This is not a period.", "A day on or after period.from, within 2 years.");
    }
}
