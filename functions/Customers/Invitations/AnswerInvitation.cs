using Accounts.Access;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Customers.Invitations;

/// <summary>
/// <c>/invitations/{token}</c>: the only route for receivers of a link. Anyone who has the link may read; only the invited user may
/// answer.
/// </summary>
public sealed class AnswerInvitation(
    InvitationStore invitations,
    OrganizationStore organizations,
    InvitationEnding ending,
    IEnumerable<IInvitationKind> kinds,
    TimeProvider time)
{
    [Function(nameof(ShowInvitation))]
    [Allow(Who.Open)]
    [Operation("Show what an invitation is about", Gives = typeof(OfferView))]
    public async Task<IResult> ShowInvitation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "invitations/{token}")] HttpRequest request,
        string token,
        CancellationToken cancellationToken) =>
        await FindAsync(token, cancellationToken) is var (organizationId, invitation)
            ? Answer.Ok(Show(organizationId, await organizations.NameAsync(organizationId, invitation.Value, cancellationToken)))
            : new NotFound();

    private OfferView Show(string organizationId, Invitation invitation) =>
        OfferView.Of(organizationId, invitation, time.GetUtcNow()) with { Consent = KindOf(invitation).ConsentTo(invitation) };

    /// <summary>Accepts. The kind of the invitation decides what that means.</summary>
    [Function(nameof(AcceptInvitation))]
    [Allow(Who.AnyUser)]
    [Operation(
        "Accept an invitation",
        Description =
            "The verified e-mail address of the signed-in user must be the invited one. If an account is asked to become a "
                + "sub-account, any of its legal representatives may answer. Only a partner's request takes a body: what is granted, and "
                + "for which organization. The answer is the organization that the user has joined, or for which they have accepted.",
        BodyIsOptional = true,
        Gives = typeof(MyOrganization),
        Fails = [
            typeof(InvitationEnded),
            typeof(InvitationForAnother),
            typeof(EmailNotVerified),
            typeof(AlreadyMember),
            typeof(InvitationChanged),
            typeof(TemporarilyUnavailable)])]
    public async Task<IResult> AcceptInvitation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "invitations/{token}/accept")] HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string token,
        CancellationToken cancellationToken)
    {
        if (await FindAsync(token, cancellationToken) is not var (organizationId, invitation))
            return new NotFound();
        var acceptance = new AcceptanceRequest(request, processes, organizationId, invitation);
        if (await RefuseAsync(request.Caller(), invitation.Value, cancellationToken) is { } refused)
        {
            if (refused is InvitationEnded { State: InvitationState.Accepted } && invitation.Value.AcceptedBy == request.Caller().UserId)
                await KindOf(invitation.Value).CompleteAsync(acceptance, cancellationToken);
            return refused;
        }

        return await KindOf(invitation.Value).AcceptAsync(acceptance, cancellationToken);
    }

    [Function(nameof(DeclineInvitation))]
    [Allow(Who.AnyUser)]
    [Operation(
        "Decline an invitation",
        Status = StatusCodes.Status204NoContent,
        Fails = [typeof(InvitationEnded), typeof(InvitationForAnother), typeof(EmailNotVerified), typeof(InvitationChanged)])]
    public async Task<IResult> DeclineInvitation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "invitations/{token}/decline")] HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string token,
        CancellationToken cancellationToken)
    {
        if (await FindAsync(token, cancellationToken) is not var (organizationId, invitation))
            return new NotFound();
        if (await RefuseAsync(request.Caller(), invitation.Value, cancellationToken) is { } refused)
            return refused;
        var ended = invitation.Value.End(InvitationState.Declined, time.GetUtcNow());
        return await ending.EndAsync(processes, new(organizationId, invitation, ended, request.Actor()), cancellationToken) is { } failure
            ? failure
            : Answer.NoContent;
    }

    private async Task<Failure?> RefuseAsync(Caller caller, Invitation invitation, CancellationToken cancellationToken) =>
        invitation.RefuseAnswer(caller, time.GetUtcNow()) ?? await KindOf(invitation).RefuseAsync(caller, invitation, cancellationToken);

    private IInvitationKind KindOf(Invitation invitation) => kinds.Single(kind => kind.IsFor(invitation.Kind));

    private async Task<(string OrganizationId, Stored<Invitation> Invitation)?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (InvitationTokens.Read(token) is not var (organizationId, invitationId))
            return null;
        var invitation = await invitations.FindAsync(organizationId, invitationId, cancellationToken);
        return invitation is not null && InvitationTokens.Matches(token, invitation.Value.TokenHash) ? (organizationId, invitation) : null;
    }
}

/// <summary>An invitation as the holder of its link sees it, signed in or not.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="OrganizationName">Name of the organization.</param>
/// <param name="InvitedBy">Name of the user who sent it.</param>
/// <param name="Email">The invited address with the part before the @ masked, because the link may have been passed on.</param>
/// <param name="Role">The role it gives, for an invitation to become a member.</param>
/// <param name="State">Whether it still waits for an answer.</param>
/// <param name="ExpiresAt">When it expires.</param>
/// <param name="CustomerNumber">Customer number of the organization.</param>
/// <param name="Customer">What the organization asks for, when it is a partner that asks for accesses.</param>
/// <param name="SubAccountId">Customer number of the account that is asked to become a sub-account; absent for other kinds.</param>
/// <param name="Consent">What a user agrees to by accepting, as text in the language of the invitation; empty when the other fields say
/// it all.</param>
public sealed record OfferView(
    InvitationKind Kind,
    string OrganizationName,
    string InvitedBy,
    string Email,
    Role? Role,
    InvitationState State,
    DateTimeOffset ExpiresAt,
    string CustomerNumber,
    CustomerRequest? Customer,
    string? SubAccountId,
    IReadOnlyList<string> Consent)
{
    public static OfferView Of(string organizationId, Invitation invitation, DateTimeOffset now) => new(
        invitation.Kind,
        invitation.OrganizationName,
        invitation.InvitedBy.Name,
        invitation.Email[0] + "…" + invitation.Email[invitation.Email.LastIndexOf('@')..],
        invitation.Role,
        invitation.State == InvitationState.Pending && now >= invitation.ExpiresAt ? InvitationState.Expired : invitation.State,
        invitation.ExpiresAt,
        organizationId,
        invitation.Customer,
        invitation.SubAccountId,
        Consent: []);
}
