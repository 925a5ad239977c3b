using Accounts.Customers.Projects;
using Accounts.Extranet.Reports;
using Accounts.Sales.Orders;

namespace Accounts.Extranet.Projects;

/// <summary>How a service order or a project stands.</summary>
/// <param name="OrderId">The order; absent on a project.</param>
/// <param name="ProjectId">The project, or the one that the order is for.</param>
/// <param name="Name">Of a project its name, of an order the customer's own number for it.</param>
/// <param name="Report">The report on it that was published last.</param>
/// <param name="Work">How far the services of an order are; absent on a project.</param>
/// <param name="Links">Where the order or project is.</param>
public sealed record ProjectStatus(
    string? OrderId, string? ProjectId, string? Name, LatestReportView? Report, WorkView? Work, StatusLinks Links)
{
    /// <summary>Shows an order.</summary>
    public static ProjectStatus Of(string organizationId, Order order, LatestReport? report, DateTimeOffset now) => new(
        order.Id,
        order.ProjectId,
        order.PurchaseOrderNumber,
        LatestReportView.Of(organizationId, report),
        WorkView.Of(order, now),
        new($"/api/orders/{order.Id}"));

    /// <summary>Shows a project.</summary>
    public static ProjectStatus Of(string organizationId, Project project, LatestReport? report) => new(
        null,
        project.Id,
        project.Name,
        LatestReportView.Of(organizationId, report),
        null,
        new($"/api/organizations/{organizationId}/projects/{project.Id}"));
}

/// <summary>The latest report.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Status">How things stand.</param>
/// <param name="Period">What time it is about.</param>
/// <param name="PublishedAt">When it was published.</param>
/// <param name="Links">Where it is.</param>
public sealed record LatestReportView(
    string Title, ReportStatus Status, ReportPeriod Period, DateTimeOffset PublishedAt, StatusLinks Links)
{
    /// <summary>Shows it; null when there is none.</summary>
    public static LatestReportView? Of(string organizationId, LatestReport? report) => report is null
        ? null
        : new(
            report.Title,
            report.Status,
            report.Period,
            report.PublishedAt,
            new(ReportSummary.AddressOf(organizationId, report.ReportId)));
}

/// <summary>How far the services of an order are.</summary>
/// <param name="State">Where they stand.</param>
/// <param name="Hours">How many; fixed prices have none.</param>
/// <param name="OpenRecords">How many performance records wait for the customer to decide.</param>
/// <param name="Open">Those that silence accepts first.</param>
/// <param name="Appointments">The next ones.</param>
public sealed record WorkView(
    ServiceState State,
    WorkedHours Hours,
    int OpenRecords,
    IReadOnlyList<OpenRecordView> Open,
    IReadOnlyList<NextAppointment> Appointments)
{
    /// <summary>Most appointments that are shown.</summary>
    private const int MostAppointments = 5;

    /// <summary>Shows it.</summary>
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

/// <summary>Hours of work; a day is eight of them.</summary>
/// <param name="Ordered">Of all lines.</param>
/// <param name="Recorded">Accepted, or waiting for the customer.</param>
/// <param name="Accepted">By the customer or by silence.</param>
public sealed record WorkedHours(decimal Ordered, decimal Recorded, decimal Accepted);

/// <summary>A performance record that waits for the customer.</summary>
/// <param name="Date">The day of the work.</param>
/// <param name="AcceptedFrom">When silence accepts it.</param>
/// <param name="Links">Where it is; accepted and disputed there.</param>
public sealed record OpenRecordView(DateOnly Date, DateTimeOffset AcceptedFrom, StatusLinks Links);

/// <summary>An appointment to come.</summary>
/// <param name="Start">When it begins.</param>
/// <param name="End">When it ends.</param>
/// <param name="Links">Where it is, with place and remark.</param>
public sealed record NextAppointment(DateTimeOffset Start, DateTimeOffset End, StatusLinks Links);

/// <summary>Where something is.</summary>
/// <param name="Self">Its own address.</param>
public sealed record StatusLinks(string Self);
