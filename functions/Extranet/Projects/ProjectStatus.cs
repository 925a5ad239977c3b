using Accounts.Customers.Projects;
using Accounts.Extranet.Reports;
using Accounts.Sales.Orders;

namespace Accounts.Extranet.Projects;

/// <summary>The status of a service order or a project.</summary>
/// <param name="OrderId">The order; absent on a project.</param>
/// <param name="ProjectId">The project, or the project that the order is for.</param>
/// <param name="Name">Name of the project, or the customer's own number of the order.</param>
/// <param name="Report">The latest published report on it.</param>
/// <param name="Work">Progress of the services of an order; absent on a project.</param>
/// <param name="Links">Link to the order or project.</param>
public sealed record ProjectStatus(
    string? OrderId, string? ProjectId, string? Name, LatestReportView? Report, WorkView? Work, StatusLinks Links)
{
    public static ProjectStatus Of(string organizationId, Order order, LatestReport? report, DateTimeOffset now) => new(
        order.Id,
        order.ProjectId,
        order.PurchaseOrderNumber,
        LatestReportView.Of(organizationId, report),
        WorkView.Of(order, now),
        new($"/api/orders/{order.Id}"));

    public static ProjectStatus Of(string organizationId, Project project, LatestReport? report) => new(
        null,
        project.Id,
        project.Name,
        LatestReportView.Of(organizationId, report),
        null,
        new($"/api/organizations/{organizationId}/projects/{project.Id}"));
}

/// <summary>The latest report.</summary>
/// <param name="Title">Title of the report.</param>
/// <param name="Status">Status of the project or order.</param>
/// <param name="Period">The period of the report.</param>
/// <param name="PublishedAt">When it was published.</param>
/// <param name="Links">Link to the report.</param>
public sealed record LatestReportView(
    string Title, ReportStatus Status, ReportPeriod Period, DateTimeOffset PublishedAt, StatusLinks Links)
{
    public static LatestReportView? Of(string organizationId, LatestReport? report) => report is null
        ? null
        : new(
            report.Title,
            report.Status,
            report.Period,
            report.PublishedAt,
            new(ReportSummary.AddressOf(organizationId, report.ReportId)));
}

/// <summary>Progress of the services of an order.</summary>
/// <param name="State">State of the services.</param>
/// <param name="Hours">Hours of work; services at a fixed price have none.</param>
/// <param name="OpenRecords">How many performance records wait for the customer to decide.</param>
/// <param name="Open">The waiting records that silence accepts first.</param>
/// <param name="Appointments">The next appointments.</param>
public sealed record WorkView(
    ServiceState State,
    WorkedHours Hours,
    int OpenRecords,
    IReadOnlyList<OpenRecordView> Open,
    IReadOnlyList<NextAppointment> Appointments)
{
    /// <summary>Maximum number of appointments that are shown.</summary>
    private const int MostAppointments = 5;

    public static WorkView Of(Order order, DateTimeOffset now)
    {
        var progress = order.Progress ?? new ServiceProgress(0, 0, 0, 0, [], []);
        var self = $"/api/orders/{order.Id}";
        return new(
            order.Services!.Value,
            new(progress.Ordered, progress.Recorded, progress.Accepted),
            progress.OpenRecords,
            [
                .. progress.Open.Select(
                    one => new OpenRecordView(one.Date, one.AcceptedFrom, new($"{self}/performance-records/{one.Id}"))),
            ],
            [
                .. progress.Dates.Where(date => date.End > now)
                    .Take(MostAppointments)
                    .Select(date => new NextAppointment(date.Start, date.End, new($"{self}/appointments/{date.Id}"))),
            ]);
    }
}

/// <summary>Hours of work; a day counts as eight hours.</summary>
/// <param name="Ordered">Hours of all lines.</param>
/// <param name="Recorded">Accepted, or waiting for the customer.</param>
/// <param name="Accepted">Accepted by the customer or by silence.</param>
public sealed record WorkedHours(decimal Ordered, decimal Recorded, decimal Accepted);

/// <summary>A performance record that waits for the customer.</summary>
/// <param name="Date">The day of the work.</param>
/// <param name="AcceptedFrom">When it is accepted by silence.</param>
/// <param name="Links">Link to the record, where it is accepted or disputed.</param>
public sealed record OpenRecordView(DateOnly Date, DateTimeOffset AcceptedFrom, StatusLinks Links);

/// <summary>A future appointment.</summary>
/// <param name="Start">When it begins.</param>
/// <param name="End">When it ends.</param>
/// <param name="Links">Link to the appointment, with place and remark.</param>
public sealed record NextAppointment(DateTimeOffset Start, DateTimeOffset End, StatusLinks Links);

/// <summary>Link to an item.</summary>
/// <param name="Self">Its own address.</param>
public sealed record StatusLinks(string Self);
