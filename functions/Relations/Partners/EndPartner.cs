using Accounts.Access;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Relations.Partners;

/// <summary><c>DELETE /organizations/{organizationId}/partners/{partnerId}</c>: the customer ends the partnership.</summary>
public sealed class EndPartner(DelegationStore delegations, CustomerStore customers, Partnerships partnerships)
{
    [Function(nameof(EndPartner))]
    [Allow(Who.LegalRepresentative)]
    [Operation(
        "End the partnership with a partner",
        Description = "The partner's next request is refused, and both sides are notified.",
        Status = StatusCodes.Status204NoContent,
        MayMatch = true,
        Fails = [typeof(TemporarilyUnavailable)])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "organizations/{organizationId}/partners/{partnerId}")]
        HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string organizationId,
        string partnerId,
        CancellationToken cancellationToken)
    {
        if (!Ids.IsWellFormed(partnerId)
            || await delegations.FindPartnerAsync(organizationId, partnerId, cancellationToken) is not { } delegation
            || await customers.FindAsync(partnerId, delegation.Value.Id, cancellationToken) is not { } customer)
            return new NotFound();
        var process = await PartnershipProcess.AnnounceAsync(processes, partnerId, delegation.Value.Id, cancellationToken);
        var ending = new PartnershipEnding(PartnershipEnd.Customer, request.Actor(), record => ETags.CheckIfSent(request, record));
        var ended = await partnerships.EndAsync(partnerId, customer.Value, ending, cancellationToken);
        if (ended.Failure is { } failure)
            return failure;
        await processes.NotifyAsync(process);
        return Answer.NoContent;
    }
}
