using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Sales.Orders;
using Azure.Data.Tables;

namespace Accounts.Sales.Licenses;

/// <summary>
/// Purchases and licenses of orders. An order's id contains its organization, so it replaces the organization id in these
/// methods.
/// </summary>
public sealed class LicenseStore(TableServiceClient tables)
{
    /// <summary>How long messages of the vendor are remembered; longer than the vendor tries to send one.</summary>
    private static readonly TimeSpan MessagesKept = TimeSpan.FromDays(30);

    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>The purchase of a line; null while none has begun.</summary>
    public Task<Stored<Purchase>?> FindPurchaseAsync(OrderId order, int line, CancellationToken cancellationToken) =>
        _organizations.FindAsync<Purchase>(order.OrganizationId, LicenseRowKeys.Purchase(order.ToString(), line), cancellationToken);

    /// <summary>All purchases of an order, in the order of its lines; at most as many as an order has lines.</summary>
    public async Task<IReadOnlyList<Purchase>> PurchasesAsync(OrderId order, CancellationToken cancellationToken) =>
        (await _organizations.AllAsync<Purchase>(order.OrganizationId, LicenseRowKeys.Purchases(order.ToString()), cancellationToken))
            .Select(row => row.Value)
            .ToList();

    /// <summary>Begins the purchase of a line; conflicts when it has begun.</summary>
    public static ChangeSet Begin(PurchaseReference reference)
    {
        var purchase = new Purchase { Line = reference.Line, State = PurchaseState.Begun };
        return Change(reference, AuditAction.LicensePurchaseStarted)
            .Add(LicenseRowKeys.Purchase(reference.Order.ToString(), reference.Line), purchase);
    }

    /// <summary>Changes the purchase of a line. Its results can be added to the change.</summary>
    public static ChangeSet Change(PurchaseReference reference, Stored<Purchase> stored, Purchase changed, AuditAction action) =>
        Change(reference, action).Replace(stored, changed);

    /// <summary>The row of a new license.</summary>
    public static Stored<License> New(License license) => Stored.New(LicenseRowKeys.License(license.OrderId, license.Id), license);

    /// <summary>One license; null when there is none.</summary>
    public async Task<License?> FindAsync(OrderId order, string licenseId, CancellationToken cancellationToken)
    {
        if (!License.IsId(licenseId))
            return null;
        var key = LicenseRowKeys.License(order.ToString(), licenseId);
        return (await _organizations.FindAsync<License>(order.OrganizationId, key, cancellationToken))?.Value;
    }

    /// <summary>A page of the licenses of an order, in the order of its lines.</summary>
    public Task<Slice<License>> ListAsync(OrderId order, PageRequest page, CancellationToken cancellationToken) =>
        _organizations.PageAsync<License>(order.OrganizationId, LicenseRowKeys.Licenses(order.ToString()), page, cancellationToken);

    /// <summary>All licenses of an order, up to 5,000; for its delivery note. One storage operation per 1,000.</summary>
    public async Task<IReadOnlyList<License>> AllAsync(OrderId order, CancellationToken cancellationToken) =>
        (await _organizations.AllAsync<License>(order.OrganizationId, LicenseRowKeys.Licenses(order.ToString()), cancellationToken))
            .Select(row => row.Value)
            .ToList();

    /// <summary>Remembers a message of the vendor.</summary>
    /// <returns>False when it was accepted before.</returns>
    public async Task<bool> TakeMessageAsync(OrderId order, string messageId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var message = new ChangeSet(order.OrganizationId).Mark(LicenseRowKeys.VendorMessage(messageId), expiresAt: now + MessagesKept);
        return await _organizations.TryWriteAsync(message.Writes, cancellationToken) is null;
    }

    private static AuditedChange Change(PurchaseReference reference, AuditAction action) =>
        new(reference.Order.OrganizationId, new AuditEvent(action, Actor.System, reference.ToString()));
}
