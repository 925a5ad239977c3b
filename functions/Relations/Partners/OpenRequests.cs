using Accounts.Access;
using Accounts.Customers.Invitations;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Relations.Partners;

/// <summary>The open requests of a partner. Each step may run twice.</summary>
public sealed class OpenRequests(InvitationStore invitations, InvitationEnding ending, OrganizationStore organizations, TimeProvider time)
{
    /// <summary>
    /// After the loss of partner status: revokes the requests, so that nobody is reminded of a request that cannot be accepted.
    /// Does nothing when the status was given back.
    /// </summary>
    /// <returns>Where the next page begins; null after the last.</returns>
    [Function(nameof(TakeBackRequests))]
    public async Task<string?> TakeBackRequests(
        [ActivityTrigger] PartnershipPage page, [DurableClient] DurableTaskClient processes, CancellationToken cancellationToken)
    {
        if (await organizations.FindAsync(page.OrganizationId, cancellationToken) is { Value.IsPartner: true })
            return null;
        // Reads all invitations, not the list of customers: that list is updated later and may miss the latest ones.
        var slice = await invitations.ListAsync(page.OrganizationId, new PageRequest(PageRequest.MaxLimit, page.After), cancellationToken);
        foreach (var request in slice.Items.Where(item => item.Value is { Kind: InvitationKind.Customer, State: InvitationState.Pending }))
        {
            var ended = request.Value.End(InvitationState.Revoked, time.GetUtcNow());
            var refused = await ending.EndAsync(processes, new(page.OrganizationId, request, ended, Actor.System), cancellationToken);
            // Answered or resent in the meantime. Requests that are still open are found when the step runs again.
            if (refused is not (null or InvitationEnded))
                throw new TimeoutException("A request could not be withdrawn.");
        }

        return slice.Next;
    }
}
