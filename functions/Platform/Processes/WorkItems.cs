using System.Globalization;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Azure.Data.Tables;

namespace Accounts.Platform.Processes;

/// <summary>
/// What waits for a person and is listed nowhere else, longest first within a kind. The process that begins to wait puts it
/// here and takes it away; both may happen twice.
/// </summary>
public sealed class WorkItems(TableServiceClient tables)
{
    [RowKey(Tables.WorkItems)]
    private const string Items = "item:";

    private readonly TableClient _table = tables.GetTableClient(Tables.WorkItems);

    /// <summary>Puts one there, or replaces it. One storage operation.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="since">Since when it waits.</param>
    /// <param name="subject">Names it within its kind.</param>
    /// <param name="value">What is shown of it.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public Task PutAsync<T>(string kind, DateTimeOffset since, string subject, T value, CancellationToken cancellationToken)
        where T : class =>
        _table.UpsertEntityAsync(Rows.Row(kind, KeyOf(since, subject), value), TableUpdateMode.Replace, cancellationToken);

    /// <summary>Takes one away, if it is there. One storage operation.</summary>
    public Task RemoveAsync(string kind, DateTimeOffset since, string subject, CancellationToken cancellationToken) =>
        _table.DeleteEntityAsync(kind, KeyOf(since, subject), cancellationToken: cancellationToken);

    /// <summary>One page of a kind. One storage operation.</summary>
    public Task<Slice<T>> ListAsync<T>(string kind, PageRequest page, CancellationToken cancellationToken)
        where T : class => _table.PageAsync<T>(kind, Items, page, cancellationToken);

    private static string KeyOf(DateTimeOffset since, string subject) =>
        $"{Items}{since.UtcTicks.ToString("x16", CultureInfo.InvariantCulture)}:{subject}";
}
