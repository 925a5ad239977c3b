using Accounts.Customers.Organizations;
using Accounts.Extranet.Opening;
using Accounts.Platform.Mail;
using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Accounts.Extranet.Reports;

/// <summary>The side effects of <see cref="ReportProcess"/>; may run twice.</summary>
public sealed class ReportActivities(
    ExtranetStore extranets, ReportStore reports, OrganizationStore organizations, Mailer mailer, IOptions<PortalOptions> portal)
{
    /// <summary>Mails a page of the members who asked for mails about reports.</summary>
    /// <returns>Null while the report is not written.</returns>
    [Function(nameof(SendReportMails))]
    public async Task<Mailed<ReportMailed?>> SendReportMails(
        [ActivityTrigger] Mailing<ReportRun> step, CancellationToken cancellationToken)
    {
        var run = step.Input;
        if (await reports.FindAsync(run.OrganizationId, run.ReportId, run.Version, cancellationToken) is not { } report)
            return new(null);
        if (await extranets.RefuseAsync(run.OrganizationId, cancellationToken) is not null
            || await organizations.FindAsync(run.OrganizationId, cancellationToken) is not { Value: var organization })
            return new(new ReportMailed(null));
        var (subscribers, next) = await extranets.SubscribersAsync(
            run.OrganizationId, run.After, wish => wish.Reports, cancellationToken);
        if (step.IsGivenUp)
            return new(new ReportMailed(next));
        var link = portal.Value.Report(run.OrganizationId, run.ReportId);
        var mails = subscribers.Select(subscriber => new OutgoingMail(
            OperationId.Of(step.ProcessId, subscriber.UserId),
            subscriber.Email,
            ReportMails.Published(subscriber.Language, subscriber.Name, organization.Name, report.Head, link)));
        return new(new ReportMailed(next), await mailer.SendAllAsync(mails, cancellationToken));
    }
}
