using Accounts.Access;
using Accounts.Members;
using Accounts.Organizations;
using Accounts.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Invitations;

/// <summary>
/// <c>/invitations/{token}</c>: the one door for everybody who got a link. Whoever has it may read; only the invited user
/// may answer.
/// </summary>
public sealed class AnswerInvitation(InvitationStore invitations, InvitationEnding ending, IEnumerable<IAcceptance> acceptances, TimeProvider time)
{
    /// <summary>What the invitation is about.</summary>
    [Function(nameof(ShowInvitation))]
    [Allow(Who.Open)]
    [Operation("Show what an invitation is about", Gives = typeof(OfferView))]
    public async Task<IResult> ShowInvitation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "invitations/{token}")] HttpRequest request,
        string token,
        CancellationToken cancellationToken) =>
        await FindAsync(token, cancellationToken) is var (organizationId, invitation)
            ? Answer.Ok(OfferView.Of(organizationId, invitation.Value, time.GetUtcNow()))
            : new NotFound();

    /// <summary>Says yes; what that means is for the kind of the invitation.</summary>
    [Function(nameof(AcceptInvitation))]
    [Allow(Who.AnyUser)]
    [Operation(
        "Accept an invitation",
        Description = "The verified e-mail address of the signed-in user must be the invited one.",
        Gives = typeof(MyOrganization),
        Fails = [typeof(InvitationEnded), typeof(InvitationForAnother), typeof(EmailNotVerified), typeof(AlreadyMember), typeof(InvitationChanged)])]
    public async Task<IResult> AcceptInvitation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "invitations/{token}/accept")] HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string token,
        CancellationToken cancellationToken)
    {
        if (await FindAsync(token, cancellationToken) is not var (organizationId, invitation))
            return new NotFound();
        if (invitation.Value.RefuseAnswer(request.Caller(), time.GetUtcNow()) is { } refused)
            return refused;
        var acceptance = acceptances.Single(acceptance => acceptance.IsFor(invitation.Value.Kind));
        return await acceptance.AcceptAsync(new AcceptanceRequest(request, processes, organizationId, invitation), cancellationToken);
    }

    /// <summary>Says no.</summary>
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
        if (invitation.Value.RefuseAnswer(request.Caller(), time.GetUtcNow()) is { } refused)
            return refused;
        var ended = invitation.Value.End(InvitationState.Declined, time.GetUtcNow());
        return await ending.EndAsync(processes, organizationId, invitation, ended, request.Actor(), member: null, fruit: null, cancellationToken) is { } failure
            ? failure
            : Answer.NoContent;
    }

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
/// <param name="Organization">Name of the organization.</param>
/// <param name="InvitedBy">Name of the user who sent it.</param>
/// <param name="Email">The invited address, the part before the @ only hinted at: the link may have been passed on.</param>
/// <param name="Role">The role it gives, when it is one to become a member.</param>
/// <param name="State">Whether it still waits for an answer.</param>
/// <param name="ExpiresAt">Until when.</param>
/// <param name="CustomerNumber">Of the organization.</param>
public sealed record OfferView(InvitationKind Kind, string Organization, string InvitedBy, string Email, Role? Role, InvitationState State, DateTimeOffset ExpiresAt, string CustomerNumber)
{
    /// <summary>Shows an invitation.</summary>
    public static OfferView Of(string organizationId, Invitation invitation, DateTimeOffset now) => new(
        invitation.Kind,
        invitation.OrganizationName,
        invitation.InvitedBy.Name,
        invitation.Email[0] + "…" + invitation.Email[invitation.Email.LastIndexOf('@')..],
        invitation.Role,
        invitation.State == InvitationState.Pending && now >= invitation.ExpiresAt ? InvitationState.Expired : invitation.State,
        invitation.ExpiresAt,
        organizationId);
}
