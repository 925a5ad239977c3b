using Accounts.Platform.Storage;
using Azure;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Accounts.Platform.Processes;

/// <summary>Deletes expired rows once a day: answers for idempotent requests, attempts, counts of a day.</summary>
/// <remarks>Reads all partitions, which no request ever does. If it is interrupted, it continues on the next day.</remarks>
public sealed partial class PurgeExpired(TableServiceClient tables, TimeProvider time, ILogger<PurgeExpired> logger)
{
    /// <summary>Runs at 02:30 (UTC).</summary>
    [Function(nameof(PurgeExpired))]
    public async Task Run([TimerTrigger("0 30 2 * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var deleted = 0;
        foreach (var name in Tables.All)
        {
            var table = tables.GetTableClient(name);
            var expired = Rows.ExpiredBefore(time.GetUtcNow());
            await foreach (var row in table.QueryAsync<TableEntity>(expired, cancellationToken: cancellationToken))
            {
                // The ETag keeps a row that was reused after it was read.
                var deletion = new ChangeSet(row.PartitionKey).Delete(row.RowKey, row.ETag);
                if (await table.TryWriteAsync(deletion.Writes, cancellationToken) is null)
                    deleted++;
            }
        }

        LogDeleted(logger, deleted);
    }

    [LoggerMessage(LogLevel.Information, "Deleted {Count} expired rows")]
    private static partial void LogDeleted(ILogger logger, int count);
}
