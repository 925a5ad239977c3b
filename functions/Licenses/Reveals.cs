using System.Globalization;
using Accounts.Audit;
using Accounts.Organizations;
using Accounts.Platform;
using Azure;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Accounts.Licenses;

/// <summary>Puts on record that keys are shown, and counts it by the hour: both in one transaction, so that nothing is shown beyond the limit or without an entry.</summary>
public sealed class Reveals(TableServiceClient tables, AuditLog audit, IOptions<LicenseOptions> options, TimeProvider time)
{
    // All that is shown to one organization in an hour meets at the count; each round lets one through.
    private const int MaxTries = 100;

    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>Null when it may be shown, which is on record then; else the refusal.</summary>
    /// <param name="organizationId">Whose keys.</param>
    /// <param name="actor">Who is shown them.</param>
    /// <param name="subject">The license or document.</param>
    /// <param name="keys">How many keys it shows; a document counts as one all the same.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<Failure?> TakeAsync(string organizationId, Actor actor, string subject, int keys, CancellationToken cancellationToken)
    {
        var happened = new AuditEvent(AuditAction.LicenseRevealed, actor, subject).With("keys", keys.ToString(CultureInfo.InvariantCulture));
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var now = time.GetUtcNow();
            var hour = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero);
            var key = Keys.Reveals(hour);
            var shown = await _organizations.FindAsync<RevealCount>(organizationId, key, cancellationToken);
            if (shown?.Value.Reveals >= options.Value.MaxRevealsPerHour)
                return new TooManyReveals(options.Value.MaxRevealsPerHour, (int)Math.Ceiling((hour.AddHours(1) - now).TotalSeconds));
            var row = Rows.Row(organizationId, key, new RevealCount((shown?.Value.Reveals ?? 0) + 1), expiresAt: hour.AddDays(1));
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

    /// <summary>How often keys were shown in an hour.</summary>
    private sealed record RevealCount(int Reveals);
}
