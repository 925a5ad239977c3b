using Accounts.Access;
using Accounts.Platform.Http;
using Accounts.Sales.Orders;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Relations.SubAccounts;

/// <summary>
/// <c>POST /organizations/{organizationId}/sub-accounts/{subAccountId}/activate</c>: an operator confirms that an ordered
/// account is set up.
/// </summary>
public sealed class ActivateSubAccount(SubAccountActivation activation)
{
    [Function(nameof(ActivateSubAccount))]
    [Allow(Who.Operator)]
    [Operation(
        "Confirm that an ordered sub-account is set up",
        Description = "An operator provisions what was ordered (lines of the sub-account) and confirms it here. The account becomes "
            + "active, its lines are delivered and charged to the main account that ordered them, and the orderer and the contact get "
            + "further information by mail. An active account remains active; if the order is cancelled, the call is refused.",
        Status = StatusCodes.Status204NoContent,
        Fails = [typeof(OrderNotInState), typeof(TemporarilyUnavailable)])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "organizations/{organizationId}/sub-accounts/{subAccountId}/activate")]
        HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string organizationId,
        string subAccountId,
        CancellationToken cancellationToken) =>
        await activation.ActivateAsync(processes, organizationId, subAccountId, request.Actor(), cancellationToken) is { } failure
            ? failure
            : Answer.NoContent;
}
