using Accounts.Billing.Invoices;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Azure.Data.Tables;

namespace Accounts.Billing.Payments;

/// <summary>
/// What is known of transfers. Which invoice one belongs to is decided once, and written before the money is: an import that runs
/// again finds it, also when other invoices are open by then. Who has sent some is known by a hash of the account or the name.
/// </summary>
public sealed class TransferStore(TableServiceClient tables)
{
    /// <summary>Most accounts that one sender is known for; one that pays for more is left to people.</summary>
    public const int MostAccounts = 20;

    [RowKey(Tables.Transfers)]
    private const string Decided = "decided";

    [RowKey(Tables.Transfers)]
    private const string Accounts = "account:";

    private readonly TableClient _table = tables.GetTableClient(Tables.Transfers);

    /// <summary>What was decided of a transfer; null when nothing was. One storage operation.</summary>
    public async Task<DecidedTransfer?> FindAsync(string transferId, CancellationToken cancellationToken) =>
        (await _table.FindAsync<DecidedTransfer>(transferId, Decided, cancellationToken))?.Value;

    /// <summary>Decides on a transfer, unless another import has: then that counts.</summary>
    public async Task<DecidedTransfer> DecideAsync(string transferId, DecidedTransfer decided, CancellationToken cancellationToken)
    {
        var change = new ChangeSet(transferId).Add(Decided, decided);
        return await _table.TryWriteAsync(change.Writes, cancellationToken) is null
            ? decided
            : (await FindAsync(transferId, cancellationToken))!;
    }

    /// <summary>Notes that somebody pays for an account. Safe to run twice.</summary>
    public async Task KnowAsync(Sender sender, string organizationId, CancellationToken cancellationToken)
    {
        foreach (var partition in sender.Partitions)
        {
            var row = Rows.Row(partition, Accounts + organizationId, new PaidAccount(organizationId));
            await _table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
        }
    }

    /// <summary>
    /// The accounts that somebody is known to pay for: by the bank account, or, where nothing is known of that, by the name. One more
    /// than <see cref="MostAccounts"/> when there are more. Two storage operations at the most.
    /// </summary>
    public async Task<IReadOnlyList<string>> AccountsOfAsync(Sender sender, CancellationToken cancellationToken)
    {
        foreach (var partition in sender.Partitions)
        {
            var page = await _table.PageAsync<PaidAccount>(partition, Accounts, new PageRequest(MostAccounts + 1, ""), cancellationToken);
            if (page.Items.Count > 0)
                return [.. page.Items.Select(item => item.Value.OrganizationId)];
        }

        return [];
    }

    private sealed record PaidAccount(string OrganizationId);
}

/// <summary>What was decided of a transfer.</summary>
/// <param name="Invoice">What it pays; null when people decide.</param>
public sealed record DecidedTransfer(InvoiceRef? Invoice);

/// <summary>Who sends a transfer.</summary>
/// <param name="Iban">The account; null when the bank does not say it.</param>
/// <param name="Name">The name; null when the bank does not say it.</param>
public sealed record Sender(string? Iban, string? Name)
{
    /// <summary>Under which it is known, the surest first.</summary>
    public IReadOnlyList<string> Partitions =>
    [
        .. new[]
        {
            Platform.Values.Iban.Parse(Iban).Value is { } iban ? "sender-" + Hashes.Of("iban\n" + iban)[..32] : null,
            DebtorName.Of(Name) is { } name ? "sender-" + Hashes.Of("name\n" + name)[..32] : null,
        }.OfType<string>(),
    ];
}
