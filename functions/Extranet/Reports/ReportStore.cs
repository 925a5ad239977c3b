using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Azure.Data.Tables;

namespace Accounts.Extranet.Reports;

/// <summary>The reports of organizations, with all their versions.</summary>
public sealed class ReportStore(TableServiceClient tables)
{
    // A row's document may have 32,000 characters; JSON may write one character as six.
    private const int PartLength = 5_000;

    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    public Task<Stored<Report>?> FindAsync(string organizationId, string reportId, CancellationToken cancellationToken) =>
        _organizations.FindAsync<Report>(organizationId, ReportKeys.Report(reportId), cancellationToken);

    /// <summary>A version of a report; null when there is no such version.</summary>
    public async Task<Report?> FindAsync(string organizationId, string reportId, int version, CancellationToken cancellationToken) =>
        (await _organizations.FindAsync<Report>(organizationId, ReportKeys.Version(reportId, version), cancellationToken))?.Value;

    /// <summary>Reports in the order of their creation.</summary>
    public Task<Slice<Report>> ListAsync(string organizationId, PageRequest page, CancellationToken cancellationToken) =>
        _organizations.PageAsync<Report>(organizationId, ReportKeys.Reports, page, cancellationToken);

    /// <summary>The versions of a report, oldest first.</summary>
    public Task<Slice<Report>> VersionsAsync(
        string organizationId, string reportId, PageRequest page, CancellationToken cancellationToken) =>
        _organizations.PageAsync<Report>(organizationId, ReportKeys.Versions(reportId), page, cancellationToken);

    /// <summary>The text of a version. One storage operation.</summary>
    public async Task<string> TextAsync(string organizationId, Report report, CancellationToken cancellationToken) =>
        string.Concat((await _organizations.AllAsync<TextPart>(
            organizationId, ReportKeys.Text(report.Id, report.TextVersion), cancellationToken)).Select(part => part.Value.Text));

    /// <summary>Adds a version, which becomes the current one.</summary>
    /// <param name="change">The transaction.</param>
    /// <param name="before">The report as it was read; null for a new one.</param>
    /// <param name="after">The new version.</param>
    /// <param name="text">Its text; null when the text stays.</param>
    public static void Put(ChangeSet change, Stored<Report>? before, Report after, string? text)
    {
        if (before is null)
            change.Add(ReportKeys.Report(after.Id), after);
        else
            change.Replace(before, after);
        change.Add(ReportKeys.Version(after.Id, after.Version), after);
        foreach (var (index, part) in (text is null ? [] : PartsOf(text)).Index())
            change.Add(ReportKeys.TextPart(after.Id, after.Version, index), new TextPart(part));
    }

    private static List<string> PartsOf(string text)
    {
        List<string> parts = [];
        for (var start = 0; start < text.Length;)
        {
            var end = Math.Min(start + PartLength, text.Length);
            // Do not split a surrogate pair.
            if (end < text.Length && char.IsLowSurrogate(text[end]))
                end--;
            parts.Add(text[start..end]);
            start = end;
        }

        return parts;
    }

    private sealed record TextPart(string Text);
}
