using Accounts.Billing.Invoices;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Azure.Data.Tables;

namespace Accounts.Billing.Payments;

/// <summary>
/// What is known about transfers. Which invoice a transfer pays is decided once, and written before the payment: an import that runs
/// again uses the same decision, even if other invoices are open by then. Senders are stored as a hash of their bank account or name.
/// </summary>
public sealed class TransferStore(TableServiceClient tables)
{
    /// <summary>
    /// Maximum number of accounts that a sender is known for. Transfers of a sender that pays for more are left to people.
    /// </summary>
    public const int MostAccounts = 20;

    [RowKey(Tables.Transfers)]
    private const string Decided = "decided";

    [RowKey(Tables.Transfers)]
    private const string Accounts = "account:";

    private readonly TableClient _table = tables.GetTableClient(Tables.Transfers);

    /// <summary>The decision about a transfer; null if there is none. One storage operation.</summary>
    public async Task<DecidedTransfer?> FindAsync(string transferId, CancellationToken cancellationToken) =>
        (await _table.FindAsync<DecidedTransfer>(transferId, Decided, cancellationToken))?.Value;

    /// <summary>Stores a decision about a transfer. If another import has decided before, its decision is returned.</summary>
    public async Task<DecidedTransfer> DecideAsync(string transferId, DecidedTransfer decided, CancellationToken cancellationToken)
    {
        var change = new ChangeSet(transferId).Add(Decided, decided);
        return await _table.TryWriteAsync(change.Writes, cancellationToken) is null
            ? decided
            : (await FindAsync(transferId, cancellationToken))!;
    }

    /// <summary>Notes that a sender pays for an account. Safe to run twice.</summary>
    public async Task KnowAsync(Sender sender, string organizationId, CancellationToken cancellationToken)
    {
        foreach (var partition in sender.Partitions)
        {
            var row = Rows.Row(partition, Accounts + organizationId, new PaidAccount(organizationId));
            await _table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
        }
    }

    /// <summary>
    /// The accounts that a sender is known to pay for: by bank account, or by name if the bank account is unknown. If there are more than
    /// <see cref="MostAccounts"/>, one more than that is returned. At most two storage operations.
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

/// <summary>The decision about a transfer.</summary>
/// <param name="Invoice">The invoice that it pays; null if people must decide.</param>
public sealed record DecidedTransfer(InvoiceRef? Invoice);

/// <summary>The sender of a transfer.</summary>
/// <param name="Iban">The bank account; null if the bank does not say it.</param>
/// <param name="Name">The name; null if the bank does not say it.</param>
public sealed record Sender(string? Iban, string? Name)
{
    /// <summary>The partitions in which the sender is stored, the most reliable first.</summary>
    public IReadOnlyList<string> Partitions =>
    [
        .. new[]
        {
            Platform.Values.Iban.Parse(Iban).Value is { } iban ? "sender-" + Hashes.Of("iban\n" + iban)[..32] : null,
            DebtorName.Of(Name) is { } name ? "sender-" + Hashes.Of("name\n" + name)[..32] : null,
        }.OfType<string>(),
    ];
}
