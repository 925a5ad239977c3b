using System.Globalization;
using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Azure;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Accounts.Sales.Licenses;

/// <summary>Puts on record that keys are shown, and counts it by the hour: both in one transaction, so that nothing is shown beyond the limit or without an entry.</summary>
public sealed class Reveals(TableServiceClient tables, AuditLog audit, IOptions<LicenseOptions> options, TimeProvider time)
{
    // All that is shown to one organization in an hour meets at the count; each round lets one through.
    private const int MaxTries = 100;

    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>Null when a key may be shown, which is on record then; else the refusal.</summary>
    /// <param name="organizationId">Whose key.</param>
    /// <param name="actor">Who is shown it.</param>
    /// <param name="subject">The license.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<Failure?> TakeAsync(string organizationId, Actor actor, string subject, CancellationToken cancellationToken) =>
        TakeAsync(organizationId, actor, subject, keys: 1, count => count with { Reveals = count.Reveals + 1 }, cancellationToken);

    /// <summary>Null when a document with all keys of an order may be shown, which is on record then; else the refusal.</summary>
    /// <param name="organizationId">Whose keys.</param>
    /// <param name="actor">Who is shown them.</param>
    /// <param name="subject">The document.</param>
    /// <param name="keys">How many keys it shows; for the record only. Because they may be thousands, documents have a small limit of their own.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<Failure?> TakeNoteAsync(string organizationId, Actor actor, string subject, int keys, CancellationToken cancellationToken) =>
        TakeAsync(organizationId, actor, subject, keys, count => count with { Notes = count.Notes + 1 }, cancellationToken);

    private async Task<Failure?> TakeAsync(string organizationId, Actor actor, string subject, int keys, Func<RevealCount, RevealCount> add, CancellationToken cancellationToken)
    {
        var happened = new AuditEvent(AuditAction.LicenseRevealed, actor, subject).With("keys", keys.ToString(CultureInfo.InvariantCulture));
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var now = time.GetUtcNow();
            var hour = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero);
            var key = LicenseRowKeys.Reveals(hour);
            var shown = await _organizations.FindAsync<RevealCount>(organizationId, key, cancellationToken);
            var count = add(shown?.Value ?? new RevealCount(0));
            var rest = (int)Math.Ceiling((hour.AddHours(1) - now).TotalSeconds);
            if (count.Reveals > options.Value.MaxRevealsPerHour)
                return new TooManyReveals(options.Value.MaxRevealsPerHour, rest);
            if (count.Notes > options.Value.MaxNotesWithKeysPerHour)
                return new TooManyNotesWithKeys(options.Value.MaxNotesWithKeysPerHour, rest);
            var row = Rows.Row(organizationId, key, count, expiresAt: hour.AddDays(1));
            try
            {
                await audit.CommitAsync(organizationId, [shown is null ? new(TableTransactionActionType.Add, row) : new(TableTransactionActionType.UpdateReplace, row, shown.Tag)], happened, cancellationToken);
                return null;
            }
            catch (RequestFailedException e) when (e.Status is StatusCodes.Status409Conflict or StatusCodes.Status412PreconditionFailed)
            {
                // Another one was shown at the same moment.
            }
        }

        return new TemporarilyUnavailable();
    }

    /// <summary>How often keys were shown in an hour: one by one, and in documents.</summary>
    private sealed record RevealCount(int Reveals, int Notes = 0);
}
