namespace Accounts.Sales.Vendors;

/// <summary>An order to the vendor.</summary>
/// <param name="Reference">Our reference, which names the purchase at the vendor.</param>
/// <param name="Product">The vendor's product code.</param>
/// <param name="Deployment"><c>cloud</c> or <c>dataCenter</c>.</param>
/// <param name="Quantity">How many licenses.</param>
/// <param name="Contact">The person who can see the licenses at the vendor.</param>
public sealed record VendorOrder(string Reference, string Product, string Deployment, int Quantity, VendorContact Contact);

/// <summary>A technical contact, as sent to the vendor.</summary>
/// <param name="Name">First and last name.</param>
/// <param name="Email">The address that the vendor sends its verification to.</param>
/// <param name="Account">The contact's account at the vendor, where it is known.</param>
public sealed record VendorContact(string Name, string Email, string? Account);

/// <summary>A purchase as the vendor reports it.</summary>
/// <param name="Reference">Our reference.</param>
/// <param name="State">State of the purchase.</param>
/// <param name="Keys">How many keys there are: 0 for cloud products, and while none are issued.</param>
/// <param name="PurchasedAt">When it was bought; null while it is not.</param>
/// <param name="Failure">With state failed: the vendor's code.</param>
public sealed record VendorPurchase(string Reference, VendorPurchaseState State, int Keys, DateTimeOffset? PurchasedAt, string? Failure);

/// <summary>State of a purchase at the vendor.</summary>
public enum VendorPurchaseState
{
    /// <summary>Accepted; the vendor is working on it.</summary>
    Processing,

    /// <summary>Bought, but the technical contact must verify an account before licenses are issued.</summary>
    AwaitingVerification,

    /// <summary>Licenses are issued; cloud instances are live.</summary>
    Issued,

    /// <summary>Nothing was bought, and nothing will be under this reference.</summary>
    Failed,
}
