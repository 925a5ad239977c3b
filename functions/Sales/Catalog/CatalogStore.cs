using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Azure.Data.Tables;

namespace Accounts.Sales.Catalog;

/// <summary>The products, in one partition.</summary>
public sealed class CatalogStore(TableServiceClient tables)
{
    private const string Partition = "catalog";

    private readonly TableClient _catalog = tables.GetTableClient(Tables.Catalog);

    /// <summary>One product; null when there is none.</summary>
    public Task<Stored<Product>?> FindAsync(string sku, CancellationToken cancellationToken) =>
        _catalog.FindAsync<Product>(Partition, ProductKeys.Product(sku), cancellationToken);

    /// <summary>Products in the order of their SKUs.</summary>
    public Task<Slice<Product>> ListAsync(PageRequest page, CancellationToken cancellationToken) =>
        _catalog.PageAsync<Product>(Partition, ProductKeys.Products, page, cancellationToken);

    /// <summary>
    /// The named products that exist. One storage operation per 1,000 products between the first and the last name, so only one
    /// for now.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, Product>> FindAllAsync(
        IReadOnlyCollection<string> skus, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, Product>(StringComparer.Ordinal);
        var wanted = skus.Where(ProductDraft.IsSku).Order(StringComparer.Ordinal).ToList();
        if (wanted.Count == 0)
            return found;
        var (first, last) = (ProductKeys.Product(wanted[0]), ProductKeys.Product(wanted[^1]));
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey ge {first} and RowKey le {last}");
        await foreach (var row in _catalog.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            if (wanted.BinarySearch(row.RowKey[ProductKeys.Products.Length..], StringComparer.Ordinal) < 0)
                continue;
            var product = Rows.Read<Product>(row).Value;
            found[product.Sku] = product;
        }

        return found;
    }

    /// <summary>Writes a new product, or replaces the one that was read.</summary>
    /// <returns>False when another request has written it in the meantime.</returns>
    public async Task<bool> TryPutAsync(Stored<Product>? before, Product after, CancellationToken cancellationToken)
    {
        var change = new ChangeSet(Partition).Replace(before ?? Stored.New(ProductKeys.Product(after.Sku), after), after);
        return await _catalog.TryWriteAsync(change.Writes, cancellationToken) is null;
    }
}
