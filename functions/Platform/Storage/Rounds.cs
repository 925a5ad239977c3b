using System.Security.Cryptography;
using Accounts.Platform.Http;
using Azure;
using Azure.Data.Tables;

namespace Accounts.Platform.Storage;

/// <summary>
/// Reads, decides and writes, and repeats this as long as other requests change the rows in between. Only this class limits
/// the number of rounds and knows how the storage reports a conflict.
/// </summary>
public static class Rounds
{
    /// <summary>In each round one of the contending requests succeeds. A request that needs more rounds fails with 503.</summary>
    public const int Limit = 100;

    // Later rounds begin with a random pause, so that contending requests do not stay in step.
    private const int WithoutPause = 5;
    private const int LongestPause = 50;

    /// <summary>Rounds for a table without an audit log.</summary>
    public static Task<Outcome<T>> RunAsync<T>(this TableClient table, Func<Task<Decision<T>>> decide, CancellationToken cancellationToken)
        where T : class => RunAsync(decide, changes => table.TryWriteAsync(changes.Writes, cancellationToken), cancellationToken);

    /// <summary>The same with another way to write.</summary>
    /// <param name="decide">Reads and decides; called once per round.</param>
    /// <param name="tryWrite">Returns the row that conflicted; null when all rows are written.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public static async Task<Outcome<T>> RunAsync<T>(
        Func<Task<Decision<T>>> decide, Func<ChangeSet, Task<RowWrite?>> tryWrite, CancellationToken cancellationToken)
        where T : class
    {
        for (var round = 1; round <= Limit; round++)
        {
            var decision = await decide();
            if (decision.Changes is not { } changes)
                return decision.Outcome;
            if (await tryWrite(changes) is not { } conflict)
            {
                await changes.FinishAsync();
                return decision.Outcome;
            }

            if (conflict.Conflict is { } failure)
                return failure;
            await PauseAsync(round, cancellationToken);
        }

        return new TemporarilyUnavailable();
    }

    /// <summary>Writes all rows or none; one storage operation.</summary>
    /// <returns>The row that conflicted; null when all rows are written.</returns>
    public static async Task<RowWrite?> TryWriteAsync(
        this TableClient table, IReadOnlyList<RowWrite> writes, CancellationToken cancellationToken)
    {
        try
        {
            await (writes switch
            {
                [{ Action: { ActionType: TableTransactionActionType.Add } add }] =>
                    table.AddEntityAsync((TableEntity)add.Entity, cancellationToken),
                [{ Action: { ActionType: TableTransactionActionType.UpdateReplace } replace }] =>
                    table.UpdateEntityAsync((TableEntity)replace.Entity, replace.ETag, TableUpdateMode.Replace, cancellationToken),
                _ => (Task)table.SubmitTransactionAsync(writes.Select(write => write.Action), cancellationToken),
            });
            return null;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 409 or 412 && ConflictOf(writes, e) is not null)
        {
            return ConflictOf(writes, e);
        }
    }

    /// <summary>Waits before the next round, longer after many rounds.</summary>
    public static Task PauseAsync(int round, CancellationToken cancellationToken) => round <= WithoutPause
        ? Task.CompletedTask
        : Task.Delay(RandomNumberGenerator.GetInt32(1, Math.Min(5 * round, LongestPause)), cancellationToken);

    // A transaction that is refused as a whole, such as one with too many rows, is a bug of ours and not a conflict.
    private static RowWrite? ConflictOf(IReadOnlyList<RowWrite> writes, RequestFailedException e) => e switch
    {
        TableTransactionFailedException { FailedTransactionActionIndex: { } index } => writes.ElementAtOrDefault(index),
        TableTransactionFailedException => null,
        _ => writes.Count == 1 ? writes[0] : null,
    };
}
