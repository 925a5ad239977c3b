using System.Security.Cryptography;
using Accounts.Platform.Http;
using Azure;
using Azure.Data.Tables;

namespace Accounts.Platform.Storage;

/// <summary>
/// Read, decide, write: again, as long as other requests change the rows in between. The only place with a limit of such
/// rounds, and the only one that knows how the storage says that another request was first.
/// </summary>
public static class Rounds
{
    /// <summary>Requests that contend for a row get through one each round; more than this at a time are told to come again.</summary>
    public const int Limit = 100;

    // From then on with a random pause, so that many do not stay in step.
    private const int WithoutPause = 5;
    private const int LongestPause = 50;

    /// <summary>Rounds in a table of its own, whose changes are in no audit log.</summary>
    public static Task<Outcome<T>> RunAsync<T>(this TableClient table, Func<Task<Decision<T>>> decide, CancellationToken cancellationToken)
        where T : class => RunAsync(decide, changes => table.TryWriteAsync(changes.Writes, cancellationToken), cancellationToken);

    /// <summary>The same with another way to write.</summary>
    /// <param name="decide">Reads and decides; called once a round.</param>
    /// <param name="tryWrite">Gives the row that conflicted; null when all is written.</param>
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
    /// <returns>The row that conflicted; null when all is written.</returns>
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

    /// <summary>Waits before the next round, longer when there were many.</summary>
    public static Task PauseAsync(int round, CancellationToken cancellationToken) => round <= WithoutPause
        ? Task.CompletedTask
        : Task.Delay(RandomNumberGenerator.GetInt32(1, Math.Min(5 * round, LongestPause)), cancellationToken);

    // What is refused as a whole, such as too many rows, is a fault of ours and no conflict.
    private static RowWrite? ConflictOf(IReadOnlyList<RowWrite> writes, RequestFailedException e) => e switch
    {
        TableTransactionFailedException { FailedTransactionActionIndex: { } index } => writes.ElementAtOrDefault(index),
        TableTransactionFailedException => null,
        _ => writes.Count == 1 ? writes[0] : null,
    };
}
