namespace Accounts.Sales.Vendors;

/// <summary>
/// The vendor that licenses are bought from. An interface, although there is one implementation so far: another vendor
/// comes by another adapter, and nothing else changes.
/// </summary>
public interface ILicenseVendor
{
    /// <summary>Buys. Safe to repeat: one reference is one purchase, however often it is asked for.</summary>
    /// <exception cref="VendorUnavailable">To be tried again: nobody knows whether it was bought.</exception>
    /// <exception cref="VendorMisunderstanding">The vendor does not take our requests as they are.</exception>
    Task<VendorPurchase> PurchaseAsync(VendorOrder order, CancellationToken cancellationToken);

    /// <summary>The purchase with our reference; null when the vendor has none.</summary>
    /// <inheritdoc cref="PurchaseAsync" path="/exception"/>
    Task<VendorPurchase?> FindAsync(string reference, CancellationToken cancellationToken);

    /// <summary>Keys of an issued purchase, always in the same order. They never go into a log or a process.</summary>
    /// <param name="reference">Ours.</param>
    /// <param name="offset">How many to pass over.</param>
    /// <param name="limit">Most to give, up to 100.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <inheritdoc cref="PurchaseAsync" path="/exception"/>
    Task<IReadOnlyList<string>> ListKeysAsync(string reference, int offset, int limit, CancellationToken cancellationToken);
}
