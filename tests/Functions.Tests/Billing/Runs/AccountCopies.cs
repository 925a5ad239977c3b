using System.Globalization;
using Accounts.Billing.Charges;
using Accounts.Platform.Storage;
using Azure.Data.Tables;

namespace Accounts.Tests.Billing.Runs;

/// <summary>
/// Many accounts with something due, copied from the rows of one account under other numbers. To create them over HTTP would take
/// longer than the test itself.
/// </summary>
internal sealed class AccountCopies(TableServiceClient tables)
{
    private const int FirstNumber = 1_000_000;

    /// <summary>Adds copies of an account. It must be the only account with something due.</summary>
    public async Task AddAsync(string original, int count)
    {
        var account = await RowsAsync(Tables.Organizations, row => row.PartitionKey == original);
        var due = await RowsAsync(Tables.PayersDue, _ => true);
        for (var n = 1; n <= count; n++)
        {
            var id = (FirstNumber + n).ToString(CultureInfo.InvariantCulture);
            await tables.GetTableClient(Tables.Organizations).SubmitTransactionAsync(
                account.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, Copy(row, original, id))));
            foreach (var row in due)
            {
                var copy = Copy(row, original, id);
                copy.PartitionKey = $"{ChargeKeys.ShardOf(id):D2}{row.PartitionKey[2..]}";
                await tables.GetTableClient(Tables.PayersDue).UpsertEntityAsync(copy);
            }
        }
    }

    private async Task<IReadOnlyList<TableEntity>> RowsAsync(string table, Func<TableEntity, bool> which)
    {
        List<TableEntity> rows = [];
        await foreach (var row in tables.GetTableClient(table).QueryAsync<TableEntity>())
        {
            if (which(row))
                rows.Add(row);
        }

        return rows;
    }

    private static TableEntity Copy(TableEntity row, string from, string to)
    {
        var copy = new TableEntity();
        foreach (var (name, value) in row)
        {
            if (name is not ("odata.etag" or "Timestamp"))
                copy[name] = value is string text ? text.Replace(from, to, StringComparison.Ordinal) : value;
        }

        return copy;
    }
}
