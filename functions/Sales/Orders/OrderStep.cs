using Accounts.Platform.Documents;

namespace Accounts.Sales.Orders;

/// <summary>A step of an order.</summary>
/// <param name="After">The order as it will be; the events are counted when it is written.</param>
/// <param name="Events">Events of the step, for the timeline.</param>
public sealed record OrderStep(Order After, IReadOnlyList<OrderEvent> Events)
{
    /// <summary>
    /// Documents that are issued with it. The audit log keeps their hashes, so that a changed row alone cannot make another
    /// document look genuine.
    /// </summary>
    public IReadOnlyList<StoredDocument> Issued { get; init; } = [];
}
