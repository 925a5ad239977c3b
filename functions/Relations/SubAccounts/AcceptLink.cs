using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Invitations;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Mail;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;

namespace Accounts.Relations.SubAccounts;

/// <summary>
/// Accepts or declines to become a sub-account. The mail goes to one legal representative. Any of them may answer, but nobody
/// else, even with the link.
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
    TimeProvider time) : IInvitationKind
{
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
        var end = ending.Ending(request.Processes, new(link.MainId, request.Invitation, ended, request.Http.Actor()), cancellationToken);
        var linked = await linking.LinkAsync<Done>(
            new(request.Processes, link.MainId) { Reserve = () => ReserveAsync(link, caller, cancellationToken), List = _ => end() },
            cancellationToken);
        if (linked.Failure is { } refused)
            return refused;
        var organization = await organizations.FindAsync(link.SubId, cancellationToken)
            ?? throw new InvalidOperationException("A linked account is gone.");
        return Answer.Ok(MyOrganization.Of(new Membership(link.SubId, organization.Value.Name, Role.LegalRepresentative)));
    }

    /// <inheritdoc />
    public IReadOnlyList<string> ConsentTo(Invitation invitation) => LinkMails.ConsentTo(invitation.Language, invitation.OrganizationName);

    /// <inheritdoc />
    public async Task CompleteAsync(AcceptanceRequest request, CancellationToken cancellationToken)
    {
        var mainId = request.OrganizationId;
        if (await subAccounts.FindAsync(mainId, request.Invitation.Value.SubAccountId!, cancellationToken) is { } listed)
            await linking.SettleAsync(mainId, [listed.Value], cancellationToken);
    }

    /// <inheritdoc />
    public MailContent? TextOf(InvitationMail mail, Invitation invitation, Uri link) =>
        LinkMails.Of(mail, invitation, invitation.SubAccountId!, link);

    private async Task<Decision<AccountLink>> ReserveAsync(AccountLink link, Caller caller, CancellationToken cancellationToken)
    {
        if (await FindRepresentativeAsync(link.SubId, caller, cancellationToken) is not { } representative)
            return new NotLegalRepresentative();
        var place = await subAccounts.FindPlaceAsync(link.SubId, cancellationToken);
        while (place.Value is { IsLinked: false, LinkId: { } earlier } && place.Value.MainId == link.MainId)
        {
            // An earlier answer to the same question holds the place: it is slow, or its host crashed. It is finished or released
            // here.
            await linking.SettleAsync(link with { Id = earlier }, cancellationToken);
            place = await subAccounts.FindPlaceAsync(link.SubId, cancellationToken);
        }

        if (place.Value.RefuseMainAccount() is { } refused)
            return refused;
        var actor = new Actor(ActorKind.Member, caller.UserId, caller.Name ?? caller.Email?.ToString(), representative.Value.Role);
        return new AuditedChange(link.SubId, new AuditEvent(AuditAction.MainAccountAccepted, actor, link.MainId))
            .Replace(place, new Place { MainId = link.MainId, LinkId = link.Id })
            // A member who loses the role at this moment has not agreed.
            .Guard(representative)
            .Gives(link);
    }

    private async Task<Stored<Member>?> FindRepresentativeAsync(string subId, Caller caller, CancellationToken cancellationToken) =>
        await members.FindAsync(subId, caller.UserId, cancellationToken)
            is { Value: { Login: null, Role: Role.LegalRepresentative } } member
            ? member
            : null;
}
