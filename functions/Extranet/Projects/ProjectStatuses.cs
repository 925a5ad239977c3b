using Accounts.Customers.Projects;
using Accounts.Extranet.Reports;
using Accounts.Platform.Http;
using Accounts.Sales.Orders;

namespace Accounts.Extranet.Projects;

/// <summary>
/// Reads the status of service orders and projects, a page at a time: first the orders, then the projects. Two storage operations per
/// page, however many rows an order has.
/// </summary>
public sealed class ProjectStatuses(OrderStore orders, ProjectStore projects, LatestReports reports, TimeProvider time)
{
    // Cursors begin with the kind of item to continue with.
    private const string InOrders = "order:";
    private const string InProjects = "project:";

    public Task<PageView<ProjectStatus>> PageAsync(string organizationId, PageRequest page, CancellationToken cancellationToken)
    {
        if (page.After.StartsWith(InProjects, StringComparison.Ordinal))
            return ProjectsAsync(organizationId, page with { After = page.After[InProjects.Length..] }, cancellationToken);
        var isFurther = page.After.StartsWith(InOrders, StringComparison.Ordinal);
        return OrdersAsync(organizationId, page with { After = isFurther ? page.After[InOrders.Length..] : "" }, cancellationToken);
    }

    private async Task<PageView<ProjectStatus>> OrdersAsync(
        string organizationId, PageRequest page, CancellationToken cancellationToken)
    {
        var latest = await reports.AfterAsync(organizationId, ReportKeys.LatestOfOrders, page, cancellationToken);
        var slice = await orders.ListAsync(organizationId, page, cancellationToken);
        var now = time.GetUtcNow();
        var shown = slice.Items
            .Where(row => row.Value is { Services: not null, CancelledAt: null })
            .Select(row => ProjectStatus.Of(organizationId, row.Value, latest.GetValueOrDefault(EndOf(row.RowKey, OrderKeys.Orders)), now));
        var next = slice.Next is { } end ? InOrders + end : InProjects;
        return new([.. shown], PageRequest.CursorAfter(next));
    }

    private async Task<PageView<ProjectStatus>> ProjectsAsync(
        string organizationId, PageRequest page, CancellationToken cancellationToken)
    {
        var latest = await reports.AfterAsync(organizationId, ReportKeys.LatestOfProjects, page, cancellationToken);
        var slice = await projects.ListAsync(organizationId, page, cancellationToken);
        var shown = slice.Items.Select(row => ProjectStatus.Of(
            organizationId, row.Value, latest.GetValueOrDefault(EndOf(row.RowKey, ProjectKeys.Projects))));
        return new([.. shown], PageRequest.CursorAfter(slice.Next is { } end ? InProjects + end : null));
    }

    private static string EndOf(string rowKey, string kind) => rowKey[kind.Length..];
}
