namespace Accounts.Sales.Licenses;

/// <summary>A license as lists show it.</summary>
/// <param name="Id">Id of the license within its order.</param>
/// <param name="Line">The line of the order that it belongs to.</param>
/// <param name="Sku">The product.</param>
/// <param name="ProductName">The product's name at the time of the order.</param>
/// <param name="Quantity">1 where there is a key; the line's quantity for cloud products.</param>
/// <param name="PurchasedAt">When it was bought; a cloud instance is live from then on.</param>
/// <param name="MaskedKey">The end of its key; absent for cloud products, which have none.</param>
/// <param name="Links">Absent without a key.</param>
public sealed record LicenseView(
    string Id, int Line, string Sku, string ProductName, int Quantity, DateTimeOffset PurchasedAt, string? MaskedKey, LicenseLinks? Links)
{
    public static LicenseView Of(License license) => new(
        license.Id,
        license.Line,
        license.Sku,
        license.Product,
        license.Quantity,
        license.PurchasedAt,
        license.MaskedKey,
        license.SealedKey is null ? null : new LicenseLinks($"/api/orders/{license.OrderId}/licenses/{license.Id}/reveal"));
}

/// <summary>What can be done with a license.</summary>
/// <param name="Reveal">Where the key is shown, by a POST.</param>
public sealed record LicenseLinks(string Reveal);

/// <summary>A license key in clear. It must not be stored or cached on its way to the user.</summary>
/// <param name="Id">Id of the license within its order.</param>
/// <param name="Key">The key.</param>
public sealed record RevealedKeyView(string Id, string Key);
