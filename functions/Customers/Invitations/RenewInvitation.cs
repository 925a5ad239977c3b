using Accounts.Access;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Customers.Invitations;

/// <summary>
/// <c>POST /organizations/{organizationId}/invitations/{invitationId}/resend</c>: sends a new mail with a new link. The old link becomes
/// invalid.
/// </summary>
public sealed class RenewInvitation(InvitationStore invitations, InvitationSending sending, MailQuota quota)
{
    [Function("ResendInvitation")]
    [Allow(Who.LegalRepresentative | Who.Admin | Who.Operator)]
    [Operation(
        "Send an invitation again, with a new link",
        Gives = typeof(InvitationView),
        Status = StatusCodes.Status202Accepted,
        HasLocation = true,
        Fails = [typeof(InvitationEnded), typeof(TooManyMails), typeof(InvitationChanged)])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "organizations/{organizationId}/invitations/{invitationId}/resend")]
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
        // Checked before the mail counts against the quota.
        if (invitation.Value.State != InvitationState.Pending)
            return new InvitationEnded(invitation.Value.State);
        if (await quota.TakeAsync(
            invitation.Value.EmailKey,
            FormattableString.Invariant($"{invitationId}-{invitation.Value.Generation + 1}"),
            cancellationToken) is { } refused)
            return refused;
        return (
            await sending.RenewAsync(
                processes, organizationId, invitation, request.Actor(), cancellationToken)).Succeeded(out var renewed, out var failure)
            ? Answer.Accepted($"/api/organizations/{organizationId}/invitations/{invitationId}", InvitationView.Of(organizationId, renewed))
            : failure;
    }
}
