using Accounts.Platform.Storage;

namespace Accounts.Sales.Catalog;

/// <summary>Keys of the catalog.</summary>
public static class ProductKeys
{
    /// <summary>Prefix of the products.</summary>
    [RowKey(Tables.Catalog)]
    public const string Products = "product:";

    /// <summary>One product.</summary>
    public static string Product(string sku) => Products + sku;
}
