using Accounts.Platform.Storage;
using Azure;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Accounts.Platform.Processes;

/// <summary>Deletes, once a day, the rows that have had their time: answers to repeat, attempts, counts of a day.</summary>
/// <remarks>Reads all partitions, which no request ever does. Stopped half way, it goes on the next day.</remarks>
public sealed partial class PurgeExpired(TableServiceClient tables, TimeProvider time, ILogger<PurgeExpired> logger)
{
    /// <summary>The function, at half past two in the night (UTC).</summary>
    [Function(nameof(PurgeExpired))]
    public async Task Run([TimerTrigger("0 30 2 * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var deleted = 0;
        foreach (var name in Tables.All)
        {
            var table = tables.GetTableClient(name);
            var expired = TableClient.CreateQueryFilter($"ExpiresAt lt {time.GetUtcNow()}");
            await foreach (var row in table.QueryAsync<TableEntity>(expired, cancellationToken: cancellationToken))
            {
                // A row that is in use again since it was read stays.
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
