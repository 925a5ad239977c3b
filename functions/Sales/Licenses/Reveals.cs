using System.Globalization;
using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;

namespace Accounts.Sales.Licenses;

/// <summary>
/// Records in the audit log that keys are shown, and counts them by the hour. Both are one transaction, so that nothing is shown
/// beyond the limit or without an entry.
/// </summary>
public sealed class Reveals(TableServiceClient tables, OrganizationChanges changes, IOptions<LicenseOptions> options, TimeProvider time)
{
    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>Null when a key may be shown, which is then recorded; otherwise the refusal.</summary>
    /// <param name="organizationId">The organization of the key.</param>
    /// <param name="actor">The user who sees it.</param>
    /// <param name="subject">The license.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public Task<Failure?> TakeAsync(string organizationId, Actor actor, string subject, CancellationToken cancellationToken) =>
        TakeAsync(organizationId, Event(actor, subject, keys: 1), count => count with { Reveals = count.Reveals + 1 }, cancellationToken);

    /// <summary>Null when a document with all keys of an order may be shown, which is then recorded; otherwise the refusal.</summary>
    /// <param name="organizationId">The organization of the keys.</param>
    /// <param name="actor">The user who sees them.</param>
    /// <param name="subject">The document.</param>
    /// <param name="keys">How many keys it shows; only for the audit log. Because they may be thousands, documents have their own
    /// small limit.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public Task<Failure?> TakeNoteAsync(
        string organizationId, Actor actor, string subject, int keys, CancellationToken cancellationToken) =>
        TakeAsync(organizationId, Event(actor, subject, keys), count => count with { Notes = count.Notes + 1 }, cancellationToken);

    private static AuditEvent Event(Actor actor, string subject, int keys) =>
        new AuditEvent(AuditAction.LicenseRevealed, actor, subject).With("keys", keys.ToString(CultureInfo.InvariantCulture));

    private async Task<Failure?> TakeAsync(
        string organizationId, AuditEvent happened, Func<RevealCount, RevealCount> add, CancellationToken cancellationToken)
    {
        var taken = await changes.RunAsync<Done>(
            async () =>
            {
                var now = time.GetUtcNow();
                var hour = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero);
                var shown = await _organizations.FindAsync(
                    organizationId, LicenseRowKeys.Reveals(hour), new RevealCount(0), cancellationToken);
                var count = add(shown.Value);
                if (Refuse(count, (int)Math.Ceiling((hour.AddHours(1) - now).TotalSeconds)) is { } refused)
                    return refused;
                return new AuditedChange(organizationId, happened).Replace(shown, count, expiresAt: hour.AddDays(1)).Gives(Done.It);
            },
            cancellationToken);
        return taken.Failure;
    }

    private Failure? Refuse(RevealCount count, int secondsLeft)
    {
        if (count.Reveals > options.Value.MaxRevealsPerHour)
            return new TooManyReveals(options.Value.MaxRevealsPerHour, secondsLeft);
        return count.Notes > options.Value.MaxNotesWithKeysPerHour
            ? new TooManyNotesWithKeys(options.Value.MaxNotesWithKeysPerHour, secondsLeft)
            : null;
    }

    /// <summary>How often keys were shown in an hour: one by one, and in documents.</summary>
    private sealed record RevealCount(int Reveals, int Notes = 0);
}
