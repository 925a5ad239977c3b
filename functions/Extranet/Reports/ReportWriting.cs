using Accounts.Customers.Projects;
using Accounts.Extranet.Opening;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;

namespace Accounts.Extranet.Reports;

/// <summary>Reads what is needed to write a report.</summary>
public sealed class ReportWriting(ExtranetStore extranets, ReportStore reports, ProjectStore projects, OrderStore orders)
{
    /// <summary>
    /// Null when such a report may be written: the extranet is open, and the project and the order exist. Otherwise why not.
    /// </summary>
    public async Task<Failure?> RefuseAsync(string organizationId, ReportHead head, CancellationToken cancellationToken)
    {
        if (await extranets.RefuseAsync(organizationId, cancellationToken) is { } refused)
            return refused;
        var errors = new FieldErrors();
        if (head.ProjectId is { } project && await projects.FindAsync(organizationId, project, cancellationToken) is null)
            errors.Add("projectId", "There is no such project.", "The id of a project of the organization.");
        if (head.OrderId is { } order && await orders.FindAsync(OrderId.Parse(order)!, cancellationToken) is null)
            errors.Add("orderId", "There is no such order.", "The id of an order of the organization.");
        return errors.None ? null : errors.Failure;
    }

    public async Task<Stored<Report>?> FindAsync(string organizationId, string reportId, CancellationToken cancellationToken) =>
        Ids.IsWellFormed(reportId) ? await reports.FindAsync(organizationId, reportId, cancellationToken) : null;
}
