using Accounts.Sales.Orders;
using Microsoft.DurableTask.Client;

namespace Accounts.Sales.Services;

/// <summary>What a later group does with accepted performance records; it registers itself.</summary>
public interface IAcceptedRecords
{
    /// <summary>Handles a record that was accepted, by the customer or by silence. May run twice for one record.</summary>
    Task FollowAsync(OrderId order, string recordId, DurableTaskClient processes, CancellationToken cancellationToken);
}
