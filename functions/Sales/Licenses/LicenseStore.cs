using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Sales.Orders;
using Azure;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;

namespace Accounts.Sales.Licenses;

/// <summary>Purchases and licenses of orders. An order's id names its organization, so it stands for both in these methods.</summary>
public sealed class LicenseStore(TableServiceClient tables, AuditLog audit)
{
    /// <summary>How long messages of the vendor are remembered; longer than it tries to send one.</summary>
    private static readonly TimeSpan MessagesKept = TimeSpan.FromDays(30);

    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>The purchase of a line; null while none has begun.</summary>
    public Task<Stored<Purchase>?> FindPurchaseAsync(OrderId order, int line, CancellationToken cancellationToken) =>
        _organizations.FindAsync<Purchase>(order.OrganizationId, LicenseRowKeys.Purchase(order.ToString(), line), cancellationToken);

    /// <summary>All purchases of an order, in the order of its lines; at most as many as an order has lines.</summary>
    public async Task<IReadOnlyList<Purchase>> PurchasesAsync(OrderId order, CancellationToken cancellationToken) =>
        [.. (await _organizations.AllAsync<Purchase>(order.OrganizationId, LicenseRowKeys.Purchases(order.ToString()), cancellationToken)).Select(row => row.Value)];

    /// <summary>Begins a purchase, unless it has begun.</summary>
    public async Task BeginAsync(OrderId order, int line, CancellationToken cancellationToken)
    {
        var purchase = new Purchase { Line = line, State = PurchaseState.Begun };
        var row = Rows.Row(order.OrganizationId, LicenseRowKeys.Purchase(order.ToString(), line), purchase);
        await TryWriteAsync(order, [new(TableTransactionActionType.Add, row)], AuditAction.LicensePurchaseStarted, line, cancellationToken);
    }

    /// <summary>Writes where a purchase stands, with the licenses that came of it.</summary>
    /// <param name="order">Whose line it is.</param>
    /// <param name="stored">The purchase as it was read.</param>
    /// <param name="changed">As it is to be.</param>
    /// <param name="licenses">At most 90.</param>
    /// <param name="withdrawal">What is not to be invoiced after all.</param>
    /// <param name="action">What this is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>False when somebody else was faster; nothing was written.</returns>
    public Task<bool> TryChangeAsync(
        OrderId order, Stored<Purchase> stored, Purchase changed, IEnumerable<License> licenses, OrderInvoiceDue? withdrawal, AuditAction action, CancellationToken cancellationToken) => TryWriteAsync(
        order,
        [
            new(TableTransactionActionType.UpdateReplace, Rows.Row(order.OrganizationId, stored.RowKey, changed), stored.Tag),
            .. licenses.Select(license => new TableTransactionAction(TableTransactionActionType.Add, Rows.Row(order.OrganizationId, LicenseRowKeys.License(license.OrderId, license.Id), license))),
            .. withdrawal is null ? (IEnumerable<TableTransactionAction>)[] : [InvoiceDueStore.Add(withdrawal)],
        ],
        action,
        changed.Line,
        cancellationToken);

    /// <summary>One license; null when there is none.</summary>
    public async Task<License?> FindAsync(OrderId order, string licenseId, CancellationToken cancellationToken) =>
        License.IsId(licenseId)
            ? (await _organizations.FindAsync<License>(order.OrganizationId, LicenseRowKeys.License(order.ToString(), licenseId), cancellationToken))?.Value
            : null;

    /// <summary>A page of the licenses of an order, in the order of its lines.</summary>
    public Task<Slice<License>> ListAsync(OrderId order, PageRequest page, CancellationToken cancellationToken) =>
        _organizations.PageAsync<License>(order.OrganizationId, LicenseRowKeys.Licenses(order.ToString()), page, cancellationToken);

    /// <summary>All licenses of an order, up to 5,000; for its delivery note. One storage operation per 1,000.</summary>
    public async Task<IReadOnlyList<License>> AllAsync(OrderId order, CancellationToken cancellationToken) =>
        [.. (await _organizations.AllAsync<License>(order.OrganizationId, LicenseRowKeys.Licenses(order.ToString()), cancellationToken)).Select(row => row.Value)];

    /// <summary>Remembers a message of the vendor.</summary>
    /// <returns>False when it was taken before.</returns>
    public async Task<bool> TakeMessageAsync(OrderId order, string messageId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var row = new TableEntity(order.OrganizationId, LicenseRowKeys.VendorMessage(messageId)) { [Rows.ExpiresColumn] = now + MessagesKept };
        try
        {
            await _organizations.AddEntityAsync(row, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == StatusCodes.Status409Conflict)
        {
            return false;
        }
    }

    private async Task<bool> TryWriteAsync(OrderId order, IEnumerable<TableTransactionAction> writes, AuditAction action, int line, CancellationToken cancellationToken)
    {
        try
        {
            var subject = new PurchaseReference(order, line).ToString();
            await audit.CommitAsync(order.OrganizationId, writes, new AuditEvent(action, Actor.System, subject), cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is StatusCodes.Status409Conflict or StatusCodes.Status412PreconditionFailed)
        {
            return false;
        }
    }
}
