namespace Accounts.Sales.Vendors;

/// <summary>
/// The vendor that licenses are bought from. An interface, although there is only one implementation so far: another vendor needs
/// only another adapter.
/// </summary>
public interface ILicenseVendor
{
    /// <summary>Buys licenses. Safe to repeat: one reference is one purchase, no matter how often it is sent.</summary>
    /// <exception cref="VendorUnavailable">Must be tried again: it is unknown whether it was bought.</exception>
    /// <exception cref="VendorMisunderstanding">The vendor does not accept our requests as they are.</exception>
    Task<VendorPurchase> PurchaseAsync(VendorOrder order, CancellationToken cancellationToken);

    /// <summary>The purchase with our reference; null when the vendor has none.</summary>
    /// <inheritdoc cref="PurchaseAsync" path="/exception"/>
    Task<VendorPurchase?> FindAsync(string reference, CancellationToken cancellationToken);

    /// <summary>Keys of an issued purchase, always in the same order. They are never written to a log or a process.</summary>
    /// <param name="reference">Our reference.</param>
    /// <param name="offset">How many to skip.</param>
    /// <param name="limit">How many to return at most, up to 100.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <inheritdoc cref="PurchaseAsync" path="/exception"/>
    Task<IReadOnlyList<string>> ListKeysAsync(string reference, int offset, int limit, CancellationToken cancellationToken);
}
