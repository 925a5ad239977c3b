using System.Buffers;
using System.Security.Cryptography;
using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Access.Rights;
using Accounts.Extranet.Opening;
using Accounts.Platform.Documents;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Accounts.Extranet.Reports;

/// <summary><c>POST …/extranet/reports/{reportId}/attachments</c> and <c>GET</c> of one of them.</summary>
public sealed class ReportAttachments(
    ReportWriting writing, ExtranetStore extranets, DocumentStore documents, OrganizationChanges changes, AttachmentTerms terms)
{
    /// <summary>Maximum size of a file.</summary>
    public const int MaxBytes = 10 * 1024 * 1024;

    // Characters that have a special meaning in file names on some system.
    private static readonly SearchValues<char> NotInNames = SearchValues.Create("/\\:*?\"<>|");

    private const string All = "organizations/{organizationId}/extranet/reports/{reportId}/attachments";

    [Function(nameof(AttachToReport))]
    [Allow(Who.Operator)]
    [Operation(
        "Attach a file to a report",
        Description = "The body is the file, at most 10 MiB: PDF, PNG, JPEG, xlsx or docx without macros, CSV or plain text in UTF-8. "
            + "Content-Type says which, and the first bytes must match; HTML and SVG are refused. Content-Disposition may give the file "
            + "name. The file cannot be changed later; the report gets a new version.",
        TakesMedia = "application/pdf",
        Gives = typeof(ReportSummary),
        Status = StatusCodes.Status201Created,
        Creates = true,
        HasETag = true,
        HasLocation = true,
        Fails =
        [
            typeof(ExtranetNotOpen), typeof(ExtranetFull), typeof(AttachmentRefused), typeof(BodyTooLarge), typeof(UnsupportedMediaType),
        ])]
    public async Task<IResult> AttachToReport(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = All)] HttpRequest request,
        string organizationId,
        string reportId,
        CancellationToken cancellationToken)
    {
        if (AttachmentType.Of(request.ContentType) is not { } type)
            return new UnsupportedMediaType();
        if (await Body.ReadBytesAsync(request, MaxBytes, cancellationToken) is not { } bytes)
            return new BodyTooLarge(MaxBytes);
        if (!type.Matches(bytes))
            return new AttachmentRefused("The file does not match Content-Type, or contains something that is not allowed.");
        if (Text.Parse(NameOf(request) ?? "attachment" + type.Extension, 1, 100).Value is not { } name
            || name.AsSpan().ContainsAny(NotInNames) || !type.Allows(name))
            return new AttachmentRefused($"Content-Disposition must have a file name of 1 to 100 characters ending in {type.Extension}.");
        var sent = new SentFile(reportId, name, type.MediaType, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        var userId = request.Caller().UserId;
        if (!CreatingRequest.From(request, userId, nameof(AttachToReport), sent).Succeeded(out var creating, out var failure))
            return failure;
        // A repeated request gets the same id, so that the file is stored only once, wherever the first request stopped.
        var id = Hashes.Of(creating.Id + creating.Fingerprint)[..32];
        return await changes.AnswerOnceAsync(
            organizationId,
            creating,
            async () =>
            {
                if (await extranets.RefuseAsync(organizationId, cancellationToken) is { } refused)
                    return refused;
                if (await writing.FindAsync(organizationId, reportId, cancellationToken) is not { } report)
                    return new NotFound();
                if (report.Value.Attachments.Count >= Report.MaxAttachments)
                    return new ExtranetFull(Report.MaxAttachments);
                var document = await documents.PutOnceAsync(
                    $"extranet/{organizationId}/{reportId}/{id}", bytes, type.MediaType, terms.RetainUntil, cancellationToken);
                var after = report.Value.With(new ReportAttachment(id, name, document), terms.Now, userId);
                var change = ExtranetStore.Change(organizationId, AuditAction.ReportAttached, request.Actor(), reportId);
                ReportStore.Put(change, report, after, text: null);
                var shown = ReportSummary.Of(organizationId, after);
                return change.Gives(Answer.Created(shown.Attachments[^1].Links.Self, shown, after));
            },
            cancellationToken);
    }

    [Function(nameof(GetReportAttachment))]
    [Allow(ExtranetReaders.AndOperators, Permission.ExtranetRead, Product.Services, Right.Read)]
    [Operation(
        "Get a file of a report",
        Description = "Byte for byte as it was attached. Browsers save it and do not show it: as attachment, with nosniff.",
        MediaType = "application/octet-stream",
        Fails = [typeof(ExtranetNotOpen)])]
    public async Task<IResult> GetReportAttachment(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = All + "/{attachmentId}")] HttpRequest request,
        string organizationId,
        string reportId,
        string attachmentId,
        CancellationToken cancellationToken)
    {
        if (await extranets.RefuseAsync(organizationId, cancellationToken) is { } refused)
            return refused;
        if (await writing.FindAsync(organizationId, reportId, cancellationToken) is not { Value: var report }
            || report.State != ReportState.Published && request.Acting() != Who.Operator
            || report.Attachments.FirstOrDefault(one => one.Id == attachmentId) is not { } attachment)
            return new NotFound();
        var content = await documents.ReadAsync(attachment.Document, cancellationToken);
        return new FileAnswer(content, attachment.Document.ContentType, attachment.Name) { IsDownload = true };
    }

    private static string? NameOf(HttpRequest request) =>
        ContentDispositionHeaderValue.TryParse(request.Headers.ContentDisposition.ToString(), out var said)
            ? HeaderUtilities.RemoveQuotes(said.FileNameStar.HasValue ? said.FileNameStar : said.FileName).Value
            : null;

    private sealed record SentFile(string ReportId, string Name, string MediaType, string Sha256);
}

/// <summary>For how long attachments are kept.</summary>
public sealed class AttachmentTerms(IOptions<ProviderOptions> provider, TimeProvider time)
{
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>As long as the provider's other documents.</summary>
    public DateOnly RetainUntil => Retention.UntilOf(provider.Value.Country, Now);
}

/// <summary>422: the file is not one that reports may have.</summary>
public sealed record AttachmentRefused(string Reason) : Failure(
    StatusCodes.Status422UnprocessableEntity,
    "attachment-refused",
    "The file is not accepted",
    Reason + " Send a PDF, PNG, JPEG, xlsx or docx without macros, CSV or plain text in UTF-8. Nothing was stored.");
