using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Extranet.Opening;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Extranet.Reports;

/// <summary><c>POST /organizations/{organizationId}/extranet/reports</c> and <c>PUT</c> of one of them.</summary>
public sealed class WriteReports(ReportWriting writing, LatestReports latest, OrganizationChanges changes, TimeProvider time)
{
    [Function(nameof(CreateReport))]
    [Allow(Who.Operator)]
    [Operation(
        "Write a report for a customer",
        Description = "If it is published, the members who asked for it get a mail.",
        Takes = typeof(ReportForm),
        Gives = typeof(ReportSummary),
        Status = StatusCodes.Status201Created,
        Creates = true,
        HasETag = true,
        HasLocation = true,
        Fails = [typeof(ExtranetNotOpen)])]
    public async Task<IResult> CreateReport(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "organizations/{organizationId}/extranet/reports")] HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string organizationId,
        CancellationToken cancellationToken)
    {
        var body = await Body.ReadAsync<ReportForm>(request, cancellationToken);
        if (!body.Succeeded(out var form, out var failure))
            return failure;
        var caller = request.Caller();
        if (!CreatingRequest.From(request, caller.UserId, nameof(CreateReport), form).Succeeded(out var creating, out failure)
            || !ReportDraft.From(form, organizationId).Succeeded(out var draft, out failure))
            return failure;
        var now = time.GetUtcNow();
        var report = Report.New(Ids.New(now), draft, now, caller.UserId);
        return await changes.AnswerOnceAsync(
            organizationId,
            creating,
            async () =>
            {
                if (await writing.RefuseAsync(organizationId, draft.Head, cancellationToken) is { } refused)
                    return refused;
                var change = ExtranetStore.Change(organizationId, AuditAction.ReportWritten, request.Actor(), report.Id);
                ReportStore.Put(change, null, report, draft.Text);
                await latest.PutAsync(change, report, cancellationToken);
                await ReportProcess.AnnounceAsync(processes, change, report, cancellationToken);
                var shown = ReportSummary.Of(organizationId, report);
                return change.Gives(Answer.Created(shown.Links.Self, shown, report));
            },
            cancellationToken);
    }

    [Function(nameof(ChangeReport))]
    [Allow(Who.Operator)]
    [Operation(
        "Write a new version of a report",
        Description = "The previous version is kept and can be read. Publishing a draft sends a mail to the members who asked for it.",
        Takes = typeof(ReportForm),
        Gives = typeof(ReportSummary),
        Changes = true,
        HasETag = true,
        Fails = [typeof(ExtranetNotOpen), typeof(ReportIsPublished)])]
    public async Task<IResult> ChangeReport(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "organizations/{organizationId}/extranet/reports/{reportId}")]
        HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string organizationId,
        string reportId,
        CancellationToken cancellationToken)
    {
        var body = await Body.ReadAsync<ReportForm>(request, cancellationToken);
        if (!body.Succeeded(out var form, out var failure) || !ReportDraft.From(form, organizationId).Succeeded(out var draft, out failure))
            return failure;
        return await changes.AnswerAsync(
            async () =>
            {
                if (await writing.RefuseAsync(organizationId, draft.Head, cancellationToken) is { } refused)
                    return refused;
                if (await writing.FindAsync(organizationId, reportId, cancellationToken) is not { } before)
                    return new NotFound();
                if (ETags.Check(request, before.Value) is { } conflict)
                    return conflict;
                if (!before.Value.With(draft, time.GetUtcNow(), request.Caller().UserId).Succeeded(out var after, out refused))
                    return refused;
                var change = ExtranetStore.Change(organizationId, AuditAction.ReportWritten, request.Actor(), reportId);
                ReportStore.Put(change, before, after, draft.Text);
                await latest.PutAsync(change, after, cancellationToken);
                await ReportProcess.AnnounceAsync(processes, change, after, cancellationToken);
                return change.Gives(Answer.Ok(ReportSummary.Of(organizationId, after), after));
            },
            cancellationToken);
    }
}
