using Accounts.Access;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Customers.Invitations;

/// <summary>
/// <c>DELETE /organizations/{organizationId}/invitations/{invitationId}</c>: revokes an open invitation. Its link is invalid at once.
/// </summary>
public sealed class RevokeInvitation(InvitationStore invitations, InvitationEnding ending, TimeProvider time)
{
    [Function(nameof(RevokeInvitation))]
    [Allow(Who.LegalRepresentative | Who.Admin | Who.Operator)]
    [Operation(
        "Revoke an invitation", Status = StatusCodes.Status204NoContent, Fails = [typeof(InvitationEnded), typeof(InvitationChanged)])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "organizations/{organizationId}/invitations/{invitationId}")]
        HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string organizationId,
        string invitationId,
        CancellationToken cancellationToken)
    {
        if (!Ids.IsWellFormed(invitationId)
            || await invitations.FindAsync(organizationId, invitationId, cancellationToken) is not { } invitation
            || !invitation.Value.IsFor(request.Acting()))
            return new NotFound();
        // Already revoked: there is nothing left to do.
        if (invitation.Value.State == InvitationState.Revoked)
            return Answer.NoContent;
        if (invitation.Value.State != InvitationState.Pending)
            return new InvitationEnded(invitation.Value.State);
        var ended = invitation.Value.End(InvitationState.Revoked, time.GetUtcNow());
        var refused = await ending.EndAsync(processes, new(organizationId, invitation, ended, request.Actor()), cancellationToken);
        return refused is null or InvitationEnded { State: InvitationState.Revoked } ? Answer.NoContent : refused;
    }
}
