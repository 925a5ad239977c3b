using System.Globalization;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Azure.Data.Tables;

namespace Accounts.Platform.Processes;

/// <summary>
/// Work for operators that no other table lists; within a kind, the longest waiting comes first. The process that waits adds
/// an item and removes it; both may happen twice.
/// </summary>
public sealed class WorkItems(TableServiceClient tables)
{
    [RowKey(Tables.WorkItems)]
    private const string Items = "item:";

    private readonly TableClient _table = tables.GetTableClient(Tables.WorkItems);

    /// <summary>Adds or replaces an item. One storage operation.</summary>
    /// <param name="kind">The kind of the item.</param>
    /// <param name="since">The time since when it waits.</param>
    /// <param name="subject">Identifies it within its kind.</param>
    /// <param name="value">The data that operators see.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task PutAsync<T>(string kind, DateTimeOffset since, string subject, T value, CancellationToken cancellationToken)
        where T : class =>
        _table.UpsertEntityAsync(Rows.Row(kind, KeyOf(since, subject), value), TableUpdateMode.Replace, cancellationToken);

    /// <summary>Removes an item, if it exists. One storage operation.</summary>
    public Task RemoveAsync(string kind, DateTimeOffset since, string subject, CancellationToken cancellationToken) =>
        _table.DeleteEntityAsync(kind, KeyOf(since, subject), cancellationToken: cancellationToken);

    /// <summary>One page of the items of a kind. One storage operation.</summary>
    public Task<Slice<T>> ListAsync<T>(string kind, PageRequest page, CancellationToken cancellationToken)
        where T : class => _table.PageAsync<T>(kind, Items, page, cancellationToken);

    private static string KeyOf(DateTimeOffset since, string subject) =>
        $"{Items}{since.UtcTicks.ToString("x16", CultureInfo.InvariantCulture)}:{subject}";
}
