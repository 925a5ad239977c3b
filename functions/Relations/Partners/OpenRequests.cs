using Accounts.Access;
using Accounts.Customers.Invitations;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Relations.Partners;

/// <summary>The requests of a partner that wait for their answers; each step may run twice.</summary>
public sealed class OpenRequests(InvitationStore invitations, InvitationEnding ending, OrganizationStore organizations, TimeProvider time)
{
    /// <summary>
    /// After the loss of partner status: takes the requests back, so that nobody is reminded of what cannot be accepted;
    /// unless it has been given back.
    /// </summary>
    /// <returns>Where the next page begins; null after the last.</returns>
    [Function(nameof(TakeBackRequests))]
    public async Task<string?> TakeBackRequests(
        [ActivityTrigger] PartnershipPage page, [DurableClient] DurableTaskClient processes, CancellationToken cancellationToken)
    {
        if (await organizations.FindAsync(page.OrganizationId, cancellationToken) is { Value.IsPartner: true })
            return null;
        // All invitations, not the list of customers: that follows them, and may not have the latest.
        var slice = await invitations.ListAsync(page.OrganizationId, new PageRequest(PageRequest.MaxLimit, page.After), cancellationToken);
        foreach (var request in slice.Items.Where(item => item.Value is { Kind: InvitationKind.Customer, State: InvitationState.Pending }))
        {
            var ended = request.Value.End(InvitationState.Revoked, time.GetUtcNow());
            var refused = await ending.EndAsync(processes, new(page.OrganizationId, request, ended, Actor.System), cancellationToken);
            // Answered or sent anew meanwhile; what is open still is found when the step runs again.
            if (refused is not (null or InvitationEnded))
                throw new TimeoutException("A request could not be taken back.");
        }

        return slice.Next;
    }
}
