using Accounts.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Access.Audit;

/// <summary>
/// <c>GET /organizations/{organizationId}/audit/verification</c>: whether the log is unchanged, from its end backwards.
/// </summary>
public sealed class VerifyAudit(AuditLog audit)
{
    // The most that one storage operation returns.
    private const int EntriesPerRequest = 1000;

    [Function(nameof(VerifyAudit))]
    [Allow(Who.LegalRepresentative | Who.Admin | Who.Operator)]
    [Query("cursor", typeof(string), "The nextCursor of the previous answer.")]
    [Operation(
        "Verify the audit log of an organization",
        Description =
            "Checks the hashes of up to 999 entries, from the newest backwards. If there is a nextCursor, there are older entries: "
                + "send the request again with ?cursor=. The log is intact if every answer down to entry 1 says so. Store the end of the "
                + "chain elsewhere: it proves all entries up to it, also against us.",
        Gives = typeof(AuditVerification))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{organizationId}/audit/verification")] HttpRequest request,
        string organizationId,
        CancellationToken cancellationToken)
    {
        if (!AuditPage.Of(request).Succeeded(out var page, out var failure))
            return failure;
        // The log may grow meanwhile, so its end is read before and after the entries. The newest entry must not be older than the
        // first end, and not newer than the second.
        var before = page.From is null ? await audit.HeadAsync(organizationId, cancellationToken) : null;
        var rows = await audit.ListAsync(organizationId, page.From, EntriesPerRequest, cancellationToken);
        var after = page.From is null ? await audit.HeadAsync(organizationId, cancellationToken) : null;
        return Answer.Ok(AuditVerification.Of(before, rows, after, isLast: rows.Count < EntriesPerRequest));
    }
}

/// <summary>The result of a verification.</summary>
/// <param name="State">Whether the checked entries are unchanged.</param>
/// <param name="BrokenAt">The newest entry that was changed or is missing.</param>
/// <param name="From">The newest checked entry; 0 when there is none.</param>
/// <param name="To">The oldest checked entry; 0 when there is none.</param>
/// <param name="EndHash">Hash at the end of the chain; only in the answer to the first request.</param>
/// <param name="NextCursor">The cursor for older entries; absent when entry 1 was reached.</param>
public sealed record AuditVerification(AuditState State, long? BrokenAt, long From, long To, string? EndHash, string? NextCursor)
{
    /// <summary>Verifies a run of entries, newest first.</summary>
    /// <param name="head">The end of the chain before the run was read; null when the run does not begin at the end.</param>
    /// <param name="rows">The rows of the run.</param>
    /// <param name="after">The end of the chain after the run was read; null likewise.</param>
    /// <param name="isLast">Whether the run ends with the oldest row that there is.</param>
    public static AuditVerification Of(AuditHead? head, IReadOnlyList<AuditRow> rows, AuditHead? after, bool isLast)
    {
        if (rows.Count == 0)
            return new(
                head is { Count: > 0 } ? AuditState.Broken : AuditState.Intact,
                head is { Count: > 0 } ? head.Count : null,
                0,
                0,
                head?.Hash,
                null);
        var broken = FirstBroken(head, rows, after, isLast);
        var last = rows[^1].Number;
        // The last entry is checked again, as the first of the next run, which also checks its link to the previous entry.
        return new(
            broken is null ? AuditState.Intact : AuditState.Broken,
            broken,
            rows[0].Number,
            last,
            head?.Hash,
            isLast ? null : AuditPage.CursorAt(last));
    }

    private static long? FirstBroken(AuditHead? head, IReadOnlyList<AuditRow> rows, AuditHead? after, bool isLast)
    {
        if (head is not null && rows[0].Number < head.Count)
            return head.Count;
        if (after is not null && after.Count < rows[0].Number)
            return rows[0].Number;
        for (var i = 0; i < rows.Count; i++)
        {
            var (row, older) = (rows[i], i + 1 < rows.Count ? rows[i + 1] : null);
            if (!row.IsIntact || row.Number == head?.Count && row.Hash != head.Hash)
                return row.Number;
            if (older is not null && older.Number != row.Number - 1)
                return row.Number - 1;
            if (older is not null && older.Hash != row.Entry!.Previous)
                return older.Number;
        }

        var oldest = rows[^1];
        return isLast && (oldest.Number != 1 || oldest.Entry!.Previous.Length > 0) ? oldest.Number - 1 : null;
    }
}

/// <summary>Whether a log is unchanged.</summary>
public enum AuditState
{
    /// <summary>All hashes agree, and none is missing.</summary>
    Intact,

    /// <summary>An entry was changed, removed or inserted.</summary>
    Broken,
}
