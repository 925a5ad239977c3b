using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Invitations;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Mail;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Azure;
using Microsoft.AspNetCore.Http;

namespace Accounts.Relations.SubAccounts;

/// <summary>
/// Accepting to become a sub-account. The mail goes to one legal representative; any of them may answer, and nobody else,
/// whoever has the link.
/// </summary>
[TakesPartIn(nameof(AnswerInvitation.AcceptInvitation),
    Fails =
    [
        typeof(NotLegalRepresentative),
        typeof(IsSubAccount),
        typeof(AlreadySubAccount),
        typeof(HasSubAccounts),
        typeof(LinkInProgress),
        typeof(TooManySubAccounts),
    ])]
[TakesPartIn(nameof(AnswerInvitation.DeclineInvitation), Fails = [typeof(NotLegalRepresentative)])]
public sealed class AcceptLink(
    Linking linking,
    SubAccountStore subAccounts,
    InvitationEnding ending,
    MemberStore members,
    OrganizationStore organizations,
    AuditLog audit,
    TimeProvider time) : IInvitationKind
{
    private const int MaxTries = 20;

    /// <inheritdoc />
    public bool IsFor(InvitationKind kind) => kind == InvitationKind.SubAccount;

    /// <inheritdoc />
    public async Task<Failure?> RefuseAsync(Caller caller, Invitation invitation, CancellationToken cancellationToken) =>
        await FindRepresentativeAsync(invitation.SubAccountId!, caller, cancellationToken) is null ? new NotLegalRepresentative() : null;

    /// <inheritdoc />
    public async Task<IResult> AcceptAsync(AcceptanceRequest request, CancellationToken cancellationToken)
    {
        var (caller, invitation, now) = (request.Http.Caller(), request.Invitation.Value, time.GetUtcNow());
        var link = new AccountLink(request.OrganizationId, invitation.SubAccountId!, Ids.New(now));
        var ended = invitation.End(InvitationState.Accepted, now, caller.UserId);
        var refused = await linking.LinkAsync(
            request.Processes,
            link,
            () => ReserveAsync(link, caller, cancellationToken),
            writes => ending.EndAsync(
                request.Processes, link.MainId, request.Invitation, ended, request.Http.Actor(), member: null, new InvitationFruit(writes, new LinkInProgress()), cancellationToken),
            cancellationToken);
        if (refused is not null)
            return refused;
        var organization = await organizations.FindAsync(link.SubId, cancellationToken) ?? throw new InvalidOperationException("A linked account is gone.");
        return Answer.Ok(MyOrganization.Of(new Membership(link.SubId, organization.Value.Name, Role.LegalRepresentative)));
    }

    /// <inheritdoc />
    public MailContent? TextOf(InvitationMail mail, Invitation invitation, Uri link) =>
        LinkMails.Of(mail, invitation, invitation.SubAccountId!, link);

    private async Task<Failure?> ReserveAsync(AccountLink link, Caller caller, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            if (await FindRepresentativeAsync(link.SubId, caller, cancellationToken) is not { } representative)
                return new NotLegalRepresentative();
            var place = await subAccounts.FindPlaceAsync(link.SubId, cancellationToken);
            if (place.Value is { IsLinked: false, LinkId: { } earlier } && place.Value.MainId == link.MainId)
            {
                // By an earlier answer to the same question, which has died or is slow; it is finished, or makes way.
                await linking.SettleAsync(link with { Id = earlier }, cancellationToken);
                continue;
            }

            if (place.Value.RefuseMainAccount() is { } refused)
                return refused;
            var reserved = place with { Value = new Place { MainId = link.MainId, LinkId = link.Id } };
            var actor = new Actor(ActorKind.Member, caller.UserId, caller.Name ?? caller.Email?.ToString(), representative.Value.Role);
            try
            {
                // With the member as it is: whoever loses the role at this moment has not agreed.
                await audit.CommitAsync(
                    link.SubId,
                    [Writes.Put(link.SubId, reserved), Writes.Put(link.SubId, representative)],
                    new AuditEvent(AuditAction.MainAccountAccepted, actor, link.MainId),
                    cancellationToken);
                return null;
            }
            catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
            {
                // Somebody else was faster with one of the two, or we were, and the answer of the storage got lost.
                if ((await subAccounts.FindPlaceAsync(link.SubId, cancellationToken)).Value == reserved.Value)
                    return null;
            }
        }

        return new TemporarilyUnavailable();
    }

    private async Task<Stored<Member>?> FindRepresentativeAsync(string subId, Caller caller, CancellationToken cancellationToken) =>
        await members.FindAsync(subId, caller.UserId, cancellationToken) is { Value: { Login: null, Role: Role.LegalRepresentative } } member ? member : null;
}
