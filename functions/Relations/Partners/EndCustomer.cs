using Accounts.Access;
using Accounts.Customers.Invitations;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Relations.Partners;

/// <summary>
/// <c>DELETE /organizations/{organizationId}/customers/{customerId}</c>: the partner ends the partnership, or takes its
/// request back.
/// </summary>
public sealed class EndCustomer(
    CustomerStore customers, Partnerships partnerships, InvitationStore invitations, OrganizationStore organizations,
    InvitationEnding ending, TimeProvider time)
{
    [Function(nameof(EndCustomer))]
    [Allow(Who.LegalRepresentative | Who.Admin)]
    [Operation(
        "End the partnership with a customer",
        Description = "Access ends immediately, and both sides are notified. A request that has no answer yet is withdrawn. customerId is "
            + "the id of the request, or the customer number.",
        Status = StatusCodes.Status204NoContent,
        Fails = [typeof(InvitationChanged), typeof(TemporarilyUnavailable)])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "organizations/{organizationId}/customers/{customerId}")]
        HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string organizationId,
        string customerId,
        CancellationToken cancellationToken)
    {
        if (await customers.ResolveAsync(organizationId, customerId, cancellationToken) is not { } partnershipId
            || await invitations.FindAsync(organizationId, partnershipId, cancellationToken)
                is not { Value.Kind: InvitationKind.Customer } asked)
            return new NotFound();
        if (asked.Value.State == InvitationState.Pending)
        {
            var ended = asked.Value.End(InvitationState.Revoked, time.GetUtcNow());
            var refused = await ending.EndAsync(processes, new(organizationId, asked, ended, request.Actor()), cancellationToken);
            // Taken back twice, or declined or expired at the same moment: nothing is left to do.
            if (refused is null or InvitationEnded { State: not InvitationState.Accepted })
                return Answer.NoContent;
            // If it was accepted at the same moment, the partnership ends instead.
            if (refused is not InvitationEnded)
                return refused;
        }

        // Never accepted, or ended already: nothing is left to do.
        if (await customers.FindAsync(organizationId, partnershipId, cancellationToken) is not { Value: { EndedAt: null } customer })
            return Answer.NoContent;
        var named = await organizations.NameAsync(organizationId, asked.Value, cancellationToken);
        var partner = new ActingOrganization(organizationId, named.OrganizationName);
        var actor = request.Actor() with { Kind = ActorKind.Partner, Organization = partner };
        var process = await PartnershipProcess.AnnounceAsync(processes, organizationId, partnershipId, cancellationToken);
        var over = await partnerships.EndAsync(organizationId, customer, new(PartnershipEnd.Partner, actor), cancellationToken);
        if (over.Failure is { } failure)
            return failure;
        await processes.NotifyAsync(process);
        return Answer.NoContent;
    }
}
