using Accounts.Access;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Mail;
using Microsoft.AspNetCore.Http;

namespace Accounts.Customers.Invitations;

/// <summary>Accepts invitations to become a member, including that of the first owner.</summary>
public sealed class JoinOrganization(
    InvitationEnding ending, MemberStore members, OrganizationStore organizations, TimeProvider time) : IInvitationKind
{
    /// <inheritdoc />
    public bool IsFor(InvitationKind kind) => kind is InvitationKind.Member or InvitationKind.Owner;

    /// <inheritdoc />
    public async Task<IResult> AcceptAsync(AcceptanceRequest request, CancellationToken cancellationToken)
    {
        var (caller, invitation, now) = (request.Http.Caller(), request.Invitation.Value, time.GetUtcNow());
        var member = new Member(
            caller.UserId,
            invitation.Email,
            caller.Name,
            invitation.Role!.Value,
            now,
            Version: 1)
        { InvitationId = invitation.Id, PersonAt = caller.IssuedAt };
        var ended = invitation.End(InvitationState.Accepted, now, caller.UserId);
        var end = new InvitationEnd(request.OrganizationId, request.Invitation, ended, request.Http.Actor()) { Member = member };
        if (await ending.EndAsync(request.Processes, end, cancellationToken) is { } refused)
            return refused;
        // The process does this too, in case this request crashes. It is done here so that the next screen shows it.
        await members.SyncMembershipAsync(request.OrganizationId, caller.UserId, cancellationToken);
        var named = await organizations.NameAsync(request.OrganizationId, invitation, cancellationToken);
        return Answer.Ok(MyOrganization.Of(new Membership(request.OrganizationId, named.OrganizationName, member.Role)));
    }

    /// <inheritdoc />
    public Task CompleteAsync(AcceptanceRequest request, CancellationToken cancellationToken) =>
        members.SyncMembershipAsync(request.OrganizationId, request.Http.Caller().UserId, cancellationToken);

    /// <inheritdoc />
    public MailContent? TextOf(InvitationMail mail, Invitation invitation, Uri link) => InvitationTexts.Of(mail, invitation, link);
}
