using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Accounts.Platform.Storage;
using Azure.Data.Tables;

namespace Accounts.Sales.Licenses;

/// <summary>
/// The data keys that seal license keys, one per organization. A row holds the wrapped key (<see cref="IKeyWrap"/>). The
/// unwrapped key is only in memory, and only for a while.
/// </summary>
public sealed class DataKeys(TableServiceClient tables, IKeyWrap wrap, TimeProvider time)
{
    /// <summary>
    /// How long an unwrapped key is used before it is unwrapped again. A key that is revoked in Key Vault still works for that
    /// long.
    /// </summary>
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private const int MaxKept = 1000;

    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);
    private readonly ConcurrentDictionary<string, (byte[] Key, DateTimeOffset Until)> _unwrapped = new(StringComparer.Ordinal);

    /// <summary>The organization's key; created when it has none.</summary>
    public async Task<byte[]> OfAsync(string organizationId, CancellationToken cancellationToken)
    {
        if (_unwrapped.TryGetValue(organizationId, out var known) && time.GetUtcNow() < known.Until)
            return known.Key;
        var row = await FindAsync(organizationId, cancellationToken) ?? await MakeAsync(organizationId, cancellationToken);
        var key = await wrap.UnwrapAsync(row.Value, cancellationToken);
        if (_unwrapped.Count >= MaxKept)
            _unwrapped.Clear();
        _unwrapped[organizationId] = (key, time.GetUtcNow() + Kept);
        return key;
    }

    /// <summary>
    /// Rewraps the organization's key with the current version of the wrapping key, if an older one was used. Sealed data stays
    /// as it is.
    /// </summary>
    /// <returns>Whether it was rewrapped.</returns>
    public async Task<bool> RewrapAsync(string organizationId, CancellationToken cancellationToken)
    {
        if (await FindAsync(organizationId, cancellationToken) is not { } row
            || row.Value.KeyId == await wrap.CurrentKeyIdAsync(cancellationToken))
            return false;
        var rewrapped = await wrap.WrapAsync(await wrap.UnwrapAsync(row.Value, cancellationToken), cancellationToken);
        // A conflict: another run has done it at the same moment.
        return await _organizations.TryWriteAsync(new ChangeSet(organizationId).Replace(row, rewrapped).Writes, cancellationToken) is null;
    }

    /// <summary>The organizations that have a key; reads all partitions.</summary>
    public async IAsyncEnumerable<string> OwnersAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"RowKey eq {LicenseRowKeys.DataKey}");
        var rows = _organizations.QueryAsync<TableEntity>(filter, select: ["PartitionKey"], cancellationToken: cancellationToken);
        await foreach (var row in rows)
            yield return row.PartitionKey;
    }

    private Task<Stored<WrappedKey>?> FindAsync(string organizationId, CancellationToken cancellationToken) =>
        _organizations.FindAsync<WrappedKey>(organizationId, LicenseRowKeys.DataKey, cancellationToken);

    private async Task<Stored<WrappedKey>> MakeAsync(string organizationId, CancellationToken cancellationToken)
    {
        var made = await wrap.WrapAsync(RandomNumberGenerator.GetBytes(SecretBox.KeyLength), cancellationToken);
        // A conflict: another request created one at the same moment, and that one counts.
        await _organizations.TryWriteAsync(new ChangeSet(organizationId).Add(LicenseRowKeys.DataKey, made).Writes, cancellationToken);

        // Always read back: nothing may be sealed with a key that is not stored.
        return await FindAsync(organizationId, cancellationToken) ?? throw new InvalidOperationException("Data keys are never deleted.");
    }
}
